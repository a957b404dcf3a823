package co.leadterra.test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the list of replies and their hand-off.
 */
class ReplyTests extends AbstractServerTests {

	private static final String ASSIGN = "{'sdrId':'sdr_1','seniority':'VP','employeeCount':'51-200'}";

	private String campaign;

	@BeforeEach
	void create() throws IOException {
		this.campaign = createCampaign();
	}

	@Test
	void newestReplyComesFirst() throws IOException {
		addReply(Map.of("receivedAt", NOW.minus(Duration.ofHours(1)), "threadSnippet", "older"));
		addReply(Map.of("receivedAt", NOW, "threadSnippet", "newest"));
		addReply(Map.of("receivedAt", NOW.minus(Duration.ofHours(2)), "threadSnippet", "oldest"));
		assertThat(http.get("/v1/replies").at("/replies")).extracting((reply) -> reply.at("/threadSnippet").asString())
			.containsExactly("newest", "older", "oldest");
	}

	@Test
	void ofTwoAtTheSameTimeTheLaterAddedComesFirst() throws IOException {
		addReply(Map.of("threadSnippet", "first"));
		addReply(Map.of("threadSnippet", "second"));
		assertThat(http.get("/v1/replies").text("/replies/0/threadSnippet")).isEqualTo("second");
	}

	@Test
	void repliesAreFilteredByCampaign() throws IOException {
		addReply(Map.of());
		String other = createCampaign();
		String reply = server.workspace().addReply(other, Map.of("classification", "referral"));
		TestHttp.Reply found = http.get("/v1/replies?campaignId=" + other);
		assertThat(found.at("/pagination/total").asInt()).isEqualTo(1);
		assertThat(found.text("/replies/0/id")).isEqualTo(reply);
		assertThat(found.text("/replies/0/classification")).isEqualTo("referral");
	}

	@Test
	void repliesOfUnknownCampaignAreNotFound() throws IOException {
		assertThat(http.get("/v1/replies?campaignId=camp_9").status()).isEqualTo(404);
	}

	@Test
	void pageHasFiftyReplies() throws IOException {
		addReplies(51);
		TestHttp.Reply reply = http.get("/v1/replies");
		assertThat(reply.at("/replies")).hasSize(50);
		assertThat(reply.at("/pagination")).isEqualTo(json("{'total':51,'page':1,'perPage':50}"));
	}

	@Test
	void pageAndItsSizeCanBeChosen() throws IOException {
		addReplies(5);
		TestHttp.Reply reply = http.get("/v1/replies?page=2&perPage=3");
		assertThat(reply.at("/replies")).extracting((each) -> each.at("/id").asString())
			.containsExactly("rpl_2", "rpl_1");
		assertThat(reply.at("/pagination")).isEqualTo(json("{'total':5,'page':2,'perPage':3}"));
	}

