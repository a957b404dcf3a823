package co.leadterra.test.internal.workspace;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import co.leadterra.test.Behavior;
import org.jspecify.annotations.Nullable;

/**
 * Campaigns with their leads, replies and suppressions, and every way in which they
 * change. Webhooks are told what they wait for.
 */
public final class Campaigns {

	private final Clock clock;

	private final Webhooks webhooks;

	private final Predicate<Behavior> behaviors;

	private final Table rows = new Table("camp_");

	private final Map<String, Campaign> campaigns = new LinkedHashMap<>();

	private final Senders senders;

	private final Table mails = new Table("msg_mail_");

	private final Table replies = new Table("rpl_");

	private final Set<String> suppressed = new LinkedHashSet<>();

	public Campaigns(Clock clock, Webhooks webhooks, Predicate<Behavior> behaviors) {
		this.clock = clock;
		this.webhooks = webhooks;
		this.behaviors = behaviors;
		this.senders = new Senders(clock, behaviors);
	}

	public Senders senders() {
		return this.senders;
	}

	public Table replies() {
		return this.replies;
	}

	public Set<String> suppressed() {
		return this.suppressed;
	}

	public Collection<Campaign> all() {
		return this.campaigns.values();
	}

	public @Nullable Campaign find(String id) {
		return this.campaigns.get(id);
	}

	public Campaign require(String id) {
		Campaign campaign = find(id);
		if (campaign == null) {
			throw ApiError.of(404, "campaign_not_found", "There is no campaign " + id);
		}
		return campaign;
	}

	public Campaign create(Map<String, ?> fields) {
		Map<String, Object> defaults = new LinkedHashMap<>();
		defaults.put("name", "Campaign");
		defaults.put("status", Campaign.DRAFT);
		defaults.put("sequenceSteps", List.of());
		defaults.put("createdAt", now());
		Campaign campaign = new Campaign(this.rows.add(defaults, fields));
		this.campaigns.put(campaign.id(), campaign);
		return campaign;
	}

	public void start(Campaign campaign) {
		if (campaign.isRunning()) {
			return;
		}
		if (campaign.leads().isEmpty()) {
			throw ApiError.of(400, "no_leads_enrolled", "The campaign has no leads");
		}
		if (campaign.steps().isEmpty()) {
			throw ApiError.of(400, "no_sequence_steps", "The campaign has no sequence steps");
		}
		boolean resumed = campaign.isPaused();
		campaign.run(now());
		if (!resumed) {
			this.webhooks.publish("campaign.started", Map.of("campaignId", campaign.id(), "startedAt", now()));
		}
	}

	public void pause(Campaign campaign) {
		if (campaign.isRunning()) {
			campaign.pause(now());
		}
	}

	public Enrollment enroll(Campaign campaign, List<JsonObject> leads) {
		boolean inWorkspace = this.behaviors.test(Behavior.LEADS_MATCHED_IN_WORKSPACE);
		Collection<Campaign> searched = inWorkspace ? all() : List.of(campaign);
		int enrolled = 0;
		int updated = 0;
		int skipped = 0;
		for (JsonObject fields : leads) {
			String email = fields.requiredText("email");
			String normalized = EmailAddresses.normalize(email);
			if (this.suppressed.contains(normalized)) {
				skipped++;
				continue;
			}
			List<Lead> known = searched.stream()
				.map((searchedCampaign) -> searchedCampaign.lead(normalized))
				.filter(Objects::nonNull)
				.toList();
			Lead lead = campaign.lead(normalized);
			if (lead == null) {
				lead = known.isEmpty() ? new Lead(email) : new Lead(known.get(0));
				campaign.add(normalized, lead);
			}
			else if (inWorkspace) {
				lead.queueAgain();
			}
			lead.update(fields.values());
			known.forEach((each) -> each.update(fields.values()));
			if (known.isEmpty()) {
				enrolled++;
			}
			else {
				updated++;
			}
		}
		return new Enrollment(enrolled, updated, skipped);
	}

	public boolean suppress(String email) {
		return this.suppressed.add(EmailAddresses.normalize(email));
	}

	boolean isSuppressed(Lead lead) {
		return this.suppressed.contains(EmailAddresses.normalize(lead.email()));
	}

	public void deliver(Campaign campaign, Lead lead) {
		lead.mail();
		this.webhooks.publish("message.sent", mail(campaign, lead));
	}

	void bounce(Campaign campaign, Lead lead) {
		lead.mail();
		lead.bounce();
		suppress(lead.email());
		Map<String, Object> mail = mail(campaign, lead);
		this.webhooks.publish("message.sent", mail);
		Map<String, Object> bounce = new LinkedHashMap<>(mail);
		bounce.put("bounceType", "hard");
		bounce.put("bounceReason", "550 5.1.1 No such user");
		this.webhooks.publish("message.bounced", bounce);
	}

	private Map<String, Object> mail(Campaign campaign, Lead lead) {
		Map<String, Object> mail = new LinkedHashMap<>();
		mail.put("messageId", this.mails.nextId());
		mail.put("campaignId", campaign.id());
		mail.put("email", lead.email());
		mail.put("sequenceStep", 1);
		return mail;
	}

	public Map<String, Object> reply(Campaign campaign, Map<String, ?> fields) {
		Map<String, Object> defaults = new LinkedHashMap<>();
		defaults.put("email", "lead@example.com");
		defaults.put("campaignId", campaign.id());
		defaults.put("classification", "interested");
		defaults.put("receivedAt", now());
		defaults.put("threadSnippet", "Thanks for reaching out.");
		Map<String, Object> reply = this.replies.add(defaults, fields);
		Lead lead = campaign.lead(Table.text(reply, "email"));
		if (lead != null) {
			lead.reply();
		}
		this.webhooks.publishReply(reply);
		return reply;
	}

	public List<Map<String, Object>> newestReplies(@Nullable String campaignId) {
		List<Map<String, Object>> newest = new ArrayList<>();
		for (Map<String, Object> reply : this.replies.rows()) {
			if (campaignId == null || campaignId.equals(reply.get("campaignId"))) {
				newest.add(reply);
			}
		}
		Collections.reverse(newest);
		newest.sort(Comparator.comparing((reply) -> Instant.parse(Table.text(reply, "receivedAt")),
				Comparator.reverseOrder()));
		return newest;
	}

	private String now() {
		return Timestamps.seconds(this.clock.instant());
	}

	/**
	 * Forgets everything, but uses no id again that a webhook may have been told.
	 */
	public void clear() {
		this.rows.clearRows();
		this.campaigns.clear();
		this.senders.clear();
		this.replies.clearRows();
		this.suppressed.clear();
	}

	public void restartIds() {
		List.of(this.rows, this.replies, this.mails).forEach(Table::clear);
	}

	/**
	 * What became of a batch of leads.
	 *
	 * @param enrolled how many are new
	 * @param updated how many were enrolled before
	 * @param skipped how many are suppressed
	 */
	public record Enrollment(int enrolled, int updated, int skipped) {

	}

}
