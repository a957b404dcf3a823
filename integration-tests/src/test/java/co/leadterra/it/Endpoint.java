package co.leadterra.it;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.client.campaign.SequenceStep;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.reply.ReplyAssignment;
import co.leadterra.client.sdr.DraftRequest;
import co.leadterra.client.sdr.InboxQuery;
import co.leadterra.client.webhook.WebhookEventType;
import co.leadterra.client.webhook.WebhookRegistration;
import co.leadterra.test.LeadterraServer;
import co.leadterra.test.Workspace;
import org.reactivestreams.Publisher;

/**
 * Each documented call, made in a way that succeeds once the server is
 * {@linkplain #prepare(LeadterraServer, LeadterraClient) prepared}.
 */
enum Endpoint {

	LIST_SENDER_POOLS("GET /v1/sender-pools", false, (client) -> client.senderPools().list()),

	LIST_SENDER_ACCOUNTS("GET /v1/sender-accounts", false, (client) -> client.senderAccounts().list()),

	CREATE_CAMPAIGN("POST /v1/campaigns", true,
			(client) -> client.campaigns().create(NewCampaign.of("Launch", SequenceStep.of("Hello", "<p>Hi</p>")))),

	START_CAMPAIGN("POST /v1/campaigns/{campaignId}/start", false, (client) -> client.campaigns().start("camp_1")),

	PAUSE_CAMPAIGN("POST /v1/campaigns/{campaignId}/pause", false, (client) -> client.campaigns().pause("camp_1")),

	GET_CAMPAIGN_STATS("GET /v1/campaigns/{campaignId}/stats", false, (client) -> client.campaigns().stats("camp_1")),

	ENROLL_LEADS("POST /v1/campaigns/{campaignId}/leads/bulk", true,
			(client) -> client.leads().enroll("camp_1", List.of(Lead.of("grace@example.com")))),

	LIST_REPLIES("GET /v1/replies", false, (client) -> client.replies().list()),

	SUPPRESS("POST /v1/suppression-list", true,
			(client) -> client.suppressionList().suppress(List.of("linus@example.com"))),

	REGISTER_WEBHOOK("POST /v1/webhooks", true,
			(client) -> client.webhooks()
				.register(WebhookRegistration.of("https://hooks.example.com", WebhookEventType.REPLY_RECEIVED))),

	LIST_SDRS("GET /v1/sdrs", false, (client) -> client.sdr().list()),

	ASSIGN_REPLY("POST /v1/replies/{replyId}/assign", true,
			(client) -> client.replies().assign("rpl_1", ReplyAssignment.builder("sdr_1").skipIcpCheck(true).build())),

	READ_INBOX("GET /v1/sdr/inbox", false, (client) -> client.sdr().inbox(InboxQuery.builder().build())),

	GET_GMAIL_STATUS("GET /v1/sdr/gmail/status", false, (client) -> client.sdr().gmailStatus()),

	GENERATE_DRAFTS("POST /v1/sdr/drafts/generate", true,
			(client) -> client.sdr().generateDrafts(DraftRequest.of("thr_1"))),

	SEND_DRAFT("POST /v1/sdr/drafts/{draftId}/send", false, (client) -> client.sdr().sendDraft("drf_1")),

	LIST_DUE_FOLLOW_UPS("GET /v1/sdr/followups/due", false, (client) -> client.sdr().dueFollowUps()),

	COMPLETE_FOLLOW_UP("POST /v1/sdr/followups/{followUpId}/complete", false,
			(client) -> client.sdr().completeFollowUp("fup_1")),

	SKIP_FOLLOW_UP("POST /v1/sdr/followups/{followUpId}/skip", true,
			(client) -> client.sdr().skipFollowUp("fup_1", "Answered by phone")),

	RESCHEDULE_FOLLOW_UP("POST /v1/sdr/followups/{followUpId}/reschedule", true,
			(client) -> client.sdr().rescheduleFollowUp("fup_1", Instant.now().plus(Duration.ofDays(1)))),

	SCHEDULE_FOLLOW_UP("POST /v1/sdr/threads/{threadId}/followup/schedule", true,
			(client) -> client.sdr().scheduleFollowUp("thr_1"));

	private final String operation;

	private final boolean withBody;

	@SuppressWarnings("ImmutableEnumChecker")
	private final Function<LeadterraClient, Publisher<?>> call;

	Endpoint(String operation, boolean withBody, Function<LeadterraClient, Publisher<?>> call) {
		this.operation = operation;
		this.withBody = withBody;
		this.call = call;
	}

	static void prepare(LeadterraServer server, LeadterraClient client) {
		Workspace workspace = server.workspace();
		String campaignId = workspace.addCampaign(Map.of());
		workspace.addLeads(campaignId, "ada@example.com");
		workspace.addReply(campaignId, Map.of("email", "ada@example.com"));
		String threadId = workspace.addThread(Map.of());
		workspace.addFollowUp(Map.of("threadId", threadId));
		client.sdr().generateDrafts(DraftRequest.of(threadId)).block(AbstractClientTests.TIMEOUT);
	}

	String operation() {
		return this.operation;
	}

	String method() {
		return this.operation.substring(0, this.operation.indexOf(' '));
	}

	String uriTemplate() {
		return this.operation.substring(this.operation.indexOf(' ') + 1);
	}

	/**
	 * Whether the documentation says, or HTTP, that the call may be made twice.
	 */
	boolean isIdempotent() {
		return switch (this) {
			case START_CAMPAIGN, PAUSE_CAMPAIGN, ENROLL_LEADS, SUPPRESS -> true;
			default -> method().equals("GET");
		};
	}

	/**
	 * Whether the documentation shows the answer, so that there is something to read.
	 */
	boolean isAnswerRead() {
		return switch (this) {
			case COMPLETE_FOLLOW_UP, SKIP_FOLLOW_UP, RESCHEDULE_FOLLOW_UP, SCHEDULE_FOLLOW_UP -> false;
			default -> true;
		};
	}

	boolean isWithBody() {
		return this.withBody;
	}

	Publisher<?> call(LeadterraClient client) {
		return this.call.apply(client);
	}

}
