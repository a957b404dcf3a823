package co.leadterra.test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the life of a campaign.
 */
class CampaignTests extends AbstractServerTests {

	@Test
	void replyOfALeadThatGotNoMailIsNoMail() throws IOException {
		String id = startedCampaign("ada@example.com", "grace@example.com");
		server.workspace().addReply(id, Map.of("email", "ada@example.com"));
		assertThat(http.get("/v1/campaigns/" + id + "/stats").json())
			.isEqualTo(json("{'campaignId':'camp_1','totalEnrolled':2,'sent':0,'delivered':0,'bounced':0,"
					+ "'replied':1,'queued':1,'openRate':0.0,'replyRate':0.0,'status':'running'}"));
	}

	@Test
	void leadThatRepliedGetsNoMailAnyMore() throws IOException {
		String id = startedCampaign("ada@example.com", "grace@example.com");
		server.workspace().addReply(id, Map.of("email", "ada@example.com"));
		server.workspace().simulateSending(id);
		assertThat(server.workspace().leads(id)).extracting("state").containsExactly("replied", "delivered");
		TestHttp.Reply stats = http.get("/v1/campaigns/" + id + "/stats");
		assertThat(stats.at("/sent").asInt()).isEqualTo(1);
		assertThat(stats.at("/delivered").asInt()).isEqualTo(1);
	}

	private static final String STEP = "{'subject':'Hi','bodyHtml':'<p>Hi</p>'}";

