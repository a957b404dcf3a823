package co.leadterra.test;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A campaign and its leads.
 */
final class Campaign {

	static final String DRAFT = "draft";

	static final String RUNNING = "running";

	static final String PAUSED = "paused";

	private final Map<String, Object> fields;

	private final Map<String, Lead> leads = new LinkedHashMap<>();

	Campaign(Map<String, Object> fields) {
		this.fields = fields;
	}

	String id() {
		return Table.text(this.fields, "id");
	}

	String status() {
		return Table.text(this.fields, "status");
	}

	boolean isRunning() {
		return status().equals(RUNNING);
	}

	boolean isPaused() {
		return status().equals(PAUSED);
	}

	List<?> steps() {
		return (this.fields.get("sequenceSteps") instanceof List<?> steps) ? steps : List.of();
	}

	void run(String time) {
		this.fields.put("status", RUNNING);
		this.fields.putIfAbsent("startedAt", time);
		this.fields.remove("pausedAt");
	}

	void pause(String time) {
		this.fields.put("status", PAUSED);
		this.fields.put("pausedAt", time);
	}

	Collection<Lead> leads() {
		return this.leads.values();
	}

	@Nullable Lead lead(String email) {
		return this.leads.get(EmailAddresses.normalize(email));
	}

	void add(String normalizedEmail, Lead lead) {
		this.leads.put(normalizedEmail, lead);
	}

	Map<String, Object> toMap() {
		return Table.without(this.fields, "startedAt", "pausedAt");
	}

	Map<String, Object> state() {
		return Table.without(this.fields, "name", "sequenceSteps", "createdAt", isRunning() ? "pausedAt" : "startedAt");
	}

	Map<String, Object> stats(Set<String> suppressed) {
		Map<Lead.State, Integer> counts = new EnumMap<>(Lead.State.class);
		int held = 0;
		for (Map.Entry<String, Lead> entry : this.leads.entrySet()) {
			Lead.State state = entry.getValue().state();
			counts.merge(state, 1, Integer::sum);
			if (state == Lead.State.WAITING && suppressed.contains(entry.getKey())) {
				held++;
			}
		}
		int waiting = counts.getOrDefault(Lead.State.WAITING, 0);
		int replied = counts.getOrDefault(Lead.State.REPLIED, 0);
		int delivered = counts.getOrDefault(Lead.State.DELIVERED, 0) + replied;
		Map<String, Object> stats = new LinkedHashMap<>();
		stats.put("campaignId", id());
		stats.put("totalEnrolled", this.leads.size());
		stats.put("sent", this.leads.size() - waiting);
		stats.put("delivered", delivered);
		stats.put("bounced", counts.getOrDefault(Lead.State.BOUNCED, 0));
		stats.put("replied", replied);
		stats.put("queued", status().equals(DRAFT) ? 0 : waiting - held);
		stats.put("openRate", rate(Math.max(replied, (delivered + 1) / 2), delivered));
		stats.put("replyRate", rate(replied, delivered));
		return stats;
	}

	private static double rate(int part, int whole) {
		return (whole != 0) ? (double) part / whole : 0;
	}

}
