package co.leadterra.test;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import co.leadterra.test.internal.delivery.WebhookTransport;
import co.leadterra.test.internal.workspace.Campaign;
import co.leadterra.test.internal.workspace.Campaigns;
import co.leadterra.test.internal.workspace.Inbox;
import co.leadterra.test.internal.workspace.JsonObject;
import co.leadterra.test.internal.workspace.Lead;
import co.leadterra.test.internal.workspace.Simulation;
import co.leadterra.test.internal.workspace.State;
import co.leadterra.test.internal.workspace.Table;
import co.leadterra.test.internal.workspace.Webhooks;
import org.jspecify.annotations.Nullable;

/**
 * What is in the server's workspace, to be filled and looked at by a test. It starts with
 * two sender pools, three sender accounts and one SDR whose Gmail is connected.
 * <p>
 * Resources are maps of the fields that the API documents. Methods that add a resource
 * have a default for each field; a map may override any of them, the {@code id} too, and
 * may hold undocumented ones. An {@link Instant} as value is written as the API does.
 *
 * @since 0.1.0
 * @see LeadterraServer#workspace()
 */
public final class Workspace {

	private final Campaigns campaigns;

	private final Webhooks webhooks;

	private final Inbox inbox;

	private final Simulation simulation;

	Workspace(State state) {
		this.campaigns = state.campaigns();
		this.webhooks = state.webhooks();
		this.inbox = state.inbox();
		this.simulation = state.simulation();
		reset();
	}

	synchronized String addWebhook(URI url, List<String> events) {
		if (!WebhookTransport.reaches(url)) {
			throw new IllegalArgumentException("The webhook must be at a loopback address, but is " + url);
		}
		if (!Webhooks.EVENTS.containsAll(events)) {
			throw new IllegalArgumentException("events must be some of " + Webhooks.EVENTS + ", but are " + events);
		}
		return id(this.webhooks.register(url.toString(), events.isEmpty() ? List.copyOf(Webhooks.EVENTS) : events));
	}

	synchronized void reset() {
		empty();
		String ada = addSenderAccount(Map.of("name", "Ada Example", "email", "ada@sender.example"));
		String grace = addSenderAccount(Map.of("name", "Grace Example", "email", "grace@sender.example"));
		String linus = addSenderAccount(
				Map.of("name", "Linus Example", "email", "linus@sender.example", "status", "paused"));
		addSenderPool(Map.of("name", "Main pool", "dailyCapacity", 1600, "senderAccountIds", List.of(ada, grace)));
		addSenderPool(Map.of("name", "Reserve pool", "dailyCapacity", 400, "senderAccountIds", List.of(linus)));
		addSdr(Map.of());
	}

	/**
	 * Empties the workspace, of what it started with too. Ids start again from one.
	 */
	public synchronized void clear() {
		empty();
		this.campaigns.restartIds();
	}

	private void empty() {
		this.campaigns.clear();
		this.webhooks.clear();
		this.inbox.clear();
	}

	/**
	 * Adds a sender pool. It sends as long as one of its accounts is active, and what it
	 * used of its volume comes back 24 hours later, by the server's
	 * {@linkplain LeadterraServerBuilder#clock(Clock) clock}.
	 * @param fields {@code name}, {@code dailyCapacity}, {@code remainingVolume} (by
	 * default the capacity) and {@code senderAccountIds} (by default that of an active
	 * account added with the pool)
	 * @return the pool's id
	 */
	public synchronized String addSenderPool(Map<String, ?> fields) {
		return id(this.campaigns.senders().addPool(fields));
	}

	/**
	 * Adds a sender account.
	 * @param fields {@code email}, {@code name} and {@code status} (by default
	 * {@code active})
	 * @return the account's id
	 */
	public synchronized String addSenderAccount(Map<String, ?> fields) {
		return id(this.campaigns.senders().addAccount(fields));
	}

