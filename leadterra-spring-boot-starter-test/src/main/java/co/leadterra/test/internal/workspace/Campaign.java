package co.leadterra.test.internal.workspace;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A campaign and its leads.
 */
public final class Campaign {

	static final String DRAFT = "draft";

	static final String RUNNING = "running";

	static final String PAUSED = "paused";

	private final Map<String, Object> fields;

	private final Map<String, Lead> leads = new LinkedHashMap<>();

	public Campaign(Map<String, Object> fields) {
		this.fields = fields;
	}

	public String id() {
		return Table.text(this.fields, "id");
	}

	public String status() {
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

	public void run(String time) {
		this.fields.put("status", RUNNING);
		this.fields.putIfAbsent("startedAt", time);
		this.fields.remove("pausedAt");
	}

	public void pause(String time) {
		this.fields.put("status", PAUSED);
		this.fields.put("pausedAt", time);
	}

	public Collection<Lead> leads() {
		return this.leads.values();
	}

	public @Nullable Lead lead(String email) {
		return this.leads.get(EmailAddresses.normalize(email));
	}

	public void add(String normalizedEmail, Lead lead) {
		this.leads.put(normalizedEmail, lead);
	}

	public Map<String, Object> toMap() {
		return Table.without(this.fields, "startedAt", "pausedAt");
	}

	public Map<String, Object> state() {
		return Table.without(this.fields, "name", "sequenceSteps", "createdAt", isRunning() ? "pausedAt" : "startedAt");
	}

	public Map<String, Object> stats(Set<String> suppressed) {
		int sent = 0;
		int bounced = 0;
		int replied = 0;
		int queued = 0;
		for (Map.Entry<String, Lead> entry : this.leads.entrySet()) {
			Lead lead = entry.getValue();
			sent += lead.sent();
			bounced += lead.hasBounced() ? 1 : 0;
			replied += lead.hasReplied() ? 1 : 0;
			queued += (lead.isQueued() && !suppressed.contains(entry.getKey())) ? 1 : 0;
		}
		int delivered = sent - bounced;
		Map<String, Object> stats = new LinkedHashMap<>();
		stats.put("campaignId", id());
		stats.put("totalEnrolled", this.leads.size());
		stats.put("sent", sent);
		stats.put("delivered", delivered);
		stats.put("bounced", bounced);
		stats.put("replied", replied);
		stats.put("queued", status().equals(DRAFT) ? 0 : queued);
		stats.put("openRate", rate(Math.max(replied, (delivered + 1) / 2), delivered));
		stats.put("replyRate", rate(replied, delivered));
		return stats;
	}

	// people reply who never got a mail, too
	private static double rate(int part, int whole) {
		return (whole != 0) ? Math.min(1, (double) part / whole) : 0;
	}

}
