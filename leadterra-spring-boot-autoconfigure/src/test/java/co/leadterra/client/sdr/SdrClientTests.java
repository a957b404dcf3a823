package co.leadterra.client.sdr;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import co.leadterra.client.fake.FakeLeadterra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SdrClient}.
 */
class SdrClientTests {

	private static final Instant TIME = Instant.parse("2026-07-01T09:00:00.123Z");

	@Test
	void listReadsSdrs() {
		FakeLeadterra leadterra = FakeLeadterra.answering("""
				{"data": [{"id": "sdr_1", "name": "Sam", "email": "sam@example.com", "gmailConnected": true,
				"gmailEmail": "sam@gmail.example"}, {"id": "sdr_2", "gmailConnected": null}]}""");
		verify(leadterra, SdrClient::list, new Sdr("sdr_1", "Sam", "sam@example.com", true, "sam@gmail.example"),
				new Sdr("sdr_2", null, null, null, null));
		assertThat(leadterra.calls()).containsExactly("GET /v1/sdrs");
	}

	@Test
	void inboxPageReadsThreads() {
		FakeLeadterra leadterra = FakeLeadterra.answering("""
				{"data": {"threads": [{"id": "t_1", "contactEmail": "ann@example.com", "contactName": "Ann",
				"subject": "Hi", "status": "new", "category": "A", "priorityScore": 85,
				"lastMessageAt": "2026-07-01T09:00:00.123Z"}], "total": 1, "hasMore": false}}""");
		verify(leadterra, (sdr) -> sdr.inboxPage(InboxQuery.builder().build()),
				new InboxPage(List.of(new ProspectThread("t_1", "ann@example.com", "Ann", "Hi", ThreadStatus.NEW,
						ProspectCategory.A, 85.0, TIME)), 1L, false));
		assertThat(leadterra.calls()).containsExactly("GET /v1/sdr/inbox");
	}