	/**
	 * Adds a campaign with one sequence step, in draft.
	 * @param fields {@code name}, {@code status}, {@code sequenceSteps} and
	 * {@code createdAt}
	 * @return the campaign's id
	 */
	public synchronized String addCampaign(Map<String, ?> fields) {
		Map<String, Object> step = Map.of("subject", "Hello {{firstName}}", "bodyHtml", "<p>Hello</p>");
		Map<String, Object> all = new LinkedHashMap<>(Map.of("sequenceSteps", List.of(step)));
		all.putAll(fields);
		return this.campaigns.create(all).id();
	}

	/**
	 * Enrolls leads of no more than an address, as a bulk call does.
	 * @param campaignId the campaign's id
	 * @param emails the addresses
	 */
	public synchronized void addLeads(String campaignId, String... emails) {
		this.campaigns.enroll(campaign(campaignId),
				Arrays.stream(emails).map((email) -> JsonObject.body(Map.of("email", email))).toList());
	}

	/**
	 * Adds a reply, and marks the lead of that address as replied, if the campaign has
	 * one.
	 * @param campaignId the campaign's id
	 * @param fields {@code email}, {@code classification} (by default
	 * {@code interested}), {@code receivedAt} and {@code threadSnippet}
	 * @return the reply's id
	 */
	public synchronized String addReply(String campaignId, Map<String, ?> fields) {
		return id(this.campaigns.reply(campaign(campaignId), fields));
	}

	/**
	 * Puts addresses on the suppression list.
	 * @param emails the addresses
	 */
	public synchronized void suppress(String... emails) {
		List.of(emails).forEach(this.campaigns::suppress);
	}

	/**
	 * Adds an SDR. Keys that are {@linkplain LeadterraServer#linkKey(String, String)
	 * linked} to none act as the first.
	 * @param fields {@code name}, {@code email}, {@code gmailConnected},
	 * {@code gmailEmail} and {@code active}, which tells whether replies may be assigned
	 * @return the SDR's id
	 */
	public synchronized String addSdr(Map<String, ?> fields) {
		return id(this.inbox.addSdr(fields));
	}

	/**
	 * Adds a thread to an SDR's inbox.
	 * @param fields {@code contactEmail}, {@code contactName}, {@code subject},
	 * {@code status} (by default {@code new}), {@code category}, {@code priorityScore},
	 * {@code lastMessageAt}, {@code createdAt}, {@code snoozed} and {@code sdrId} (by
	 * default the first SDR)
	 * @return the thread's id
	 */
	public synchronized String addThread(Map<String, ?> fields) {
		return id(this.inbox.addThread(fields));
	}

	/**
	 * Adds a follow-up.
	 * @param fields {@code threadId}, {@code sdrId} (by default the first SDR),
	 * {@code status} (by default {@code pending}) and {@code dueAt} (by default now)
	 * @return the follow-up's id
	 */
	public synchronized String addFollowUp(Map<String, ?> fields) {
		return id(this.inbox.addFollowUp(fields));
	}

	/**
	 * Changes what is told about the first SDR's Gmail connection.
	 * @param fields those that change
	 * @see #gmailStatus(String, Map)
	 */
	public synchronized void gmailStatus(Map<String, ?> fields) {
		gmailStatus(this.inbox.firstSdrId(), fields);
	}

	/**
	 * Changes what is told about an SDR's Gmail connection. Without one, or with a
	 * {@code healthState} of {@code needs_reauth}, no drafts of that SDR are sent.
	 * @param sdrId the SDR's id
	 * @param fields those of {@code connected}, {@code email}, {@code healthState} (by
	 * default {@code active} or {@code disconnected}), {@code lastSyncedAt} and
	 * {@code lastSyncError} that change
	 */
	public synchronized void gmailStatus(String sdrId, Map<String, ?> fields) {
		this.inbox.gmailStatus(sdrId, fields);
	}

	/**
	 * Makes the ICP check of each hand-off fail, unless it is skipped.
	 * @param failing whether it fails
	 */
	public synchronized void failIcpChecks(boolean failing) {
		this.inbox.icpCheckFailing(failing);
	}

	/**
	 * Makes the guardrails block each draft that is to be sent.
	 * @param issues what they find, or nothing to let drafts through again
	 */
	public synchronized void blockDrafts(String... issues) {
		this.inbox.guardrailIssues(List.of(issues));
	}

