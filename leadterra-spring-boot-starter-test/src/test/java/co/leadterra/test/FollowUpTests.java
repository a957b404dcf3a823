package co.leadterra.test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for follow-ups.
 */
class FollowUpTests extends AbstractServerTests {

	@Test
	void dueFollowUpsComeInOrder() throws IOException {
		add("later", Duration.ofHours(-1));
		add("sooner", Duration.ofHours(-2));
		add("now", Duration.ZERO);
		add("upcoming", Duration.ofMillis(1));
		assertThat(due("")).containsExactly("sooner", "later", "now");
	}

	@Test
	void upcomingFollowUpsComeOnDemand() throws IOException {
		add("now", Duration.ZERO);
		add("upcoming", Duration.ofDays(1));
		assertThat(due("?includeUpcoming=true")).containsExactly("now", "upcoming");
		assertThat(due("?includeUpcoming=false")).containsExactly("now");
	}

	@Test
	void followUpHasAllFields() throws IOException {
		server.workspace().addFollowUp(Map.of("dueAt", NOW));
		assertThat(http.get("/v1/sdr/followups/due").json()).isEqualTo(json("{'data':[{'id':'fup_1',"
				+ "'threadId':'thr_1','sdrId':'sdr_1','status':'pending','dueAt':'2026-03-04T05:06:07.890Z'}]}"));
	}

	@Test
	void fiftyFollowUpsAreListedUnlessMoreAreAskedFor() throws IOException {
		for (int i = 0; i < 51; i++) {
			server.workspace().addFollowUp(Map.of());
		}
		assertThat(due("")).hasSize(50);
		assertThat(due("?limit=200")).hasSize(51);
		assertThat(due("?limit=2")).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=201", "limit=a", "includeUpcoming=1" })
	void malformedQueryIsInvalid(String query) throws IOException {
		assertThat(http.get("/v1/sdr/followups/due?" + query).errorCode()).isEqualTo("invalid_request");
	}

	@Test
	void followUpsOfOthersAreNotListed() throws IOException {
		server.workspace().addFollowUp(Map.of("sdrId", server.workspace().addSdr(Map.of())));
		assertThat(due("")).isEmpty();
	}

	@Test
	void completedFollowUpIsNotDue() throws IOException {
		add("one", Duration.ZERO);
		assertThat(http.post("/v1/sdr/followups/one/complete").text("/data/status")).isEqualTo("completed");
		assertThat(due("")).isEmpty();
	}

	@Test
	void skippedFollowUpIsNotDue() throws IOException {
		add("one", Duration.ZERO);
		TestHttp.Reply reply = http.post("/v1/sdr/followups/one/skip", "{'reason':'On holiday'}");
		assertThat(reply.text("/data/status")).isEqualTo("skipped");
		assertThat(server.workspace().followUps()).extracting("reason").containsExactly("On holiday");
		assertThat(due("")).isEmpty();
	}

	@Test
	void reasonToSkipMayBeLeftOut() throws IOException {
		add("one", Duration.ZERO);
		assertThat(http.post("/v1/sdr/followups/one/skip").status()).isEqualTo(200);
	}

	@Test
	void malformedReasonIsInvalid() throws IOException {
		add("one", Duration.ZERO);
		assertThat(http.post("/v1/sdr/followups/one/skip", "{'reason':1}").errorCode()).isEqualTo("invalid_request");
	}

	@Test
	void followUpIsRescheduled() throws IOException {
		add("one", Duration.ZERO);
		TestHttp.Reply reply = http.post("/v1/sdr/followups/one/reschedule", "{'dueAt':'2026-04-01T12:00:00+02:00'}");
		assertThat(reply.text("/data/dueAt")).isEqualTo("2026-04-01T10:00:00.000Z");
		assertThat(due("")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{'dueAt':'tomorrow'}", "{'dueAt':1}", "{'dueAt':'2026-04-01'}" })
	void malformedDueDateIsInvalid(String body) throws IOException {
		add("one", Duration.ZERO);
		assertThat(http.post("/v1/sdr/followups/one/reschedule", body).errorCode()).isEqualTo("invalid_request");
	}

	@Test
	void followUpIsScheduled() throws IOException {
		String thread = server.workspace().addThread(Map.of());
		TestHttp.Reply reply = http.post("/v1/sdr/threads/" + thread + "/followup/schedule",
				"{'dueAt':'2026-03-01T00:00:00Z'}");
		assertThat(reply.json()).isEqualTo(json("{'data':{'id':'fup_1','threadId':'thr_1','sdrId':'sdr_1',"
				+ "'status':'pending','dueAt':'2026-03-01T00:00:00.000Z'}}"));
		assertThat(due("")).containsExactly("fup_1");
	}

	@Test
	void dueDateMayBeLeftOut() throws IOException {
		String thread = server.workspace().addThread(Map.of());
		assertThat(http.post("/v1/sdr/threads/" + thread + "/followup/schedule").text("/data/dueAt"))
			.isEqualTo("2026-03-07T05:06:07.890Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "followups/fup_9/complete", "followups/fup_9/skip", "followups/fup_9/reschedule",
			"threads/thr_9/followup/schedule" })
	void unknownFollowUpOrThreadIsNotFound(String call) throws IOException {
		assertThat(http.post("/v1/sdr/" + call, "{'dueAt':'2026-03-01T00:00:00Z'}").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "followups/of-kim/complete", "followups/of-kim/skip", "followups/of-kim/reschedule",
			"threads/of-kim/followup/schedule" })
	void followUpAndThreadOfAnotherSdrAreNotFound(String call) throws IOException {
		String kim = server.workspace().addSdr(Map.of("name", "Kim"));
		server.workspace().addFollowUp(Map.of("id", "of-kim", "sdrId", kim));
		server.workspace().addThread(Map.of("id", "of-kim", "sdrId", kim));
		List<Map<String, Object>> before = server.workspace().followUps();
		assertThat(http.post("/v1/sdr/" + call, "{'dueAt':'2026-04-01T00:00:00Z'}").status()).isEqualTo(404);
		assertThat(server.workspace().followUps()).isEqualTo(before);
		server.linkKey(server.apiKey(), kim);
		assertThat(http.post("/v1/sdr/" + call, "{'dueAt':'2026-04-01T00:00:00Z'}").status()).isEqualTo(200);
	}

	private static void add(String id, Duration fromNow) {
		server.workspace().addFollowUp(Map.of("id", id, "dueAt", NOW.plus(fromNow)));
	}

	private static List<String> due(String query) throws IOException {
		return http.get("/v1/sdr/followups/due" + query)
			.at("/data")
			.valueStream()
			.map((followUp) -> followUp.at("/id").asString())
			.toList();
	}

}
