package co.leadterra.test.internal.workspace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The SDRs with their threads, drafts and follow-ups, and every way in which these
 * change.
 */
public final class Inbox {

	public static final List<String> CATEGORIES = List.of("A", "B", "C");

	private static final Map<String, Integer> SCORES = Map.of("A", 85, "B", 60, "C", 35);

	private static final Duration DEFAULT_FOLLOW_UP = Duration.ofDays(3);

	private static final Map<String, Object> DISCONNECTED = Map.of("connected", false, "healthState", "disconnected");

	private final Clock clock;

	private final Table sdrs = new Table("sdr_");

	private final Table threads = new Table("thr_");

	private final Table drafts = new Table("drf_");

	private final Table sentDrafts = new Table("msg_");

	private final Table followUps = new Table("fup_");

	private final Table handoffs = new Table("hof_");

	private final Map<String, Map<String, Object>> gmail = new HashMap<>();

	private boolean icpCheckFailing;

	private List<String> guardrailIssues = List.of();

	public Inbox(Clock clock) {
		this.clock = clock;
	}

	public Table sdrs() {
		return this.sdrs;
	}

	public Table threads() {
		return this.threads;
	}

	public Table drafts() {
		return this.drafts;
	}

	public Table sentDrafts() {
		return this.sentDrafts;
	}

	public Table followUps() {
		return this.followUps;
	}

	public Table handoffs() {
		return this.handoffs;
	}

	public Map<String, Object> gmailStatus(String sdrId) {
		return this.gmail.getOrDefault(sdrId, DISCONNECTED);
	}

	public void gmailStatus(String sdrId, Map<String, ?> changes) {
		Map<String, Object> status = new LinkedHashMap<>(gmailStatus(sdrId));
		if (changes.get("connected") instanceof Boolean connected) {
			status.put("healthState", connected ? "active" : "disconnected");
		}
		if (changes.get("healthState") instanceof String state) {
			status.put("connected", !state.equals("disconnected"));
		}
		changes.forEach(
				(name, value) -> status.put(name, (value instanceof Instant time) ? Timestamps.millis(time) : value));
		this.gmail.put(sdrId, status);
		Map<String, Object> sdr = this.sdrs.find(sdrId);
		if (sdr != null) {
			sdr.put("gmailConnected", Table.flag(status, "connected"));
			sdr.computeIfPresent("gmailEmail", (name, email) -> status.getOrDefault("email", email));
		}
	}

	public void requireGmail(String sdrId) {
		Map<String, Object> status = gmailStatus(sdrId);
		if (!Table.flag(status, "connected") || "needs_reauth".equals(status.get("healthState"))) {
			throw ApiError.of(400, "gmail_not_connected", "The SDR's Gmail is not connected");
		}
	}

	/**
	 * Finds what is an SDR's own.
	 * @param table where to look
	 * @param id its id
	 * @param kind what it is
	 * @param sdrId the SDR's id
	 * @return what has the id; not found is also what another SDR has
	 */
	public static Map<String, Object> requireOwn(Table table, String id, String kind, String sdrId) {
		Map<String, Object> row = table.require(id, kind);
		if (!Table.text(row, "sdrId").equals(sdrId)) {
			throw ApiError.notFound("There is no " + kind + " " + id);
		}
		return row;
	}

	public boolean icpCheckFailing() {
		return this.icpCheckFailing;
	}

	public void icpCheckFailing(boolean failing) {
		this.icpCheckFailing = failing;
	}

	public List<String> guardrailIssues() {
		return this.guardrailIssues;
	}

	public void guardrailIssues(List<String> issues) {
		this.guardrailIssues = issues;
	}

	public String firstSdrId() {
		return this.sdrs.rows().stream().map((sdr) -> Table.text(sdr, "id")).findFirst().orElse("");
	}

	public Map<String, Object> addSdr(Map<String, ?> given) {
		Map<String, Object> defaults = new LinkedHashMap<>();
		defaults.put("name", "Sam Example");
		defaults.put("email", "sam@sdr.example");
		defaults.put("gmailConnected", true);
		if (!Boolean.FALSE.equals(given.get("gmailConnected"))) {
			defaults.put("gmailEmail", "sam@sdr.example");
		}
		defaults.put("active", true);
		Map<String, Object> sdr = this.sdrs.add(defaults, given);
		if (Table.flag(sdr, "gmailConnected")) {
			gmailStatus(Table.text(sdr, "id"),
					Map.of("connected", true, "email", Table.text(sdr, "gmailEmail"), "lastSyncedAt", now()));
		}
		return sdr;
	}

