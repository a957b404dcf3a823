package co.leadterra.test;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Behavior}.
 */
class BehaviorTests extends AbstractServerTests {

	private static final String BATCH = "{'leads':[{'email':'ada@example.com'},{'email':'nonsense'}]}";

	private static final String ADDRESSES = "{'emails':['ada@example.com','nonsense']}";

	private static final String NAMED = "[{'index':1,'email':'nonsense','message':'not a valid email address'}]";

	private String campaign;

	@BeforeEach
	void create() {
		this.campaign = server.workspace().addCampaign(Map.of());
	}

	@Test
	void leadsCanBeMatchedInTheWorkspace() throws IOException {
		server.behave(Behavior.LEADS_MATCHED_IN_WORKSPACE);
		String other = server.workspace().addCampaign(Map.of());
		http.post("/v1/campaigns/" + other + "/leads/bulk",
				"{'leads':[{'email':'Ada@example.com','firstName':'Ada','company':'Example Ltd'}]}");
		TestHttp.Reply reply = enroll("{'leads':[{'email':'ada@example.com','firstName':'Augusta'}]}");
		assertThat(reply.json()).isEqualTo(json("{'result':{'enrolled':0,'updated':1,'skipped':0}}"));
		assertThat(server.workspace().leads(this.campaign)).isEqualTo(server.workspace().leads(other))
			.singleElement()
			.satisfies((lead) -> assertThat(lead).containsEntry("firstName", "Augusta")
				.containsEntry("company", "Example Ltd"));
	}

	@Test
	void leadMatchedInTheWorkspaceStartsAgain() throws IOException {
		server.workspace().addLeads(this.campaign, "ada@example.com");
		http.post("/v1/campaigns/" + this.campaign + "/start");
		server.workspace().simulateSending(this.campaign);
		server.behave(Behavior.LEADS_MATCHED_IN_WORKSPACE);
		enroll("{'leads':[{'email':'ada@example.com'}]}");
		assertThat(server.workspace().leads(this.campaign)).extracting("state").containsExactly("waiting");
		server.workspace().simulateSending(this.campaign);
		TestHttp.Reply stats = http.get("/v1/campaigns/" + this.campaign + "/stats");
		assertThat(stats.at("/totalEnrolled").asInt()).isEqualTo(1);
		assertThat(stats.at("/sent").asInt()).isEqualTo(2);
	}

	@Test
	void refusalCanKeepTheValidLeads() throws IOException {
		server.behave(Behavior.VALID_ENTRIES_KEPT);
		TestHttp.Reply reply = enroll(BATCH);
		assertThat(reply.status()).isEqualTo(422);
		assertThat(reply.at("/errors")).isEqualTo(json(NAMED));
		assertThat(server.workspace().leads(this.campaign)).extracting("email").containsExactly("ada@example.com");
	}

	@Test
	void refusalCanKeepTheValidAddresses() throws IOException {
		server.behave(Behavior.VALID_ENTRIES_KEPT);
		TestHttp.Reply reply = http.post("/v1/suppression-list", ADDRESSES);
		assertThat(reply.status()).isEqualTo(422);
		assertThat(reply.at("/errors")).isEqualTo(json(NAMED));
		assertThat(server.workspace().suppressedAddresses()).containsExactly("ada@example.com");
	}

