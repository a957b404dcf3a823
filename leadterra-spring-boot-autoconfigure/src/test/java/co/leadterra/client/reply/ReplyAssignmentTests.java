package co.leadterra.client.reply;

import co.leadterra.client.internal.json.LeadterraCodecs;
import co.leadterra.client.sdr.ProspectCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ReplyAssignment}.
 */
class ReplyAssignmentTests {

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper().build();

	@Test
	void writesEveryField() {
		ReplyAssignment assignment = ReplyAssignment.builder("sdr_1")
			.to("sam@example.com")
			.cc("ann@example.com", "bob@example.com")
			.subject("A lead")
			.note("Call today")
			.category(ProspectCategory.A)
			.forceForward(true)
			.skipIcpCheck(false)
			.seniority("director")
			.employeeCount("51-200")
			.build();
		assertThat(this.mapper.writeValueAsString(assignment)).isEqualTo(
				"{\"sdrId\":\"sdr_1\",\"to\":\"sam@example.com\",\"cc\":[\"ann@example.com\",\"bob@example.com\"],"
						+ "\"subject\":\"A lead\",\"note\":\"Call today\",\"category\":\"A\",\"forceForward\":true,"
						+ "\"skipIcpCheck\":false,\"seniority\":\"director\",\"employeeCount\":\"51-200\"}");
	}

	@Test
	void leavesOutWhatIsNotSet() {
		assertThat(this.mapper.writeValueAsString(ReplyAssignment.builder("sdr_1").build()))
			.isEqualTo("{\"sdrId\":\"sdr_1\"}");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void blankSdrIdIsRefused(String sdrId) {
		ReplyAssignment.Builder builder = ReplyAssignment.builder(sdrId);
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage("sdrId must not be blank");
	}

	@Test
	void addressWithACharacterThatCannotBeSeenIsRefused() {
		ReplyAssignment.Builder to = ReplyAssignment.builder("sdr_1").to("ann@example.com\u200B");
		assertThatIllegalArgumentException().isThrownBy(to::build)
			.withMessageStartingWith("to ")
			.withMessageEndingWith("U+200B at index 15");
		ReplyAssignment.Builder cc = ReplyAssignment.builder("sdr_1").cc("ann@example.com", "bob@example.com\u200B");
		assertThatIllegalArgumentException().isThrownBy(cc::build)
			.withMessageStartingWith("cc[1] ")
			.withMessageEndingWith("U+200B at index 15");
	}

	@Test
	void missingSeniorityIsRefusedIfItIsToBeChecked() {
		ReplyAssignment.Builder builder = ReplyAssignment.builder("sdr_1").skipIcpCheck(false).employeeCount("51-200");
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessage("seniority must not be blank if skipIcpCheck is false");
	}

	@Test
	void missingEmployeeCountIsRefusedIfItIsToBeChecked() {
		ReplyAssignment.Builder builder = ReplyAssignment.builder("sdr_1").skipIcpCheck(false).seniority("director");
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessage("employeeCount must not be blank if skipIcpCheck is false");
	}

	@Test
	void seniorityAndEmployeeCountAreNotNeededIfTheCheckIsSkipped() {
		assertThat(ReplyAssignment.builder("sdr_1").skipIcpCheck(true).build().seniority()).isNull();
	}

}