	public Map<String, Object> addThread(Map<String, ?> given) {
		String category = (given.get("category") instanceof String text) ? text : "B";
		Map<String, Object> defaults = new LinkedHashMap<>();
		defaults.put("contactEmail", "lead@example.com");
		defaults.put("contactName", "Lena Lead");
		defaults.put("subject", "Re: Hello");
		defaults.put("status", "new");
		defaults.put("category", category);
		defaults.put("priorityScore", SCORES.getOrDefault(category, 0));
		defaults.put("lastMessageAt", now());
		defaults.put("sdrId", firstSdrId());
		defaults.put("snoozed", false);
		defaults.put("createdAt", now());
		return this.threads.add(defaults, given);
	}

	public Map<String, Object> handOff(Map<String, Object> thread, Map<String, Object> forward) {
		Map<String, Object> handoff = new LinkedHashMap<>(forward);
		handoff.put("threadId", Table.text(addThread(thread), "id"));
		Map<String, Object> added = this.handoffs.add(handoff);
		String id = Table.text(added, "id");
		added.put("messageId", "msg_" + id);
		added.put("gmailThreadId", "gmail_" + id);
		return added;
	}

	public boolean isHandedOff(String replyId) {
		return this.handoffs.rows().stream().anyMatch((handoff) -> replyId.equals(handoff.get("replyId")));
	}

	public List<Map<String, Object>> threadsOf(String sdrId, String orderBy) {
		Comparator<Map<String, Object>> order = switch (orderBy) {
			case "lastMessage" -> byTime("lastMessageAt").reversed();
			case "created" -> byTime("createdAt").reversed();
			default ->
				Comparator.comparing((Map<String, Object> thread) -> Table.number(thread, "priorityScore")).reversed();
		};
		return this.threads.rows()
			.stream()
			.filter((thread) -> sdrId.equals(thread.get("sdrId")))
			.sorted(order)
			.toList();
	}

	public static boolean mentions(Map<String, Object> thread, String text) {
		String wanted = text.toLowerCase(Locale.ROOT);
		return List.of("contactEmail", "contactName", "subject")
			.stream()
			.anyMatch((name) -> Table.text(thread, name).toLowerCase(Locale.ROOT).contains(wanted));
	}

	public Map<String, Object> addDraft(Map<String, Object> thread, String instructions, int variant) {
		String text = "Hi %s, thanks for your reply. %s".formatted(thread.get("contactName"), instructions).strip();
		Map<String, Object> draft = new LinkedHashMap<>();
		draft.put("threadId", Table.text(thread, "id"));
		draft.put("sdrId", Table.text(thread, "sdrId"));
		draft.put("bodyText", text + " (" + variant + ")");
		draft.put("bodyHtml", "<p>" + text + " (" + variant + ")</p>");
		draft.put("subject", Table.text(thread, "subject"));
		return this.drafts.add(draft);
	}

	public Map<String, Object> send(Map<String, Object> draft, Map<String, ?> changes) {
		Map<String, Object> thread = this.threads.find(Table.text(draft, "threadId"));
		if (thread != null) {
			thread.put("status", "awaiting_reply");
			thread.put("lastMessageAt", now());
		}
		Map<String, Object> sent = new LinkedHashMap<>(changes);
		sent.put("draftId", Table.text(draft, "id"));
		sent.put("threadId", Table.text(draft, "threadId"));
		return this.sentDrafts.add(sent);
	}

	public Map<String, Object> addFollowUp(Map<String, ?> given) {
		Map<String, Object> defaults = new LinkedHashMap<>();
		defaults.put("threadId", "thr_1");
		defaults.put("sdrId", firstSdrId());
		defaults.put("status", "pending");
		defaults.put("dueAt", now());
		return this.followUps.add(defaults, given);
	}

	public Map<String, Object> scheduleFollowUp(Map<String, Object> thread, @Nullable Instant dueAt) {
		Instant time = (dueAt != null) ? dueAt : this.clock.instant().plus(DEFAULT_FOLLOW_UP);
		return addFollowUp(
				Map.of("threadId", Table.text(thread, "id"), "sdrId", Table.text(thread, "sdrId"), "dueAt", time));
	}

	public List<Map<String, Object>> pendingFollowUps(String sdrId, boolean includeUpcoming) {
		Instant now = this.clock.instant();
		return this.followUps.rows()
			.stream()
			.filter((followUp) -> sdrId.equals(followUp.get("sdrId")))
			.filter((followUp) -> "pending".equals(followUp.get("status")))
			.filter((followUp) -> includeUpcoming || !time(followUp, "dueAt").isAfter(now))
			.sorted(byTime("dueAt"))
			.toList();
	}

	private static Comparator<Map<String, Object>> byTime(String name) {
		return Comparator.comparing((row) -> time(row, name));
	}

	private static Instant time(Map<String, Object> row, String name) {
		return Instant.parse(Table.text(row, name));
	}

	private String now() {
		return Timestamps.millis(this.clock.instant());
	}

	public void clear() {
		List.of(this.sdrs, this.threads, this.drafts, this.sentDrafts, this.followUps, this.handoffs)
			.forEach(Table::clear);
		this.gmail.clear();
		this.icpCheckFailing = false;
		this.guardrailIssues = List.of();
	}

}
