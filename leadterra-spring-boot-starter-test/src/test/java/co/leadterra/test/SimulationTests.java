package co.leadterra.test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for simulated mails and replies.
 */
class SimulationTests extends AbstractServerTests {

	@Test
	void everyTenthLeadBouncesAndIsSuppressed() throws IOException {
		String id = startedCampaign(emails(20));
		server.workspace().simulateSending(id);
		assertThat(server.workspace().suppressedAddresses()).containsExactlyInAnyOrder("lead10@example.com",
				"lead20@example.com");
		assertThat(http.get("/v1/campaigns/" + id + "/stats").json())
			.isEqualTo(json("{'campaignId':'camp_1','totalEnrolled':20,'sent':20,'delivered':18,'bounced':2,"
					+ "'replied':0,'queued':0,'openRate':0.5,'replyRate':0.0,'status':'running'}"));
	}

	@Test
	void everyFifthLeadReplies() throws IOException {
		String id = startedCampaign(emails(20));
		server.workspace().simulateSending(id);
		server.workspace().simulateReplies(id);
		assertThat(server.workspace().replies()).extracting("classification")
			.containsExactly("interested", "out_of_office", "not_interested", "unsubscribe");
		TestHttp.Reply stats = http.get("/v1/campaigns/" + id + "/stats");
		assertThat(stats.at("/replied").asInt()).isEqualTo(4);
		assertThat(stats.at("/replyRate").asDouble()).isEqualTo(4 / 18.0);
	}

	@Test
	void oneLeadIsEnoughForAReply() throws IOException {
		String id = startedCampaign("ada@example.com");
		server.workspace().simulateSending(id);
		server.workspace().simulateReplies(id);
		assertThat(http.get("/v1/replies").json()).isEqualTo(json("{'replies':[{'id':'rpl_1',"
				+ "'email':'ada@example.com','campaignId':'camp_1','classification':'interested',"
				+ "'receivedAt':'2026-03-04T05:06:07Z','threadSnippet':'Sounds good, can we talk on Thursday?'}],"
				+ "'pagination':{'total':1,'page':1,'perPage':50}}"));
	}

	@Test
	void leadRepliesOnce() throws IOException {
		String id = startedCampaign(emails(5));
		server.workspace().simulateSending(id);
		server.workspace().simulateReplies(id);
		server.workspace().simulateReplies(id);
		assertThat(server.workspace().replies()).hasSize(1);
	}

	@Test
	void nobodyRepliesToNoMail() throws IOException {
		String id = startedCampaign(emails(5));
		server.workspace().simulateReplies(id);
		assertThat(server.workspace().replies()).isEmpty();
	}

	@Test
	void draftSendsNothing() throws IOException {
		String id = createCampaign();
		server.workspace().addLeads(id, emails(5));
		server.workspace().simulateSending(id);
		assertThat(server.workspace().leads(id)).extracting("state").containsOnly("waiting");
	}

	@Test
	void suppressedLeadGetsNoMail() throws IOException {
		String id = startedCampaign("ada@example.com", "grace@example.com");
		server.workspace().suppress("ada@example.com");
		assertThat(http.get("/v1/campaigns/" + id + "/stats").at("/queued").asInt()).isEqualTo(1);
		server.workspace().simulateSending(id);
		assertThat(server.workspace().leads(id)).extracting("state").containsExactly("waiting", "delivered");
	}

	@Test
	void sendingStaysWithinThePools() throws IOException {
		server.workspace().clear();
		server.workspace().addSenderPool(Map.of("dailyCapacity", 2));
		server.workspace().addSenderPool(Map.of("dailyCapacity", 9, "remainingVolume", 1));
		String id = startedCampaign(emails(5));
		server.workspace().simulateSending(id);
		assertThat(http.get("/v1/campaigns/" + id + "/stats").at("/queued").asInt()).isEqualTo(2);
		assertThat(server.workspace().senderPools()).extracting("remainingVolume").containsExactly(0, 0);
	}

	@Test
	void activityIsSimulatedOnDemand() throws IOException {
		try (LeadterraServer active = LeadterraServer.builder().simulatedActivity().start()) {
			String id = active.workspace().addCampaign(Map.of());
			active.workspace().addLeads(id, emails(6));
			TestHttp activeHttp = new TestHttp(active);
			TestHttp.Reply started = activeHttp.post("/v1/campaigns/" + id + "/start");
			assertThat(started.text("/campaign/status")).isEqualTo("running");
			assertThat(active.workspace().replies()).hasSize(2);
			activeHttp.post("/v1/campaigns/" + id + "/leads/bulk", "{'leads':[{'email':'late@example.com'}]}");
			assertThat(active.workspace().leads(id)).extracting("state").doesNotContain("waiting");
		}
	}

	private static String[] emails(int count) {
		List<String> emails = IntStream.rangeClosed(1, count).mapToObj((i) -> "lead" + i + "@example.com").toList();
		return emails.toArray(String[]::new);
	}

}
