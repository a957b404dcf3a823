package co.leadterra.it;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import co.leadterra.client.LeadterraInvalidRequestException;
import co.leadterra.client.LeadterraNotFoundException;
import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.lead.CustomFieldPlacement;
import co.leadterra.client.lead.EnrollmentResult;
import co.leadterra.client.lead.Lead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LeadEndpointTests extends AbstractClientTests {

	private String campaignId;

	@BeforeEach
	void addCampaign() {
		this.campaignId = server.workspace().addCampaign(Map.of());
	}

	@Test
	void onlyFieldsThatAreSetAreSent() {
		enroll(Lead.builder("ada@example.com").firstName("Ada").build(),
				Lead.builder("grace@example.com").lastName("Hopper").company("Navy").jobTitle("Admiral").build());
		assertThat(json(onlyRequest("POST /v1/campaigns/:id/leads/bulk"))).isEqualTo(Map.of("leads", List.of(
				Map.of("email", "ada@example.com", "firstName", "Ada"),
				Map.of("email", "grace@example.com", "lastName", "Hopper", "company", "Navy", "jobTitle", "Admiral"))));
	}

	@Test
	void newLeadsAreEnrolled() {
		EnrollmentResult result = enroll(Lead.of("ada@example.com"), Lead.of("grace@example.com"));
		assertThat(result.enrolled()).isEqualTo(2);
		assertThat(result.updated()).isZero();
		assertThat(result.skipped()).isZero();
		assertThat(server.workspace().leadCount(this.campaignId)).isEqualTo(2);
	}

	@Test
	void knownLeadIsUpdatedInTheFieldsGiven() {
		enroll(Lead.builder("ada@example.com").firstName("Ada").company("Engines").build());
		EnrollmentResult result = enroll(Lead.builder("ada@example.com").company("Looms").build());
		assertThat(result.enrolled()).isZero();
		assertThat(result.updated()).isOne();
		assertThat(server.workspace().leads(this.campaignId)).singleElement()
			.extracting("firstName", "company")
			.containsExactly("Ada", "Looms");
	}

	@Test
	void suppressedLeadIsSkipped() {
		server.workspace().suppress("ada@example.com");
		EnrollmentResult result = enroll(Lead.of("ada@example.com"), Lead.of("grace@example.com"));
		assertThat(result.enrolled()).isOne();
		assertThat(result.skipped()).isOne();
		assertThat(server.workspace().leads(this.campaignId)).extracting("email").containsExactly("grace@example.com");
	}

	@Test
	void customFieldsAreSentBesideTheOthers() {
		enroll(Lead.builder("ada@example.com").customField("product", "engine").customField("seats", 3).build());
		assertThat(sentLead()).isEqualTo(Map.of("email", "ada@example.com", "product", "engine", "seats", 3));
		assertThat(storedCustomFields()).isEqualTo(Map.of("product", "engine", "seats", 3));
	}

	@Test
	void customFieldsAreSentNested() {
		this.client = clientBuilder().customFields(CustomFieldPlacement.NESTED).build();
		enroll(Lead.builder("ada@example.com").customField("product", "engine").customField("seats", 3).build());
		assertThat(sentLead())
			.isEqualTo(Map.of("email", "ada@example.com", "customFields", Map.of("product", "engine", "seats", 3)));
		assertThat(storedCustomFields()).isEqualTo(Map.of("product", "engine", "seats", 3));
	}

	@Test
	void noCustomFieldsAreNotSentNested() {
		this.client = clientBuilder().customFields(CustomFieldPlacement.NESTED).build();
		enroll(Lead.of("ada@example.com"));
		assertThat(sentLead()).isEqualTo(Map.of("email", "ada@example.com"));
	}

	@Test
	void nullErasesACustomField() {
		enroll(Lead.builder("ada@example.com").customField("product", "engine").build());
		enroll(Lead.builder("ada@example.com").customField("product", null).build());
		assertThat(storedCustomFields()).isEqualTo(Map.of());
	}

	@Test
	void nullErasesANestedCustomField() {
		this.client = clientBuilder().customFields(CustomFieldPlacement.NESTED).build();
		enroll(Lead.builder("ada@example.com").customField("product", "engine").build());
		enroll(Lead.builder("ada@example.com").customField("product", null).build());
		assertThat(storedCustomFields()).isEqualTo(Map.of());
	}

	@Test
	void manyLeadsAreSentInBatches() {
		List<Lead> leads = IntStream.range(0, 5000).mapToObj((i) -> Lead.of("lead" + i + "@example.com")).toList();
		assertThat(this.client.leads().enroll(this.campaignId, leads).block(TIMEOUT).enrolled()).isEqualTo(5000);
		assertThat(server.requestCount()).isEqualTo(10);
	}

	@Test
	void leadsThatLeadterraRefusesAreInTheResultAndAllOthersEnrolled() {
		EnrollmentResult result = enroll(Lead.of("ada@example.com"), Lead.of("grace@localhost"));
		assertThat(result.enrolled()).isOne();
		assertThat(result.rejected()).singleElement().satisfies((rejected) -> {
			assertThat(rejected.lead()).isEqualTo(Lead.of("grace@localhost"));
			assertThat(rejected.reason()).isEqualTo(RejectionReason.REFUSED);
			assertThat(rejected.message()).isEqualTo("not a valid email address");
		});
	}

	@Test
	void listOfWhichAllLeadsAreRefusedFailsWithTheRefusal() {
		assertThatExceptionOfType(LeadterraInvalidRequestException.class)
			.isThrownBy(() -> enroll(Lead.of("grace@localhost")))
			.withMessageNotContaining("grace")
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(422))
			.satisfies((ex) -> assertThat(ex.getFieldErrors())
				.containsExactly(new FieldError(0, null, "grace@localhost", null, "not a valid email address")));
	}

	@Test
	void leadThatCannotBeRightIsRefusedBeforeAnyRequest() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> enroll(Lead.of("ada@example.com"), Lead.of("grace@example.com\u200B")))
			.withMessage("leads[1]: email must not contain white space or characters that cannot be seen,"
					+ " but has U+200B at index 17");
		assertThat(server.requestCount()).isZero();
	}

	@Test
	void unknownCampaignIsNotFound() {
		assertThatExceptionOfType(LeadterraNotFoundException.class)
			.isThrownBy(() -> this.client.leads().enroll("camp_404", List.of(Lead.of("a@example.com"))).block(TIMEOUT))
			.satisfies((ex) -> assertThat(ex.getUriTemplate()).isEqualTo("/v1/campaigns/{campaignId}/leads/bulk"));
	}

	private EnrollmentResult enroll(Lead... leads) {
		return this.client.leads().enroll(this.campaignId, Arrays.asList(leads)).block(TIMEOUT);
	}

	private static Object sentLead() {
		return ((List<?>) json(onlyRequest("POST /v1/campaigns/:id/leads/bulk")).get("leads")).get(0);
	}

	private Object storedCustomFields() {
		return server.workspace().leads(this.campaignId).get(0).get("customFields");
	}

}