	@ParameterizedTest
	@CsvSource({ "REFERENCE,/enrolled,/errors", "CONCEPTS,/data/enrolled,/data/errors", "QUICKSTART,/enrolled,/errors",
			"GUIDES,/result/enrolled,/result/errors" })
	void successCanNameInvalidLeads(ResponseShape shape, String enrolled, String errors) throws IOException {
		server.behave(Behavior.INVALID_ENTRIES_NAMED_WITH_200);
		server.respondWith(shape);
		TestHttp.Reply reply = enroll(BATCH);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.at(enrolled).asInt()).isEqualTo(1);
		assertThat(reply.at(errors)).isEqualTo(json(NAMED));
		assertThat(server.workspace().leads(this.campaign)).extracting("email").containsExactly("ada@example.com");
	}

	@Test
	void successCanNameInvalidLeadsInAnyForm() throws IOException {
		server.behave(Behavior.INVALID_ENTRIES_NAMED_WITH_200);
		server.respondWith(ErrorEntryShape.FIELD);
		assertThat(enroll(BATCH).at("/result/errors"))
			.isEqualTo(json("[{'field':'leads[1].email','message':'not a valid email address'}]"));
	}

	@Test
	void successNamesNothingIfAllIsWell() throws IOException {
		server.behave(Behavior.INVALID_ENTRIES_NAMED_WITH_200);
		assertThat(enroll("{'leads':[{'email':'ada@example.com'}]}").json())
			.isEqualTo(json("{'result':{'enrolled':1,'updated':0,'skipped':0}}"));
	}

	@ParameterizedTest
	@CsvSource({ "REFERENCE,/suppressed,/errors", "CONCEPTS,/data/suppressed,/data/errors",
			"GUIDES,/result/suppressed,/result/errors" })
	void successCanNameInvalidAddresses(ResponseShape shape, String suppressed, String errors) throws IOException {
		server.behave(Behavior.INVALID_ENTRIES_NAMED_WITH_200);
		server.respondWith(shape);
		TestHttp.Reply reply = http.post("/v1/suppression-list", ADDRESSES);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.at(suppressed).asInt()).isEqualTo(1);
		assertThat(reply.at(errors)).isEqualTo(json(NAMED));
		assertThat(server.workspace().suppressedAddresses()).containsExactly("ada@example.com");
	}

	@Test
	void malformedBatchIsInvalidWhateverIsKept() throws IOException {
		server.behave(Behavior.VALID_ENTRIES_KEPT, Behavior.INVALID_ENTRIES_NAMED_WITH_200);
		assertThat(enroll("{'leads':[{'email':'ada@example.com'},{}]}").status()).isEqualTo(400);
		assertThat(server.workspace().leadCount(this.campaign)).isZero();
	}

	@Test
	void pagesOfRepliesCanBeIgnored() throws IOException {
		server.behave(Behavior.PAGES_IGNORED);
		addReplies(51);
		TestHttp.Reply reply = http.get("/v1/replies?page=2&perPage=10");
		assertThat(reply.at("/replies")).hasSize(50);
		assertThat(reply.text("/replies/0/id")).isEqualTo("rpl_51");
		assertThat(reply.at("/pagination")).isEqualTo(json("{'total':51,'page':1,'perPage':50}"));
	}

	@Test
	void pagesOfRepliesCanBeCapped() throws IOException {
		server.behave(Behavior.PAGES_CAPPED);
		addReplies(25);
		TestHttp.Reply reply = http.get("/v1/replies?page=2&perPage=100");
		assertThat(reply.at("/replies")).hasSize(5);
		assertThat(reply.at("/pagination")).isEqualTo(json("{'total':25,'page':2,'perPage':20}"));
	}

	@Test
	void pagesOfThreadsCanBeIgnored() throws IOException {
		server.behave(Behavior.PAGES_IGNORED);
		addThreads(3);
		TestHttp.Reply reply = http.get("/v1/sdr/inbox?offset=2&limit=1");
		assertThat(reply.at("/data/threads")).hasSize(3);
		assertThat(reply.at("/data/hasMore").asBoolean()).isFalse();
	}

	@Test
	void pagesOfThreadsCanBeCapped() throws IOException {
		server.behave(Behavior.PAGES_CAPPED);
		addThreads(21);
		TestHttp.Reply reply = http.get("/v1/sdr/inbox?limit=100");
		assertThat(reply.at("/data/threads")).hasSize(20);
		assertThat(reply.at("/data/hasMore").asBoolean()).isTrue();
	}

	@Test
	void listOfFollowUpsCanBeCapped() throws IOException {
		server.behave(Behavior.PAGES_CAPPED);
		for (int i = 0; i < 21; i++) {
			server.workspace().addFollowUp(Map.of());
		}
		assertThat(http.get("/v1/sdr/followups/due?limit=200").at("/data")).hasSize(20);
	}

	@Test
	void laterChoiceReplacesTheEarlier() throws IOException {
		server.behave(Behavior.INVALID_ENTRIES_NAMED_WITH_200);
		server.behave(Behavior.VALID_ENTRIES_KEPT);
		assertThat(enroll(BATCH).status()).isEqualTo(422);
		server.behave();
		enroll("{'leads':[{'email':'grace@example.com'},{'email':'nonsense'}]}");
		assertThat(server.workspace().leadCount(this.campaign)).isEqualTo(1);
	}

	@Test
	void choiceEndsWithAReset() throws IOException {
		server.behave(Behavior.INVALID_ENTRIES_NAMED_WITH_200);
		server.reset();
		create();
		assertThat(enroll(BATCH).status()).isEqualTo(422);
	}

	private TestHttp.Reply enroll(String batch) throws IOException {
		return http.post("/v1/campaigns/" + this.campaign + "/leads/bulk", batch);
	}

	private void addReplies(int count) {
		for (int i = 0; i < count; i++) {
			server.workspace().addReply(this.campaign, Map.of());
		}
	}

	private static void addThreads(int count) {
		for (int i = 0; i < count; i++) {
			server.workspace().addThread(Map.of());
		}
	}

}
