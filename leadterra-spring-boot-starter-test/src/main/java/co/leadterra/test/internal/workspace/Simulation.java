package co.leadterra.test.internal.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lets mails go out and replies come in, always the same for the same leads.
 */
public final class Simulation {

	private static final List<Map<String, String>> REPLIES = List.of(
			Map.of("classification", "interested", "threadSnippet", "Sounds good, can we talk on Thursday?"),
			Map.of("classification", "out_of_office", "threadSnippet", "I am away until Monday."),
			Map.of("classification", "not_interested", "threadSnippet", "Thanks, but this is not for us."),
			Map.of("classification", "unsubscribe", "threadSnippet", "Please take me off your list."));

	private static final int LEADS_PER_BOUNCE = 10;

	private static final int LEADS_PER_REPLY = 5;

	private final Campaigns campaigns;

	private final boolean automatic;

	Simulation(Campaigns campaigns, boolean automatic) {
		this.campaigns = campaigns;
		this.automatic = automatic;
	}

	/**
	 * Lets happen what happens by itself once leads of a campaign are queued.
	 * @param campaign the campaign
	 */
	public void queued(Campaign campaign) {
		if (this.automatic) {
			send(campaign);
			reply(campaign);
		}
	}

	public void send(Campaign campaign) {
		if (!campaign.isRunning()) {
			return;
		}
		int position = 0;
		for (Lead lead : campaign.leads()) {
			position++;
			if (!lead.isQueued() || this.campaigns.isSuppressed(lead)) {
				continue;
			}
			if (!this.campaigns.senders().take()) {
				return;
			}
			if (position % LEADS_PER_BOUNCE == 0) {
				this.campaigns.bounce(campaign, lead);
			}
			else {
				this.campaigns.deliver(campaign, lead);
			}
		}
	}

	public void reply(Campaign campaign) {
		List<Lead> delivered = new ArrayList<>(campaign.leads());
		delivered.removeIf((lead) -> lead.sent() == 0 || lead.hasBounced());
		for (int i = 0; i < delivered.size(); i += LEADS_PER_REPLY) {
			Lead lead = delivered.get(i);
			if (!lead.hasReplied()) {
				reply(campaign, lead, REPLIES.get(i / LEADS_PER_REPLY % REPLIES.size()));
			}
		}
	}

	private void reply(Campaign campaign, Lead lead, Map<String, String> reply) {
		this.campaigns.reply(campaign, Map.of("email", lead.email(), "classification",
				reply.getOrDefault("classification", ""), "threadSnippet", reply.getOrDefault("threadSnippet", "")));
	}

}
