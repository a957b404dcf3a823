package co.leadterra.client.sdr;

import java.time.Instant;

import co.leadterra.client.internal.Pages;
import co.leadterra.client.internal.call.BodyField;
import co.leadterra.client.internal.call.LongRunning;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Sales development representatives (SDRs): their inbox, drafts and follow-ups. All calls
 * but {@link #list()} act as the SDR to whom the key is linked; how a key is linked to an
 * SDR is not documented.
 * <p>
 * What a call returns does nothing until it is subscribed to. A failed call ends with a
 * {@code co.leadterra.client.LeadterraException}: its subtypes tell a refused key (401),
 * a lacking permission (403), an invalid request (400, 422), a rate limit (429), a server
 * error (5xx) and a failed connection apart. A thread, draft or follow-up that does not
 * exist fails with a {@code co.leadterra.client.LeadterraNotFoundException}.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/sdr-assign-followups">SDRs and
 * follow-ups</a>
 */
@HttpExchange("/v1")
public interface SdrClient {

	/**
	 * Lists the SDRs of the workspace. The list is not paginated.
	 * @return the SDRs
	 * @see <a href="https://docs.leadterra.co/guides/sdr-assign-followups">SDRs and
	 * follow-ups</a>
	 */
	@GetExchange("/sdrs")
	Flux<Sdr> list();

	/**
	 * Reads one page of prospect threads. Prefer {@link #inbox(InboxQuery)}, which
	 * follows the pages.
	 * @param query which threads to read
	 * @return the page
	 * @see <a href="https://docs.leadterra.co/api-reference/sdr-inbox">SDR inbox</a>
	 */
	@GetExchange("/sdr/inbox")
	Mono<InboxPage> inboxPage(InboxQuery query);

	/**
	 * Lists prospect threads from the offset of the query to the end. A page, of the size
	 * that the query limits it to, is only read when the threads on it are asked for.
	 * @param query which threads to read
	 * @return the threads of all pages, none of them twice. If threads leave the
	 * selection meanwhile, as answered ones do that were asked for by their status, the
	 * pages are read again for those that moved up. If Leadterra announces more threads
	 * but does not give them, an {@link IllegalStateException} says how many came
	 * @see <a href="https://docs.leadterra.co/api-reference/sdr-inbox">SDR inbox</a>
	 */
	default Flux<ProspectThread> inbox(InboxQuery query) {
		Assert.notNull(query, "query must not be null");
		return Pages.read("threads", ProspectThread::id,
				(position) -> inboxPage(query.from(position.offset())).map((page) -> page.of(query)));
	}

	/**
	 * Reads how the Gmail connection of the SDR is doing.
	 * @return the status
	 * @see <a href="https://docs.leadterra.co/api-reference/sdr-gmail-status">Gmail
	 * status</a>
	 */
	@GetExchange("/sdr/gmail/status")
	Mono<GmailStatus> gmailStatus();

	/**
	 * Has drafts of an answer written. This may take a while, so the answer is given more
	 * time than others.
	 * @param request for which thread to write how many drafts
	 * @return the drafts
	 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-generate">Generate
	 * drafts</a>
	 */
	@LongRunning
	@PostExchange("/sdr/drafts/generate")
	Mono<DraftSuggestions> generateDrafts(@RequestBody DraftRequest request);

	/**
	 * Sends a draft as it is through the Gmail account of the SDR. Do not repeat the call
	 * blindly: that may send the email twice.
	 * @param draftId the identifier of the draft
	 * @return the email, without its identifier if the answer is empty; a draft that the
	 * guardrails block fails with a
	 * {@code co.leadterra.client.LeadterraDraftBlockedException} that tells why
	 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-send">Send a
	 * draft</a>
	 */
	@PostExchange("/sdr/drafts/{draftId}/send")
	Mono<SentDraft> sendDraft(@PathVariable String draftId);

	/**
	 * Sends a draft with changes, as {@link #sendDraft(String)} does without.
	 * @param draftId the identifier of the draft
	 * @param edits the changes
	 * @return the email
	 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-send">Send a
	 * draft</a>
	 */
	@PostExchange("/sdr/drafts/{draftId}/send")
	Mono<SentDraft> sendDraft(@PathVariable String draftId, @RequestBody DraftEdits edits);

	/**
	 * Lists the follow-ups that are due. Leadterra gives at most 200 and documents no way
	 * to ask for those beyond.
	 * @param query which follow-ups to read
	 * @return the follow-ups
	 * @see <a href="https://docs.leadterra.co/api-reference/sdr-followups">Due
	 * follow-ups</a>
	 */
	@GetExchange("/sdr/followups/due")
	Flux<FollowUp> dueFollowUps(FollowUpQuery query);

	/**
	 * Lists the follow-ups that are due, as many as Leadterra gives by default (50).
	 * @return the follow-ups
	 * @see <a href="https://docs.leadterra.co/api-reference/sdr-followups">Due
	 * follow-ups</a>
	 */
	default Flux<FollowUp> dueFollowUps() {
		return dueFollowUps(FollowUpQuery.defaults());
	}

	/**
	 * Marks a follow-up as done.
	 * @param followUpId the identifier of the follow-up
	 * @return completes when it is marked; the documentation does not show the answer
	 * @see <a href="https://docs.leadterra.co/guides/sdr-assign-followups">SDRs and
	 * follow-ups</a>
	 */
	@PostExchange("/sdr/followups/{followUpId}/complete")
	Mono<Void> completeFollowUp(@PathVariable String followUpId);

	/**
	 * Skips a follow-up.
	 * @param followUpId the identifier of the follow-up
	 * @param reason the reason, not blank
	 * @return completes when it is skipped; the documentation does not show the answer
	 * @see <a href="https://docs.leadterra.co/guides/sdr-assign-followups">SDRs and
	 * follow-ups</a>
	 */
	@PostExchange("/sdr/followups/{followUpId}/skip")
	Mono<Void> skipFollowUp(@PathVariable String followUpId, @BodyField("reason") String reason);

	/**
	 * Moves a follow-up to another time.
	 * @param followUpId the identifier of the follow-up
	 * @param dueAt the new time
	 * @return completes when it is moved; the documentation does not show the answer
	 * @see <a href="https://docs.leadterra.co/guides/sdr-assign-followups">SDRs and
	 * follow-ups</a>
	 */
	@PostExchange("/sdr/followups/{followUpId}/reschedule")
	Mono<Void> rescheduleFollowUp(@PathVariable String followUpId, @BodyField("dueAt") Instant dueAt);

	/**
	 * Schedules a follow-up for a thread.
	 * @param threadId the identifier of the prospect thread
	 * @param dueAt the time, or {@code null} to leave it to Leadterra; the documentation
	 * does not say what it makes of that
	 * @return completes when it is scheduled; the documentation does not show the answer
	 * @see <a href="https://docs.leadterra.co/guides/sdr-assign-followups">SDRs and
	 * follow-ups</a>
	 */
	@PostExchange("/sdr/threads/{threadId}/followup/schedule")
	Mono<Void> scheduleFollowUp(@PathVariable String threadId, @BodyField("dueAt") @Nullable Instant dueAt);

	/**
	 * Schedules a follow-up for a thread and leaves the time to Leadterra.
	 * @param threadId the identifier of the prospect thread
	 * @return completes when it is scheduled; the documentation does not show the answer
	 * @see <a href="https://docs.leadterra.co/guides/sdr-assign-followups">SDRs and
	 * follow-ups</a>
	 */
	default Mono<Void> scheduleFollowUp(String threadId) {
		return scheduleFollowUp(threadId, null);
	}

}
