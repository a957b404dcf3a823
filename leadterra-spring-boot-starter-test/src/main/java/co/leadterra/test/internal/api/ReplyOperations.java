package co.leadterra.test.internal.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import co.leadterra.test.internal.workspace.ApiError;
import co.leadterra.test.internal.workspace.Campaign;
import co.leadterra.test.internal.workspace.Campaigns;
import co.leadterra.test.internal.workspace.Inbox;
import co.leadterra.test.internal.workspace.JsonObject;
import co.leadterra.test.internal.workspace.Lead;
import co.leadterra.test.internal.workspace.Table;

/**
 * Answers the calls on replies.
 */
final class ReplyOperations {

	private static final int DEFAULT_PER_PAGE = 50;

	private final Campaigns campaigns;

	private final Inbox inbox;

	ReplyOperations(Campaigns campaigns, Inbox inbox) {
		this.campaigns = campaigns;
		this.inbox = inbox;
	}

	Object list(Call call) {
		String campaignId = call.query().text("campaignId");
		if (campaignId != null) {
			this.campaigns.require(campaignId);
		}
		List<Map<String, Object>> replies = this.campaigns.newestReplies(campaignId);
		int page = call.place("page", 1);
		int perPage = call.size("perPage", DEFAULT_PER_PAGE, Integer.MAX_VALUE);
		List<Map<String, Object>> shown = replies;
		if (call.shapes().paged()) {
			shown = replies.stream().skip((page - 1L) * perPage).limit(perPage).toList();
		}
		return call.shapes().replies(shown, replies.size(), page, perPage);
	}

	Object assign(Call call) {
		Map<String, Object> reply = this.campaigns.replies().require(call.id(), "reply");
		JsonObject body = call.body();
		Map<String, Object> sdr = this.inbox.sdrs().find(body.requiredText("sdrId"));
		if (sdr == null || !Table.flag(sdr, "active")) {
			throw body.mistyped("sdrId", "an active SDR of the workspace");
		}
		String category = body.text("category");
		if (category != null && !Inbox.CATEGORIES.contains(category)) {
			throw body.mistyped("category", "one of " + Inbox.CATEGORIES);
		}
		Map<String, Object> forward = forward(call, sdr);
		if (!body.flag("forceForward") && this.inbox.isHandedOff(call.id())) {
			throw ApiError.of(409, null, "The reply has already been forwarded");
		}
		checkIcp(body);
		Map<String, Object> handoff = this.inbox.handOff(thread(reply, sdr, body), forward);
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("handoffId", Table.text(handoff, "id"));
		List.of("threadId", "messageId", "gmailThreadId")
			.forEach((name) -> answer.put(name, Table.text(handoff, name)));
		return ResponseShapes.data(answer);
	}

	private void checkIcp(JsonObject body) {
		String seniority = body.text("seniority");
		String employeeCount = body.text("employeeCount");
		boolean passed = seniority != null && employeeCount != null && !this.inbox.icpCheckFailing();
		if (!passed && !body.flag("skipIcpCheck")) {
			throw ApiError.withDetails(400, "The contact is outside the ideal customer profile",
					Map.of("icpFailed", true));
		}
	}

	private Map<String, Object> forward(Call call, Map<String, Object> sdr) {
		JsonObject body = call.body();
		Map<String, Object> forward = new LinkedHashMap<>();
		forward.put("replyId", call.id());
		forward.put("sdrId", Table.text(sdr, "id"));
		String to = body.text("to");
		forward.put("to", (to != null) ? to : Table.text(sdr, "email"));
		forward.put("cc", body.texts("cc"));
		body.copyTexts(forward, "subject", "note", "category");
		return forward;
	}

	private Map<String, Object> thread(Map<String, Object> reply, Map<String, Object> sdr, JsonObject body) {
		Map<String, Object> thread = new LinkedHashMap<>();
		String email = Table.text(reply, "email");
		thread.put("contactEmail", email);
		thread.put("contactName", contactName(reply, email));
		body.copyTexts(thread, "subject", "category");
		thread.put("sdrId", Table.text(sdr, "id"));
		return thread;
	}

	private String contactName(Map<String, Object> reply, String email) {
		Campaign campaign = this.campaigns.find(Table.text(reply, "campaignId"));
		Lead lead = (campaign != null) ? campaign.lead(email) : null;
		String name = (lead != null) ? lead.name() : null;
		return (name != null) ? name : email.substring(0, email.indexOf('@'));
	}

}
