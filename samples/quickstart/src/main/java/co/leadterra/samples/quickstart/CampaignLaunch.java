package co.leadterra.samples.quickstart;

import java.util.List;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.campaign.Campaign;
import co.leadterra.client.campaign.CampaignStats;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.client.campaign.SequenceStep;
import co.leadterra.client.lead.Lead;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Creates a campaign, enrols leads and starts it. From then on Leadterra sends mail.
 */
@Component
class CampaignLaunch {

	private static final NewCampaign CAMPAIGN = NewCampaign.of("Quickstart",
			SequenceStep.of("{{product}} at {{company}}",
					"<p>Hello {{firstName}},</p><p>how is {{product}} doing?</p>"),
			SequenceStep.of("Once more: {{product}}", "<p>Shall we talk, {{firstName}}?</p>", 3));

	private static final int BATCH_SIZE = 50;

	private final LeadterraClient leadterra;

	private final Console console;

	CampaignLaunch(LeadterraClient leadterra, Console console) {
		this.leadterra = leadterra;
		this.console = console;
	}

	/**
	 * Launches a campaign.
	 * @param leads who is enrolled
	 * @return the identifier of the campaign that was started
	 */
	Mono<String> launch(List<Lead> leads) {
		return this.leadterra.campaigns()
			.create(CAMPAIGN)
			.doOnNext(this::print)
			.map(Campaign::id)
			.delayUntil((campaignId) -> enroll(campaignId, leads))
			.delayUntil((campaignId) -> this.leadterra.campaigns().start(campaignId).doOnNext(this::print));
	}

	private Mono<Void> enroll(String campaignId, List<Lead> leads) {
		return Mono.using(() -> Progress.start(this.console, "Leads", leads.size()),
				(progress) -> Flux.fromIterable(leads)
					.buffer(BATCH_SIZE)
					.concatMap((batch) -> this.leadterra.leads()
						.enroll(campaignId, batch)
						.doOnSuccess((result) -> progress.advance(batch.size())))
					.then());
	}

	Mono<Void> stats(String campaignId) {
		return this.leadterra.campaigns().stats(campaignId).doOnNext(this::print).then();
	}

	private void print(Campaign campaign) {
		this.console.print("Campaign", campaign.id(), campaign.name(), campaign.status());
	}

	private void print(CampaignStats stats) {
		this.console.print("Stats", Console.figure(stats.totalEnrolled(), "enrolled"),
				Console.figure(stats.sent(), "sent"), Console.figure(stats.delivered(), "delivered"),
				Console.figure(stats.bounced(), "bounced"), Console.figure(stats.replied(), "replied"),
				Console.figure(stats.queued(), "queued"));
	}

}
