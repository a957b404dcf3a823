package co.leadterra.it;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import co.leadterra.client.LeadterraDraftBlockedException;
import co.leadterra.client.LeadterraNotFoundException;
import co.leadterra.client.sdr.Draft;
import co.leadterra.client.sdr.DraftEdits;
import co.leadterra.client.sdr.DraftRequest;
import co.leadterra.client.sdr.DraftSuggestions;
import co.leadterra.client.sdr.FollowUp;
import co.leadterra.client.sdr.FollowUpQuery;
import co.leadterra.client.sdr.FollowUpStatus;
import co.leadterra.client.sdr.GmailHealthState;
import co.leadterra.client.sdr.GmailStatus;
import co.leadterra.client.sdr.Guardrails;
import co.leadterra.client.sdr.InboxOrder;
import co.leadterra.client.sdr.InboxPage;
import co.leadterra.client.sdr.InboxQuery;
import co.leadterra.client.sdr.ProspectCategory;
import co.leadterra.client.sdr.ProspectThread;
import co.leadterra.client.sdr.Sdr;
import co.leadterra.client.sdr.SentDraft;
import co.leadterra.client.sdr.ThreadStatus;
import co.leadterra.test.Behavior;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SdrEndpointTests extends AbstractClientTests {

	private static final String INBOX = "GET /v1/sdr/inbox";

	private static final Instant TIME = Instant.parse("2026-05-04T10:00:00.123Z");

	private static final Guardrails.Scores GOOD_SCORES = new Guardrails.Scores(0.9, 0.9, 0.9, 0.9);

	@Test
	void sdrsAreListed() {
		server.workspace().clear();
		server.workspace().addSdr(Map.of("name", "Sam", "email", "sam@example.com", "gmailEmail", "s@gmail.example"));
		server.workspace().addSdr(Map.of("name", "Kim", "email", "kim@example.com", "gmailConnected", false));
		assertThat(this.client.sdr().list().collectList().block(TIMEOUT)).first()
			.isEqualTo(new Sdr("sdr_1", "Sam", "sam@example.com", true, "s@gmail.example"));
		assertThat(this.client.sdr().list().last().block(TIMEOUT).gmailConnected()).isFalse();
	}

	@Test
	void threadOfTheInboxIsRead() {
		server.workspace()
			.addThread(Map.of("contactEmail", "ada@example.com", "contactName", "Ada", "subject", "Re: Hi", "status",
					"needs_followup", "category", "A", "priorityScore", 85.5, "lastMessageAt", TIME));
		assertThat(inbox(InboxQuery.builder())).containsExactly(new ProspectThread("thr_1", "ada@example.com", "Ada",
				"Re: Hi", ThreadStatus.NEEDS_FOLLOWUP, ProspectCategory.A, 85.5, TIME));
	}

	@Test
	void inboxIsFilteredAndSortedByLeadterra() {
		server.workspace()
			.addThread(Map.of("status", "new", "category", "A", "subject", "Ärger & Co", "snoozed", true));
		InboxQuery.Builder query = InboxQuery.builder()
			.statuses(ThreadStatus.NEW, ThreadStatus.WON)
			.category(ProspectCategory.A)
			.search("ärger & co")
			.snoozed(true)
			.limit(100)
			.offset(0)
			.orderBy(InboxOrder.LAST_MESSAGE);
		assertThat(inbox(query)).hasSize(1);
		assertThat(onlyRequest(INBOX).query()).isEqualTo(Map.of("status", List.of("new", "won"), "category",
				List.of("A"), "search", List.of("ärger & co"), "snoozed", List.of("true"), "limit", List.of("100"),
				"offset", List.of("0"), "orderBy", List.of("lastMessage")));
	}

	@Test
	void emptyQueryHasNoParameters() {
		inbox(InboxQuery.builder());
		assertThat(onlyRequest(INBOX).query()).isEmpty();
	}

	@Test
	void allPagesOfTheInboxAreRead() {
		addThreads(25);
		assertThat(inbox(InboxQuery.builder().limit(10))).extracting(ProspectThread::id)
			.hasSize(25)
			.doesNotHaveDuplicates();
		assertThat(server.requests(INBOX)).extracting((request) -> request.query().get("offset"))
			.containsExactly(null, List.of("10"), List.of("20"));
	}

	@Test
	void newThreadsThatAreAnsweredWhileTheyAreReadAreAllRead() {
		addThreads(10);
		InboxQuery query = InboxQuery.builder().statuses(ThreadStatus.NEW).limit(2).build();
		List<String> read = this.client.sdr()
			.inbox(query)
			.concatMap((thread) -> this.client.sdr()
				.generateDrafts(DraftRequest.of(thread.id()))
				.flatMap((suggestions) -> this.client.sdr().sendDraft(suggestions.drafts().get(0).id()))
				.thenReturn(thread.id()), 1)
			.collectList()
			.block(TIMEOUT);
		assertThat(read).hasSize(10).doesNotHaveDuplicates();
	}

	@Test
	void inboxWhosePagesAreIgnoredEndsInAnError() {
		addThreads(60);
		server.behave(Behavior.PAGES_IGNORED);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> inbox(InboxQuery.builder().limit(10)))
			.withMessageContaining("50 of 60 threads were emitted");
	}

	@Test
	void inboxWhosePagesAreCappedIsReadToItsEnd() {
		addThreads(45);
		server.behave(Behavior.PAGES_CAPPED);
		assertThat(inbox(InboxQuery.builder().limit(30))).hasSize(45).doesNotHaveDuplicates();
	}

	@Test
	void inboxIsReadFromItsOffset() {
		addThreads(25);
		assertThat(inbox(InboxQuery.builder().limit(10).offset(12))).hasSize(13);
		assertThat(server.requests(INBOX)).extracting((request) -> request.query().get("offset"))
			.containsExactly(List.of("12"), List.of("22"));
	}

	@Test
	void pageOfTheInboxIsReadOnceAThreadOfItIsAskedFor() {
		addThreads(25);
		StepVerifier.create(this.client.sdr().inbox(InboxQuery.builder().limit(10).build()), 0)
			.thenRequest(10)
			.expectNextCount(10)
			.then(() -> assertThat(server.requestCount(INBOX)).isOne())
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(server.requestCount(INBOX)).isEqualTo(2))
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void pageOfTheInboxTellsWhetherThereIsMore() {
		addThreads(3);
		InboxPage page = this.client.sdr().inboxPage(InboxQuery.builder().limit(2).build()).block(TIMEOUT);
		assertThat(page.threads()).hasSize(2);
		assertThat(page.total()).isEqualTo(3);
		assertThat(page.hasMore()).isTrue();
	}

	@Test
	void keyReadsTheInboxOfItsSdr() {
		String kim = server.workspace().addSdr(Map.of("name", "Kim"));
		server.workspace().addThread(Map.of("contactName", "Of Sam"));
		server.workspace().addThread(Map.of("contactName", "Of Kim", "sdrId", kim));
		server.linkKey(server.apiKey(), kim);
		assertThat(inbox(InboxQuery.builder())).extracting(ProspectThread::contactName).containsExactly("Of Kim");
	}

	@Test
	void healthOfGmailIsTold() {
		server.workspace()
			.gmailStatus(
					Map.of("healthState", "needs_reauth", "lastSyncedAt", TIME.toString(), "lastSyncError", "expired"));
		assertThat(this.client.sdr().gmailStatus().block(TIMEOUT))
			.isEqualTo(new GmailStatus(true, "sam@sdr.example", GmailHealthState.NEEDS_REAUTH, TIME, "expired"));
	}

	@Test
	void gmailThatWasNeverConnectedHasNoAddress() {
		server.workspace().clear();
		assertThat(this.client.sdr().gmailStatus().block(TIMEOUT))
			.isEqualTo(new GmailStatus(false, null, GmailHealthState.DISCONNECTED, null, null));
	}

	@Test
	void oneDraftIsGeneratedUnlessMoreAreAskedFor() {
		String threadId = server.workspace().addThread(Map.of("contactName", "Ada", "subject", "Re: Hi"));
		DraftSuggestions suggestions = this.client.sdr().generateDrafts(DraftRequest.of(threadId)).block(TIMEOUT);
		assertThat(suggestions.drafts()).containsExactly(new Draft("drf_1", "Hi Ada, thanks for your reply. (1)",
				"<p>Hi Ada, thanks for your reply. (1)</p>", "Re: Hi"));
		assertThat(suggestions.insights())
			.containsExactly(new DraftSuggestions.Insight("drf_1", "direct", 0.85, "The contact asked for it"));
		assertThat(suggestions.appliedRules()).isEmpty();
		assertThat(json(onlyRequest("POST /v1/sdr/drafts/generate"))).isEqualTo(Map.of("threadId", threadId));
	}

	@Test
	void asManyDraftsAreGeneratedAsAskedFor() {
		String threadId = server.workspace().addThread(Map.of());
		DraftSuggestions suggestions = this.client.sdr()
			.generateDrafts(new DraftRequest(threadId, "Be brief.", 3))
			.block(TIMEOUT);
		assertThat(suggestions.drafts()).hasSize(3)
			.allSatisfy((draft) -> assertThat(draft.bodyText()).contains("Be brief."));
		assertThat(json(onlyRequest("POST /v1/sdr/drafts/generate")))
			.isEqualTo(Map.of("threadId", threadId, "instructions", "Be brief.", "variantCount", 3));
	}

	@Test
	void draftIsSentAsItIs() {
		SentDraft sent = this.client.sdr().sendDraft(draft()).block(TIMEOUT);
		assertThat(sent).isEqualTo(new SentDraft("msg_1", new Guardrails(false, List.of(), GOOD_SCORES)));
		assertThat(server.workspace().sentDrafts()).singleElement().extracting("draftId").isEqualTo("drf_1");
	}

	@Test
	void draftIsSentWithEdits() {
		DraftEdits edits = new DraftEdits("<p>Final</p>", "Final", List.of("boss@example.com"));
		this.client.sdr().sendDraft(draft(), edits).block(TIMEOUT);
		assertThat(server.workspace().sentDrafts()).singleElement()
			.extracting("finalBodyHtml", "finalBodyText", "additionalCc")
			.containsExactly("<p>Final</p>", "Final", List.of("boss@example.com"));
	}

	@Test
	void blockedDraftTellsWhy() {
		String draftId = draft();
		server.workspace().blockDrafts("Broken link", "Too long");
		assertThatExceptionOfType(LeadterraDraftBlockedException.class)
			.isThrownBy(() -> this.client.sdr().sendDraft(draftId).block(TIMEOUT))
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(422))
			.satisfies((ex) -> assertThat(ex.getGuardrails()).isEqualTo(new Guardrails(true,
					List.of("Broken link", "Too long"), new Guardrails.Scores(0.3, 0.3, 0.3, 0.3))));
		assertThat(server.workspace().sentDrafts()).isEmpty();
	}

	@Test
	void followUpsThatAreDueAreListed() {
		String threadId = server.workspace().addThread(Map.of());
		server.workspace().addFollowUp(Map.of("threadId", threadId, "dueAt", TIME));
		server.workspace().addFollowUp(Map.of("dueAt", Instant.now().plus(Duration.ofDays(1))));
		assertThat(this.client.sdr().dueFollowUps().collectList().block(TIMEOUT))
			.containsExactly(new FollowUp("fup_1", threadId, "sdr_1", FollowUpStatus.PENDING, TIME));
		assertThat(onlyRequest("GET /v1/sdr/followups/due").query()).isEmpty();
	}

	@Test
	void followUpsThatAreNotYetDueAreListedToo() {
		server.workspace().addFollowUp(Map.of("dueAt", Instant.now().plus(Duration.ofDays(1))));
		server.workspace().addFollowUp(Map.of("dueAt", Instant.now().plus(Duration.ofDays(2))));
		FollowUpQuery query = new FollowUpQuery(1, true);
		assertThat(this.client.sdr().dueFollowUps(query).map(FollowUp::id).collectList().block(TIMEOUT))
			.containsExactly("fup_1");
		assertThat(onlyRequest("GET /v1/sdr/followups/due").query())
			.isEqualTo(Map.of("limit", List.of("1"), "includeUpcoming", List.of("true")));
	}

	@Test
	void followUpIsCompleted() {
		String id = server.workspace().addFollowUp(Map.of());
		this.client.sdr().completeFollowUp(id).block(TIMEOUT);
		assertThat(server.workspace().followUps()).singleElement().extracting("status").isEqualTo("completed");
	}

	@Test
	void followUpIsSkippedForAReason() {
		String id = server.workspace().addFollowUp(Map.of());
		this.client.sdr().skipFollowUp(id, "On holiday").block(TIMEOUT);
		assertThat(server.workspace().followUps()).singleElement()
			.extracting("status", "reason")
			.containsExactly("skipped", "On holiday");
	}

	@Test
	void followUpIsRescheduled() {
		String id = server.workspace().addFollowUp(Map.of());
		this.client.sdr().rescheduleFollowUp(id, TIME).block(TIMEOUT);
		assertThat(json(onlyRequest("POST /v1/sdr/followups/:followupId/reschedule")))
			.isEqualTo(Map.of("dueAt", "2026-05-04T10:00:00.123Z"));
		assertThat(server.workspace().followUps()).singleElement().extracting("dueAt").isEqualTo(TIME.toString());
	}

	@Test
	void followUpIsScheduledForATime() {
		String threadId = server.workspace().addThread(Map.of());
		this.client.sdr().scheduleFollowUp(threadId, TIME).block(TIMEOUT);
		assertThat(server.workspace().followUps()).singleElement()
			.extracting("threadId", "dueAt")
			.containsExactly(threadId, TIME.toString());
	}

	@Test
	void timeOfAFollowUpIsLeftToLeadterra() {
		String threadId = server.workspace().addThread(Map.of());
		this.client.sdr().scheduleFollowUp(threadId).block(TIMEOUT);
		assertThat(json(onlyRequest("POST /v1/sdr/threads/:threadId/followup/schedule"))).isEqualTo(Map.of());
		assertThat(server.workspace().followUps()).singleElement().extracting("threadId").isEqualTo(threadId);
	}

	@Test
	void unknownFollowUpIsNotFound() {
		assertThatExceptionOfType(LeadterraNotFoundException.class)
			.isThrownBy(() -> this.client.sdr().completeFollowUp("fup_404").block(TIMEOUT))
			.satisfies((ex) -> assertThat(ex.getUriTemplate()).isEqualTo("/v1/sdr/followups/{followUpId}/complete"));
	}

	private List<ProspectThread> inbox(InboxQuery.Builder query) {
		return this.client.sdr().inbox(query.build()).collectList().block(TIMEOUT);
	}

	private String draft() {
		String threadId = server.workspace().addThread(Map.of());
		DraftSuggestions suggestions = this.client.sdr().generateDrafts(DraftRequest.of(threadId)).block(TIMEOUT);
		return suggestions.drafts().get(0).id();
	}

	private static void addThreads(int count) {
		for (int i = 0; i < count; i++) {
			server.workspace().addThread(Map.of("contactName", "Contact " + i));
		}
	}

}
