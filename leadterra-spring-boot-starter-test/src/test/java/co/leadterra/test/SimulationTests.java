package co.leadterra.test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	@ParameterizedTest
	@ValueSource(strings = { "paused", "warming" })
	void poolWithoutAnActiveAccountSendsNothing(String status) throws IOException {
		server.workspace().clear();
		String account = server.workspace().addSenderAccount(Map.of("status", status));
		server.workspace().addSenderPool(Map.of("senderAccountIds", List.of(account)));
		assertThat(sent(5)).isZero();
	}

	@Test
	void poolWithoutAccountsSendsNothing() throws IOException {
		server.workspace().clear();
		server.workspace().addSenderPool(Map.of("senderAccountIds", List.of()));
		server.workspace().addSenderPool(Map.of("senderAccountIds", List.of("sa_9")));
		assertThat(sent(5)).isZero();
	}

	@Test
	void oneActiveAccountIsEnoughForAPool() throws IOException {
		server.workspace().clear();
		String paused = server.workspace().addSenderAccount(Map.of("status", "paused"));
		String active = server.workspace().addSenderAccount(Map.of());
		server.workspace().addSenderPool(Map.of("senderAccountIds", List.of(paused, active)));
		assertThat(sent(5)).isEqualTo(5);
	}

	@Test
	void volumeComesBackADayAfterItWasUsed() throws IOException {
		server.workspace().clear();
		server.workspace().addSenderPool(Map.of("dailyCapacity", 9, "remainingVolume", 3));
		advance(Duration.ofHours(1));
		assertThat(sent(2)).isEqualTo(2);
		advance(Duration.ofHours(23).minusSeconds(2));
		assertThat(remainingVolume()).isEqualTo(1);
		advance(Duration.ofSeconds(2));
		assertThat(remainingVolume()).isEqualTo(7);
		advance(Duration.ofHours(1));
		assertThat(remainingVolume()).isEqualTo(9);
		assertThat(http.get("/v1/sender-pools").at("/pools/0/remainingVolume").asInt()).isEqualTo(9);
	}

	@Test
	void queuedMailsGoOutWithTheVolumeThatCameBack() throws IOException {
		server.workspace().clear();
		server.workspace().addSenderPool(Map.of("dailyCapacity", 3));
		String id = startedCampaign(emails(5));
		server.workspace().simulateSending(id);
		advance(Duration.ofDays(1));
		server.workspace().simulateSending(id);
		assertThat(server.workspace().leads(id)).extracting("state").containsOnly("delivered");
		assertThat(remainingVolume()).isEqualTo(1);
	}

	@Test
	void volumeCanComeBackAtMidnight() throws IOException {
		server.behave(Behavior.VOLUME_RENEWED_AT_MIDNIGHT);
		server.workspace().clear();
		server.workspace().addSenderPool(Map.of("dailyCapacity", 9));
		assertThat(sent(2)).isEqualTo(2);
		now.set(Instant.parse("2026-03-04T23:59:59Z"));
		assertThat(remainingVolume()).isEqualTo(7);
		now.set(Instant.parse("2026-03-05T00:00:00Z"));
		assertThat(remainingVolume()).isEqualTo(9);
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

	private static int sent(int leads) throws IOException {
		String id = startedCampaign(emails(leads));
		server.workspace().simulateSending(id);
		return http.get("/v1/campaigns/" + id + "/stats").at("/sent").asInt();
	}

	private static Object remainingVolume() {
		return server.workspace().senderPools().get(0).get("remainingVolume");
	}

	private static String[] emails(int count) {
		List<String> emails = IntStream.rangeClosed(1, count).mapToObj((i) -> "lead" + i + "@example.com").toList();
		return emails.toArray(String[]::new);
	}

}
