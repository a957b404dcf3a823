package co.leadterra.client.campaign;

import java.util.Arrays;
import java.util.List;

import co.leadterra.client.internal.json.LeadterraCodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link NewCampaign} and {@link SequenceStep}.
 */
class NewCampaignTests {

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper().build();

	@Test
	void writesStepsAndLeavesOutWhatIsNotSet() {
		NewCampaign campaign = NewCampaign.of("Launch", SequenceStep.of("Hi", "<p>Hi</p>"),
				SequenceStep.of("Again", "<p>Again</p>", 3));
		assertThat(this.mapper.writeValueAsString(campaign))
			.isEqualTo("{\"name\":\"Launch\",\"sequenceSteps\":[" + "{\"subject\":\"Hi\",\"bodyHtml\":\"<p>Hi</p>\"},"
					+ "{\"subject\":\"Again\",\"bodyHtml\":\"<p>Again</p>\",\"delayDays\":3}]}");
	}

	@Test
	void leavesOutStepsThatThereAreNot() {
		assertThat(this.mapper.writeValueAsString(NewCampaign.of("Launch"))).isEqualTo("{\"name\":\"Launch\"}");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void blankNameIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> NewCampaign.of(name))
			.withMessage("name must not be blank");
	}

	@Test
	void missingStepsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new NewCampaign("Launch", null))
			.withMessage("sequenceSteps must not be null");
	}

	@Test
	void nullStepIsRefused() {
		List<SequenceStep> steps = Arrays.asList((SequenceStep) null);
		assertThatIllegalArgumentException().isThrownBy(() -> new NewCampaign("Launch", steps))
			.withMessage("sequenceSteps must not contain null");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void blankSubjectIsRefused(String subject) {
		assertThatIllegalArgumentException().isThrownBy(() -> SequenceStep.of(subject, "<p>Hi</p>"))
			.withMessage("subject must not be blank");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void blankBodyIsRefused(String bodyHtml) {
		assertThatIllegalArgumentException().isThrownBy(() -> SequenceStep.of("Hi", bodyHtml))
			.withMessage("bodyHtml must not be blank");
	}

	@Test
	void negativeDelayIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> SequenceStep.of("Hi", "<p>Hi</p>", -1))
			.withMessage("delayDays must not be negative");
	}

	@Test
	void delayOfZeroDaysIsAllowed() {
		assertThat(SequenceStep.of("Hi", "<p>Hi</p>", 0).delayDays()).isZero();
	}

}