	@Test
	void pageBehindTheLastIsEmpty() throws IOException {
		addReplies(5);
		assertThat(http.get("/v1/replies?page=2").at("/replies")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "page=0", "page=x", "perPage=0", "perPage=-1" })
	void malformedPageIsInvalid(String query) throws IOException {
		assertThat(http.get("/v1/replies?" + query).errorCode()).isEqualTo("invalid_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "REFERENCE", "CONCEPTS" })
	void repliesAreNotPagedInShapesWithoutPagination(ResponseShape shape) throws IOException {
		addReplies(51);
		server.respondWith(shape);
		TestHttp.Reply reply = http.get("/v1/replies?page=2");
		assertThat((shape == ResponseShape.REFERENCE) ? reply.json() : reply.at("/data")).hasSize(51);
	}

	@Test
	void replyMarksItsLead() throws IOException {
		server.workspace().addLeads(this.campaign, "ada@example.com");
		addReply(Map.of("email", "Ada@example.com"));
		assertThat(http.get("/v1/campaigns/" + this.campaign + "/stats").at("/replied").asInt()).isEqualTo(1);
	}

	@Test
	void assignedReplyBecomesAThread() throws IOException {
		http.post("/v1/campaigns/" + this.campaign + "/leads/bulk",
				"{'leads':[{'email':'ada@example.com','firstName':'Ada','lastName':'Example'}]}");
		String reply = addReply(Map.of("email", "ada@example.com"));
		TestHttp.Reply assigned = assign(reply, "{'sdrId':'sdr_1','seniority':'VP','employeeCount':'51-200',"
				+ "'subject':'Hello','category':'A','note':'Hot','cc':['boss@example.com']}");
		assertThat(assigned.json()).isEqualTo(json("{'data':{'handoffId':'hof_1','threadId':'thr_1',"
				+ "'messageId':'msg_hof_1','gmailThreadId':'gmail_hof_1'}}"));
		assertThat(http.get("/v1/sdr/inbox").at("/data/threads/0")).isEqualTo(json("{'id':'thr_1',"
				+ "'contactEmail':'ada@example.com','contactName':'Ada Example','subject':'Hello','status':'new',"
				+ "'category':'A','priorityScore':85,'lastMessageAt':'2026-03-04T05:06:07.890Z'}"));
		assertThat(server.workspace().handoffs()).singleElement()
			.satisfies((handoff) -> assertThat(handoff).containsEntry("replyId", reply)
				.containsEntry("sdrId", "sdr_1")
				.containsEntry("to", "sam@sdr.example")
				.containsEntry("cc", List.of("boss@example.com"))
				.containsEntry("note", "Hot"));
	}

	@Test
	void forwardingAddressCanBeChosen() throws IOException {
		assign(addReply(Map.of()), "{'sdrId':'sdr_1','skipIcpCheck':true,'to':'other@example.com'}");
		assertThat(server.workspace().handoffs()).extracting("to").containsExactly("other@example.com");
	}

	@Test
	void unknownReplyIsNotFound() throws IOException {
		assertThat(assign("rpl_9", ASSIGN).status()).isEqualTo(404);
	}

	@Test
	void unknownOrInactiveSdrIsInvalid() throws IOException {
		String reply = addReply(Map.of());
		String inactive = server.workspace().addSdr(Map.of("active", false));
		assertThat(assign(reply, "{'sdrId':'sdr_9','skipIcpCheck':true}").errorCode()).isEqualTo("invalid_request");
		assertThat(assign(reply, "{'sdrId':'" + inactive + "','skipIcpCheck':true}").status()).isEqualTo(400);
		assertThat(server.workspace().handoffs()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{'sdrId':1}", "{'sdrId':'sdr_1','category':'D'}", "{'sdrId':'sdr_1','cc':'a'}",
			"{'sdrId':'sdr_1','cc':[1]}", "{'sdrId':'sdr_1','note':1}", "{'sdrId':'sdr_1','forceForward':'true'}",
			"{'sdrId':'sdr_1','seniority':'VP','employeeCount':12}" })
	void malformedAssignmentIsInvalid(String body) throws IOException {
		TestHttp.Reply reply = assign(addReply(Map.of()), body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.errorCode()).isEqualTo("invalid_request");
	}

	@Test
	void replyIsHandedOffOnce() throws IOException {
		String reply = addReply(Map.of());
		assign(reply, ASSIGN);
		assertThat(assign(reply, ASSIGN).status()).isEqualTo(409);
		assertThat(server.workspace().handoffs()).hasSize(1);
	}

	@Test
	void replyIsHandedOffAgainIfForced() throws IOException {
		String reply = addReply(Map.of());
		assign(reply, ASSIGN);
		assertThat(assign(reply, ASSIGN.replace("}", ",'forceForward':true}")).text("/data/handoffId"))
			.isEqualTo("hof_2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'sdrId':'sdr_1'}", "{'sdrId':'sdr_1','seniority':'VP'}",
			"{'sdrId':'sdr_1','employeeCount':'5'}", "{'sdrId':'sdr_1','skipIcpCheck':false}" })
	void contactOfUnknownRankOrCompanySizeFailsTheIcpCheck(String body) throws IOException {
		TestHttp.Reply reply = assign(addReply(Map.of()), body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.at("/icpFailed").asBoolean()).isTrue();
		assertThat(server.workspace().threads()).isEmpty();
	}

	@Test
	void icpCheckFailsOnDemandUnlessSkipped() throws IOException {
		String reply = addReply(Map.of());
		server.workspace().failIcpChecks(true);
		assertThat(assign(reply, ASSIGN).at("/icpFailed").asBoolean()).isTrue();
		assertThat(assign(reply, "{'sdrId':'sdr_1','skipIcpCheck':true}").status()).isEqualTo(200);
	}

	private String addReply(Map<String, ?> fields) {
		return server.workspace().addReply(this.campaign, fields);
	}

	private void addReplies(int count) {
		for (int i = 0; i < count; i++) {
			addReply(Map.of());
		}
	}

	private TestHttp.Reply assign(String reply, String body) throws IOException {
		return http.post("/v1/replies/" + reply + "/assign", body);
	}

}