	/**
	 * Sends the queued mails of a running campaign, as far as the pools' volume goes.
	 * Every tenth lead's mail bounces after it was sent, and the lead is suppressed.
	 * @param campaignId the campaign's id
	 */
	public synchronized void simulateSending(String campaignId) {
		this.simulation.send(campaign(campaignId));
	}

	/**
	 * Lets every fifth lead that has got a mail reply, the first one being interested.
	 * @param campaignId the campaign's id
	 */
	public synchronized void simulateReplies(String campaignId) {
		this.simulation.reply(campaign(campaignId));
	}

	/**
	 * Lets an event happen that changes nothing in the workspace, for example one of a
	 * type that is not documented, or a soft bounce.
	 * @param event the type; an undocumented one is delivered to all webhooks
	 * @param data the {@code data} of the event
	 */
	public synchronized void raiseEvent(String event, Map<String, ?> data) {
		this.webhooks.publish(event, data);
	}

	/**
	 * Returns the sender pools.
	 * @return the pools, in the order added
	 */
	public synchronized List<Map<String, Object>> senderPools() {
		return this.campaigns.senders().pools();
	}

	/**
	 * Returns the campaigns.
	 * @return the campaigns, in the order created
	 */
	public synchronized List<Map<String, Object>> campaigns() {
		return this.campaigns.all().stream().map(Campaign::toMap).toList();
	}

	/**
	 * Returns the leads of a campaign.
	 * @param campaignId the campaign's id
	 * @return the leads in the order enrolled, all custom values under
	 * {@code customFields}, with a {@code state} of {@code waiting}, {@code delivered},
	 * {@code bounced} or {@code replied}
	 */
	public synchronized List<Map<String, Object>> leads(String campaignId) {
		return campaign(campaignId).leads().stream().map(Lead::toMap).toList();
	}

	/**
	 * Returns how many leads a campaign has.
	 * @param campaignId the campaign's id
	 * @return the number of leads
	 */
	public synchronized int leadCount(String campaignId) {
		return campaign(campaignId).leads().size();
	}

	/**
	 * Returns the replies.
	 * @return the replies, in the order added
	 */
	public synchronized List<Map<String, Object>> replies() {
		return this.campaigns.replies().snapshot();
	}

	/**
	 * Returns the suppression list.
	 * @return the addresses in lower case
	 */
	public synchronized Set<String> suppressedAddresses() {
		return Set.copyOf(this.campaigns.suppressed());
	}

	/**
	 * Returns the registered webhooks.
	 * @return the webhooks, in the order registered
	 */
	public synchronized List<Map<String, Object>> webhooks() {
		return this.webhooks.snapshot();
	}

	/**
	 * Returns the hand-offs of replies.
	 * @return the hand-offs in the order made, each with {@code replyId}, {@code sdrId},
	 * {@code threadId}, {@code to}, {@code cc} and what else the call said
	 */
	public synchronized List<Map<String, Object>> handoffs() {
		return this.inbox.handoffs().snapshot();
	}

	/**
	 * Returns the threads of all SDRs.
	 * @return the threads, in the order added
	 */
	public synchronized List<Map<String, Object>> threads() {
		return this.inbox.threads().snapshot();
	}

	/**
	 * Returns the drafts that were sent.
	 * @return for each mail its {@code id}, {@code draftId}, {@code threadId},
	 * {@code additionalCc} and the final bodies the call gave
	 */
	public synchronized List<Map<String, Object>> sentDrafts() {
		return this.inbox.sentDrafts().snapshot();
	}

	/**
	 * Returns the follow-ups.
	 * @return the follow-ups in the order added, whatever their {@code status}:
	 * {@code pending}, {@code completed} or {@code skipped}
	 */
	public synchronized List<Map<String, Object>> followUps() {
		return this.inbox.followUps().snapshot();
	}

	private Campaign campaign(String id) {
		@Nullable Campaign campaign = this.campaigns.find(id);
		if (campaign == null) {
			throw new IllegalArgumentException("There is no campaign '" + id + "'");
		}
		return campaign;
	}

	private static String id(Map<String, Object> row) {
		return Table.text(row, "id");
	}

}
