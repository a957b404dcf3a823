package co.leadterra.test.internal.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import co.leadterra.test.internal.workspace.Inbox;
import co.leadterra.test.internal.workspace.Table;
import co.leadterra.test.internal.workspace.Timestamps;

/**
 * Answers the calls on follow-ups.
 */
final class FollowUpOperations {

	private static final int DEFAULT_LIMIT = 50;

	private static final int MAX_LIMIT = 200;

	private final Inbox inbox;

	FollowUpOperations(Inbox inbox) {
		this.inbox = inbox;
	}

	Object listDue(Call call) {
		int limit = call.size("limit", DEFAULT_LIMIT, MAX_LIMIT);
		boolean includeUpcoming = Boolean.TRUE.equals(call.query().flag("includeUpcoming"));
		List<Map<String, Object>> due = this.inbox.pendingFollowUps(call.sdrId(), includeUpcoming);
		return ResponseShapes.data(due.stream().limit(limit).toList());
	}

	Object complete(Call call) {
		return changed(call, "status", "completed");
	}

	Object skip(Call call) {
		String reason = call.body().text("reason");
		if (reason != null) {
			changed(call, "reason", reason);
		}
		return changed(call, "status", "skipped");
	}

	Object reschedule(Call call) {
		Instant dueAt = call.body().instant("dueAt");
		if (dueAt == null) {
			throw call.body().missing("dueAt");
		}
		return changed(call, "dueAt", Timestamps.millis(dueAt));
	}

	Object schedule(Call call) {
		Map<String, Object> thread = Inbox.requireOwn(this.inbox.threads(), call.id(), "thread", call.sdrId());
		return ResponseShapes.data(this.inbox.scheduleFollowUp(thread, call.body().instant("dueAt")));
	}

	private Object changed(Call call, String field, String value) {
		Map<String, Object> followUp = Inbox.requireOwn(this.inbox.followUps(), call.id(), "follow-up", call.sdrId());
		followUp.put(field, value);
		return ResponseShapes.data(Table.without(followUp, "reason"));
	}

}
