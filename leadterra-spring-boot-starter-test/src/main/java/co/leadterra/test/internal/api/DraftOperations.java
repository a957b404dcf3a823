package co.leadterra.test.internal.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import co.leadterra.test.internal.workspace.ApiError;
import co.leadterra.test.internal.workspace.Inbox;
import co.leadterra.test.internal.workspace.JsonObject;
import co.leadterra.test.internal.workspace.Table;

/**
 * Answers the calls on drafts.
 */
public final class DraftOperations {

	private static final int MAX_VARIANTS = 3;

	private final Inbox inbox;

	public DraftOperations(Inbox inbox) {
		this.inbox = inbox;
	}

	public Object generate(Call call) {
		JsonObject body = call.body();
		String threadId = body.requiredText("threadId");
		String instructions = body.text("instructions");
		Integer variantCount = body.integer("variantCount");
		if (variantCount != null && (variantCount < 1 || variantCount > MAX_VARIANTS)) {
			throw body.mistyped("variantCount", "from 1 to 3");
		}
		Map<String, Object> thread = Inbox.requireOwn(this.inbox.threads(), threadId, "thread", call.sdrId());
		List<Map<String, Object>> drafts = new ArrayList<>();
		List<Map<String, Object>> insights = new ArrayList<>();
		for (int i = 1; i <= ((variantCount != null) ? variantCount : 1); i++) {
			Map<String, Object> draft = this.inbox.addDraft(thread, (instructions != null) ? instructions : "", i);
			drafts.add(Table.without(draft, "threadId", "sdrId"));
			insights.add(Map.of("draftId", Table.text(draft, "id"), "approach", "direct", "confidence", 0.85,
					"rationale", "The contact asked for it"));
		}
		return ResponseShapes.data(Map.of("drafts", drafts, "insights", insights, "appliedRules", List.of()));
	}

	public Object send(Call call) {
		Map<String, Object> draft = Inbox.requireOwn(this.inbox.drafts(), call.id(), "draft", call.sdrId());
		this.inbox.requireGmail(call.sdrId());
		Map<String, Object> changes = new LinkedHashMap<>();
		call.body().copyTexts(changes, "finalBodyHtml", "finalBodyText");
		changes.put("additionalCc", call.body().texts("additionalCc"));
		List<String> issues = this.inbox.guardrailIssues();
		if (!issues.isEmpty()) {
			throw ApiError.withDetails(422, "The draft is blocked by the guardrails",
					Map.of("guardrails", guardrails(issues)));
		}
		Map<String, Object> sent = this.inbox.send(draft, changes);
		return ResponseShapes.data(Map.of("messageId", Table.text(sent, "id"), "guardrails", guardrails(issues)));
	}

	public static Map<String, Object> guardrails(List<String> issues) {
		double score = issues.isEmpty() ? 0.9 : 0.3;
		return Map.of("blocked", !issues.isEmpty(), "issues", issues, "scores",
				Map.of("overall", score, "readability", score, "personalization", score, "linkQuality", score));
	}

}