	@Test
	void inboxAsksForEverythingThatTheQuerySays() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{\"data\": {\"threads\": []}}");
		InboxQuery query = InboxQuery.builder()
			.statuses(ThreadStatus.NEW, ThreadStatus.REPLIED)
			.category(ProspectCategory.B)
			.search("a&b c")
			.snoozed(false)
			.limit(100)
			.offset(0)
			.orderBy(InboxOrder.LAST_MESSAGE)
			.build();
		verify(leadterra, (sdr) -> sdr.inbox(query));
		assertThat(leadterra.calls()).containsExactly("GET /v1/sdr/inbox?status=new&status=replied&category=B"
				+ "&search=a%26b%20c&snoozed=false&limit=100&offset=0&orderBy=lastMessage");
	}

	@Test
	void gmailStatusReadsAHealthyConnection() {
		FakeLeadterra leadterra = FakeLeadterra.answering("""
				{"data": {"connected": true, "email": "sam@gmail.example", "healthState": "active",
				"lastSyncedAt": "2026-07-01T09:00:00.123Z"}}""");
		verify(leadterra, SdrClient::gmailStatus,
				new GmailStatus(true, "sam@gmail.example", GmailHealthState.ACTIVE, TIME, null));
		assertThat(leadterra.calls()).containsExactly("GET /v1/sdr/gmail/status");
	}

	@Test
	void gmailStatusReadsAnUnhealthyConnection() {
		FakeLeadterra leadterra = FakeLeadterra.answering("""
				{"data": {"connected": false, "healthState": "needs_reauth", "lastSyncError": "token expired"}}""");
		verify(leadterra, SdrClient::gmailStatus,
				new GmailStatus(false, null, GmailHealthState.NEEDS_REAUTH, null, "token expired"));
	}

	@Test
	void generateDraftsReadsSuggestions() {
		FakeLeadterra leadterra = FakeLeadterra.answering("""
				{"data": {"drafts": [{"id": "d_1", "bodyText": "Hi", "bodyHtml": "<p>Hi</p>", "subject": "Re: Hi"}],
				"insights": [{"draftId": "d_1", "approach": "direct", "confidence": 0.85, "rationale": "short"}],
				"appliedRules": ["no links", {"id": 1}]}}""");
		verify(leadterra, (sdr) -> sdr.generateDrafts(new DraftRequest("t_1", "be brief", 2)),
				new DraftSuggestions(List.of(new Draft("d_1", "Hi", "<p>Hi</p>", "Re: Hi")),
						List.of(new DraftSuggestions.Insight("d_1", "direct", 0.85, "short")),
						List.of("no links", Map.of("id", 1))));
		assertThat(leadterra.calls()).containsExactly("POST /v1/sdr/drafts/generate "
				+ "{\"threadId\":\"t_1\",\"instructions\":\"be brief\",\"variantCount\":2}");
	}

	@Test
	void generateDraftsLeavesOutWhatIsNotSet() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{\"data\": {\"drafts\": []}}");
		verify(leadterra, (sdr) -> sdr.generateDrafts(DraftRequest.of("t_1")),
				new DraftSuggestions(List.of(), List.of(), List.of()));
		assertThat(leadterra.calls()).containsExactly("POST /v1/sdr/drafts/generate {\"threadId\":\"t_1\"}");
	}

	@Test
	void sendDraftPostsWithoutBody() {
		FakeLeadterra leadterra = FakeLeadterra.answering("""
				{"data": {"messageId": "m_1", "guardrails": {"blocked": false, "issues": [],
				"scores": {"overall": 0.9, "readability": 0.8, "personalization": 0.7, "linkQuality": 1}}}}""");
		verify(leadterra, (sdr) -> sdr.sendDraft("d_1"),
				new SentDraft("m_1", new Guardrails(false, List.of(), new Guardrails.Scores(0.9, 0.8, 0.7, 1.0))));
		assertThat(leadterra.calls()).containsExactly("POST /v1/sdr/drafts/d_1/send");
	}

	@Test
	void sendDraftPostsEdits() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{\"data\": {\"messageId\": \"m_1\"}}");
		verify(leadterra, (sdr) -> sdr.sendDraft("d_1", new DraftEdits("<p>Hi</p>", null, List.of("bob@example.com"))),
				new SentDraft("m_1", null));
		assertThat(leadterra.calls()).containsExactly("POST /v1/sdr/drafts/d_1/send "
				+ "{\"finalBodyHtml\":\"<p>Hi</p>\",\"additionalCc\":[\"bob@example.com\"]}");
	}

	@Test
	void dueFollowUpsReadsFollowUps() {
		FakeLeadterra leadterra = FakeLeadterra.answering("""
				{"data": [{"id": "f_1", "threadId": "t_1", "sdrId": "sdr_1", "status": "pending",
				"dueAt": "2026-07-01T09:00:00.123Z"}]}""");
		verify(leadterra, SdrClient::dueFollowUps, new FollowUp("f_1", "t_1", "sdr_1", FollowUpStatus.PENDING, TIME));
		assertThat(leadterra.calls()).containsExactly("GET /v1/sdr/followups/due");
	}

	@Test
	void dueFollowUpsAsksForEverythingThatTheQuerySays() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{\"data\": []}");
		verify(leadterra, (sdr) -> sdr.dueFollowUps(new FollowUpQuery(200, true)));
		assertThat(leadterra.calls()).containsExactly("GET /v1/sdr/followups/due?limit=200&includeUpcoming=true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "[1]", "ok" })
	void completeFollowUpIgnoresTheAnswer(String answer) {
		FakeLeadterra leadterra = FakeLeadterra.answering(answer);
		verify(leadterra, (sdr) -> sdr.completeFollowUp("f_1"));
		assertThat(leadterra.calls()).containsExactly("POST /v1/sdr/followups/f_1/complete");
	}

	@Test
	void skipFollowUpPostsTheReason() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{}");
		verify(leadterra, (sdr) -> sdr.skipFollowUp("f_1", "on leave"));
		assertThat(leadterra.calls()).containsExactly("POST /v1/sdr/followups/f_1/skip {\"reason\":\"on leave\"}");
	}

	@Test
	void rescheduleFollowUpPostsTheTime() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{}");
		verify(leadterra, (sdr) -> sdr.rescheduleFollowUp("f_1", TIME));
		assertThat(leadterra.calls())
			.containsExactly("POST /v1/sdr/followups/f_1/reschedule {\"dueAt\":\"2026-07-01T09:00:00.123Z\"}");
	}

	@Test
	void scheduleFollowUpPostsTheTime() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{}");
		verify(leadterra, (sdr) -> sdr.scheduleFollowUp("t_1", TIME));
		assertThat(leadterra.calls())
			.containsExactly("POST /v1/sdr/threads/t_1/followup/schedule {\"dueAt\":\"2026-07-01T09:00:00.123Z\"}");
	}

	@Test
	void scheduleFollowUpLeavesTheTimeOut() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{}");
		verify(leadterra, (sdr) -> sdr.scheduleFollowUp("t_1"));
		assertThat(leadterra.calls()).containsExactly("POST /v1/sdr/threads/t_1/followup/schedule {}");
	}

	@Test
	void blankFollowUpIdIsRefused() {
		SdrClient sdr = FakeLeadterra.answering("{}").client(SdrClient.class);
		assertThatIllegalArgumentException().isThrownBy(() -> sdr.rescheduleFollowUp("", TIME))
			.withMessage("followUpId must not be blank");
	}

	private static void verify(FakeLeadterra leadterra, Function<SdrClient, Publisher<?>> call, Object... expected) {
		StepVerifier.create(Flux.<Object>from(call.apply(leadterra.client(SdrClient.class))))
			.expectNext(expected)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

}
