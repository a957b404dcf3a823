package co.leadterra.test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the enrolment of leads.
 */
class LeadTests extends AbstractServerTests {

	private String campaign;

	@BeforeEach
	void create() throws IOException {
		this.campaign = createCampaign();
	}

	@Test
	void newLeadsAreEnrolled() throws IOException {
		TestHttp.Reply reply = enroll("{'email':'ada@example.com','firstName':'Ada','lastName':'Example',"
				+ "'company':'Example Ltd','jobTitle':'Engineer'},{'email':'grace@example.com'}");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.json()).isEqualTo(json("{'result':{'enrolled':2,'updated':0,'skipped':0}}"));
		assertThat(server.workspace().leads(this.campaign).get(0))
			.isEqualTo(Map.of("email", "ada@example.com", "firstName", "Ada", "lastName", "Example", "company",
					"Example Ltd", "jobTitle", "Engineer", "customFields", Map.of(), "state", "waiting"));
	}

	@Test
	void knownLeadsAreUpdatedWhateverTheCase() throws IOException {
		enroll("{'email':'ada@example.com','firstName':'Ada','company':'Example Ltd','team':'red'}");
		TestHttp.Reply reply = enroll("{'email':'ADA@Example.com','firstName':'Augusta','company':null}");
		assertThat(reply.json()).isEqualTo(json("{'result':{'enrolled':0,'updated':1,'skipped':0}}"));
		assertThat(server.workspace().leads(this.campaign)).singleElement()
			.isEqualTo(Map.of("email", "ada@example.com", "firstName", "Augusta", "customFields", Map.of("team", "red"),
					"state", "waiting"));
	}

	@Test
	void leadNamedTwiceInABatchIsEnrolledOnce() throws IOException {
		assertThat(enroll("{'email':'ada@example.com'},{'email':'Ada@example.com'}").json())
			.isEqualTo(json("{'result':{'enrolled':1,'updated':1,'skipped':0}}"));
	}

	@Test
	void leadOfOtherCampaignIsNew() throws IOException {
		enroll("{'email':'ada@example.com'}");
		this.campaign = createCampaign();
		assertThat(enroll("{'email':'ada@example.com'}").at("/result/enrolled").asInt()).isEqualTo(1);
	}

	@Test
	void suppressedLeadsAreSkipped() throws IOException {
		server.workspace().suppress("Ada@example.com");
		assertThat(enroll("{'email':'ADA@example.com'},{'email':'grace@example.com'}").json())
			.isEqualTo(json("{'result':{'enrolled':1,'updated':0,'skipped':1}}"));
		assertThat(server.workspace().leads(this.campaign)).extracting("email").containsExactly("grace@example.com");
	}

	@Test
	void customFieldsMayBeKeysOfTheLeadOrOfAnObject() throws IOException {
		enroll("{'email':'ada@example.com','plan':'pro','seats':3,'customFields':{'plan2':'basic','tags':['a']}}");
		assertThat(server.workspace().leads(this.campaign)).singleElement()
			.extracting("customFields")
			.isEqualTo(Map.of("plan", "pro", "seats", 3, "plan2", "basic", "tags", List.of("a")));
	}

	@Test
	void invalidAddressesAreNamedAndNothingIsEnrolled() throws IOException {
		TestHttp.Reply reply = enroll("{'email':'ada@example.com'},{'email':'nonsense'},{'email':'a b@example.com'}");
		assertThat(reply.status()).isEqualTo(422);
		assertThat(reply.at("/errors"))
			.isEqualTo(json("[{'index':1,'email':'nonsense','message':'not a valid email address'},"
					+ "{'index':2,'email':'a b@example.com','message':'not a valid email address'}]"));
		assertThat(server.workspace().leadCount(this.campaign)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "@example.com", "ada@", "ada@example", "ada@.com", "ada@example.", "ada@@example.com",
			"a@b@example.com", "ada@example.com\\n" })
	void addressIsInvalid(String email) throws IOException {
		assertThat(enroll("{'email':'" + email + "'}").status()).isEqualTo(422);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a@b.co", "first.last+tag@mail.example.com", "ä@exämple.de", "o'neill@example.com" })
	void addressIsValid(String email) throws IOException {
		server.workspace().addLeads(this.campaign, email);
		TestHttp.Reply reply = http.send("POST", "/v1/campaigns/" + this.campaign + "/leads/bulk",
				"{\"leads\":[{\"email\":\"" + email + "\"}]}", "Bearer " + server.apiKey());
		assertThat(reply.at("/result/updated").asInt()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{'leads':null}", "{'leads':{}}", "{'leads':[]}", "{'leads':['ada@example.com']}",
			"{'leads':[{}]}", "{'leads':[{'email':1}]}", "{'leads':[{'email':''}]}",
			"{'leads':[{'email':'ada@example.com','firstName':1}]}",
			"{'leads':[{'email':'ada@example.com','customFields':[]}]}" })
	void malformedBatchIsInvalid(String body) throws IOException {
		TestHttp.Reply reply = http.post("/v1/campaigns/" + this.campaign + "/leads/bulk", body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.errorCode()).isEqualTo("invalid_request");
		assertThat(server.workspace().leadCount(this.campaign)).isZero();
	}

	@Test
	void leadsOfRunningCampaignAreQueued() throws IOException {
		enroll("{'email':'ada@example.com'}");
		http.post("/v1/campaigns/" + this.campaign + "/start");
		enroll("{'email':'grace@example.com'}");
		assertThat(http.get("/v1/campaigns/" + this.campaign + "/stats").at("/queued").asInt()).isEqualTo(2);
	}

	@Test
	void updatedLeadKeepsItsPlace() throws IOException {
		enroll("{'email':'ada@example.com'}");
		http.post("/v1/campaigns/" + this.campaign + "/start");
		server.workspace().simulateSending(this.campaign);
		enroll("{'email':'ada@example.com','firstName':'Ada'}");
		assertThat(server.workspace().leads(this.campaign)).extracting("state").containsExactly("delivered");
	}

	@Test
	void largeBatchIsEnrolled() throws IOException {
		String leads = IntStream.range(0, 20_000)
			.mapToObj((i) -> "{'email':'lead" + i + "@example.com'}")
			.collect(Collectors.joining(","));
		assertThat(enroll(leads).at("/result/enrolled").asInt()).isEqualTo(20_000);
	}

	@Test
	void unknownCampaignIsToldToTheTest() {
		assertThatIllegalArgumentException().isThrownBy(() -> server.workspace().leads("camp_9"))
			.withMessageContaining("camp_9");
	}

	private TestHttp.Reply enroll(String leads) throws IOException {
		return http.post("/v1/campaigns/" + this.campaign + "/leads/bulk", "{'leads':[" + leads + "]}");
	}

}