	@Test
	void newCampaignIsADraft() throws IOException {
		TestHttp.Reply reply = http.post("/v1/campaigns",
				"{'name':'Spring','sequenceSteps':[{'subject':'Hi','bodyHtml':'Hello','delayDays':2}]}");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.json()).isEqualTo(json("{'campaign':{'id':'camp_1','name':'Spring','status':'draft',"
				+ "'sequenceSteps':[{'subject':'Hi','bodyHtml':'Hello','delayDays':2}],"
				+ "'createdAt':'2026-03-04T05:06:07Z'}}"));
	}

	@Test
	void stepsMayBeLeftOut() throws IOException {
		TestHttp.Reply reply = http.post("/v1/campaigns", "{'name':'Spring','sequenceSteps':null}");
		assertThat(reply.at("/campaign/sequenceSteps")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{'name':null}", "{'name':' '}", "{'name':1}", "{'name':'a','sequenceSteps':{}}",
			"{'name':'a','sequenceSteps':['text']}", "{'name':'a','sequenceSteps':[{'subject':'Hi'}]}",
			"{'name':'a','sequenceSteps':[{'bodyHtml':'Hi'}]}",
			"{'name':'a','sequenceSteps':[{'subject':'Hi','bodyHtml':1}]}",
			"{'name':'a','sequenceSteps':[{'subject':'Hi','bodyHtml':'Hi','delayDays':'2'}]}",
			"{'name':'a','sequenceSteps':[{'subject':'Hi','bodyHtml':'Hi','delayDays':1.5}]}",
			"{'name':'a','sequenceSteps':[{'subject':'Hi','bodyHtml':'Hi','delayDays':-1}]}" })
	void malformedCampaignIsInvalid(String body) throws IOException {
		TestHttp.Reply reply = http.post("/v1/campaigns", body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.errorCode()).isEqualTo("invalid_request");
		assertThat(server.workspace().campaigns()).isEmpty();
	}

	@Test
	void missingBodyIsInvalid() throws IOException {
		assertThat(http.post("/v1/campaigns").errorCode()).isEqualTo("invalid_request");
	}

	@Test
	void errorTellsWhereItIs() throws IOException {
		TestHttp.Reply reply = http.post("/v1/campaigns",
				"{'name':'a','sequenceSteps':[" + STEP + ",{'subject':'Hi'}]}");
		assertThat(reply.text("/error/message")).isEqualTo("sequenceSteps[1].bodyHtml is required");
	}

	@Test
	void startedCampaignRuns() throws IOException {
		String id = createCampaign();
		server.workspace().addLeads(id, "ada@example.com");
		TestHttp.Reply reply = http.post("/v1/campaigns/" + id + "/start");
		assertThat(reply.json())
			.isEqualTo(json("{'campaign':{'id':'camp_1','status':'running','startedAt':'2026-03-04T05:06:07Z'}}"));
		assertThat(server.workspace().campaigns()).extracting("status").containsExactly("running");
	}

	@Test
	void startNeedsLeads() throws IOException {
		TestHttp.Reply reply = http.post("/v1/campaigns/" + createCampaign() + "/start");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.errorCode()).isEqualTo("no_leads_enrolled");
		assertThat(server.workspace().campaigns()).extracting("status").containsExactly("draft");
	}

	@Test
	void startNeedsSteps() throws IOException {
		String id = server.workspace().addCampaign(Map.of("sequenceSteps", List.of()));
		server.workspace().addLeads(id, "ada@example.com");
		TestHttp.Reply reply = http.post("/v1/campaigns/" + id + "/start");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.errorCode()).isEqualTo("no_sequence_steps");
	}

	@Test
	void startOfRunningCampaignChangesNothing() throws IOException {
		String id = startedCampaign("ada@example.com");
		TestHttp.Reply reply = http.post("/v1/campaigns/" + id + "/start");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text("/campaign/status")).isEqualTo("running");
	}

	@Test
	void runningCampaignCanBePaused() throws IOException {
		String id = startedCampaign("ada@example.com");
		assertThat(http.post("/v1/campaigns/" + id + "/pause").json())
			.isEqualTo(json("{'campaign':{'id':'camp_1','status':'paused','pausedAt':'2026-03-04T05:06:07Z'}}"));
	}

	@Test
	void pausedCampaignCanBePausedAgain() throws IOException {
		String id = startedCampaign("ada@example.com");
		http.post("/v1/campaigns/" + id + "/pause");
		TestHttp.Reply reply = http.post("/v1/campaigns/" + id + "/pause");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text("/campaign/status")).isEqualTo("paused");
	}

	@Test
	void pausedCampaignCanBeStartedAgain() throws IOException {
		String id = startedCampaign("ada@example.com");
		http.post("/v1/campaigns/" + id + "/pause");
		assertThat(http.post("/v1/campaigns/" + id + "/start").json())
			.isEqualTo(json("{'campaign':{'id':'camp_1','status':'running','startedAt':'2026-03-04T05:06:07Z'}}"));
	}

	@Test
	void pausedDraftStaysADraft() throws IOException {
		String id = createCampaign();
		assertThat(http.post("/v1/campaigns/" + id + "/pause").json())
			.isEqualTo(json("{'campaign':{'id':'camp_1','status':'draft'}}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "start", "pause", "leads/bulk" })
	void unknownCampaignIsNotFound(String call) throws IOException {
		TestHttp.Reply reply = http.post("/v1/campaigns/camp_9/" + call, "{'leads':[{'email':'ada@example.com'}]}");
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.errorCode()).isEqualTo("campaign_not_found");
	}

	@Test
	void statsOfUnknownCampaignAreNotFound() throws IOException {
		TestHttp.Reply reply = http.get("/v1/campaigns/camp_9/stats");
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.errorCode()).isEqualTo("campaign_not_found");
	}

	@Test
	void statsOfDraft() throws IOException {
		String id = createCampaign();
		server.workspace().addLeads(id, "ada@example.com");
		assertThat(http.get("/v1/campaigns/" + id + "/stats").json())
			.isEqualTo(json("{'campaignId':'camp_1','totalEnrolled':1,'sent':0,'delivered':0,'bounced':0,'replied':0,"
					+ "'queued':0,'openRate':0.0,'replyRate':0.0,'status':'draft'}"));
	}

	@Test
	void startQueuesAllLeads() throws IOException {
		String id = startedCampaign("ada@example.com", "grace@example.com");
		assertThat(http.get("/v1/campaigns/" + id + "/stats").at("/queued").asInt()).isEqualTo(2);
	}

	@Test
	void pauseHoldsQueuedLeads() throws IOException {
		String id = startedCampaign("ada@example.com", "grace@example.com");
		http.post("/v1/campaigns/" + id + "/pause");
		server.workspace().simulateSending(id);
		assertThat(http.get("/v1/campaigns/" + id + "/stats").at("/queued").asInt()).isEqualTo(2);
	}

}
