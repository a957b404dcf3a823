package co.leadterra.test.internal.api;

import java.util.List;
import java.util.Map;

import co.leadterra.test.internal.workspace.ApiError;
import co.leadterra.test.internal.workspace.Inbox;
import co.leadterra.test.internal.workspace.Table;

/**
 * Answers the calls that read the SDRs and what is in their inbox.
 */
final class InboxOperations {

	private static final int DEFAULT_LIMIT = 50;

	private static final int MAX_LIMIT = 100;

	private static final List<String> STATUSES = List.of("new", "awaiting_reply", "needs_followup", "replied",
			"meeting_booked", "won", "lost_not_interested", "lost_timing", "lost_competitor", "archived");

	private final Inbox inbox;

	InboxOperations(Inbox inbox) {
		this.inbox = inbox;
	}

	Object listSdrs(Call call) {
		return ResponseShapes
			.data(this.inbox.sdrs().rows().stream().map((sdr) -> Table.without(sdr, "active")).toList());
	}

	Object gmailStatus(Call call) {
		return ResponseShapes.data(this.inbox.gmailStatus(call.sdrId()));
	}

	Object listThreads(Call call) {
		Query query = call.query();
		List<String> statuses = query.all("status");
		if (!STATUSES.containsAll(statuses)) {
			throw ApiError.invalidRequest("status must be one of " + STATUSES);
		}
		String category = query.oneOf("category", Inbox.CATEGORIES);
		String search = query.text("search");
		Boolean snoozed = query.flag("snoozed");
		int limit = call.size("limit", DEFAULT_LIMIT, MAX_LIMIT);
		int offset = call.place("offset", 0);
		String orderBy = query.oneOf("orderBy", List.of("priority", "lastMessage", "created"));
		List<Map<String, Object>> found = this.inbox.threadsOf(call.sdrId(), orderBy)
			.stream()
			.filter((thread) -> statuses.isEmpty() || statuses.contains(Table.text(thread, "status")))
			.filter((thread) -> category.isEmpty() || category.equals(thread.get("category")))
			.filter((thread) -> search == null || Inbox.mentions(thread, search))
			.filter((thread) -> snoozed == null || snoozed == Table.flag(thread, "snoozed"))
			.map((thread) -> Table.without(thread, "sdrId", "snoozed", "createdAt"))
			.toList();
		List<Map<String, Object>> shown = found.stream().skip(offset).limit(limit).toList();
		return ResponseShapes.data(Map.of("threads", shown, "total", found.size(), "hasMore",
				(long) offset + shown.size() < found.size()));
	}

}
