package co.leadterra.client.internal.bulk;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import co.leadterra.client.fake.FakeLeadterra;
import co.leadterra.client.lead.CustomFieldPlacement;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.EnrollmentResult;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.lead.LeadClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for enrolling a list of leads with {@link BulkLeadClient}.
 */
class BulkLeadClientTests {

	@ParameterizedTest
	@ValueSource(strings = { "%s", "{\"result\": %s}", "{\"data\": %s}" })
	void enrollReadsEveryWrapping(String wrapping) {
		FakeLeadterra leadterra = FakeLeadterra
			.answering(wrapping.formatted("{\"enrolled\": 1, \"updated\": 2, \"skipped\": 3, \"total\": 6}"));
		verify(leadterra, List.of(Lead.of("ann@example.com")), new EnrollmentResult(1L, 2L, 3L, 6L));
	}

	@Test
	void missingCountersAreAbsentAndNotZero() {
		verify(FakeLeadterra.answering("{\"enrolled\": 1, \"updated\": null}"), List.of(Lead.of("ann@example.com")),
				new EnrollmentResult(1L, null, null, null));
	}

	@Test
	void enrollPostsAllLeadsAtOnce() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{\"enrolled\": 2}");
		Set<Lead> leads = new LinkedHashSet<>(List.of(Lead.of("ann@example.com"),
				Lead.builder("bob@example.com").firstName("Bob").customField("plan", "pro").build()));
		verify(leadterra, leads, new EnrollmentResult(2L, null, null, null));
		assertThat(leadterra.calls()).containsExactly("POST /v1/campaigns/camp_1/leads/bulk {\"leads\":["
				+ "{\"email\":\"ann@example.com\"},{\"email\":\"bob@example.com\",\"firstName\":\"Bob\",\"plan\":\"pro\"}]}");
	}

	@Test
	void enrollWritesCustomFieldsInAnObjectByChoice() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{\"enrolled\": 1}", CustomFieldPlacement.NESTED);
		verify(leadterra, List.of(Lead.builder("bob@example.com").customField("plan", "pro").build()),
				new EnrollmentResult(1L, null, null, null));
		assertThat(leadterra.calls()).containsExactly("POST /v1/campaigns/camp_1/leads/bulk "
				+ "{\"leads\":[{\"email\":\"bob@example.com\",\"customFields\":{\"plan\":\"pro\"}}]}");
	}

	@Test
	void noLeadsAreRefused() {
		LeadClient leads = client(FakeLeadterra.answering("{}"));
		assertThatIllegalArgumentException().isThrownBy(() -> leads.enroll("camp_1", List.of()))
			.withMessage("leads must not be empty");
	}

	@Test
	void nullLeadIsRefused() {
		LeadClient leads = client(FakeLeadterra.answering("{}"));
		assertThatIllegalArgumentException().isThrownBy(() -> leads.enroll("camp_1", Arrays.asList((Lead) null)))
			.withMessage("leads must not contain null");
	}

	@Test
	void blankCampaignIdIsRefused() {
		LeadClient leads = client(FakeLeadterra.answering("{}"));
		assertThatIllegalArgumentException().isThrownBy(() -> leads.enroll("", List.of(Lead.of("ann@example.com"))))
			.withMessage("campaignId must not be blank");
	}

	private static LeadClient client(FakeLeadterra leadterra) {
		return new BulkLeadClient(leadterra.client(LeadApi.class), EnrollmentOptions.defaults());
	}

	private static void verify(FakeLeadterra leadterra, Collection<Lead> leads, EnrollmentResult expected) {
		StepVerifier.create(client(leadterra).enroll("camp_1", leads))
			.expectNext(expected)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

}
