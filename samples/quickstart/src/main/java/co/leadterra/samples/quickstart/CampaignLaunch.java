package co.leadterra.samples.quickstart;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.campaign.Campaign;
import co.leadterra.client.campaign.CampaignStats;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.client.campaign.SequenceStep;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.EnrollmentProgress;
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

	// one call at a time, so that of several rows with one address the last one counts
	private static final EnrollmentOptions OPTIONS = EnrollmentOptions.builder()
		.batchSize(50)
		.concurrency(1)
		.duplicates(DuplicateHandling.SEND)
		.build();

	private final LeadterraClient leadterra;

	private final LeadsFile file;

	private final Console console;

	CampaignLaunch(LeadterraClient leadterra, LeadsFile file, Console console) {
		this.leadterra = leadterra;
		this.file = file;
		this.console = console;
	}

	/**
	 * Launches a campaign.
	 * @param leads how many leads the file has
	 * @return the identifier of the campaign that was started
	 */
	Mono<String> launch(int leads) {
		return this.leadterra.campaigns()
			.create(CAMPAIGN)
			.doOnNext(this::print)
			.map(Campaign::id)
			.delayUntil((campaignId) -> enroll(campaignId, leads))
			.delayUntil((campaignId) -> this.leadterra.campaigns().start(campaignId).doOnNext(this::print));
	}

	private Mono<EnrollmentProgress> enroll(String campaignId, int leads) {
		return Mono
			.using(() -> Progress.start(this.console, "Leads", leads),
					(progress) -> this.leadterra.leads()
						.enroll(campaignId, this.file.leads(), OPTIONS)
						.doOnNext((now) -> show(progress, now))
						.last())
			.filter((summary) -> summary.accepted() > 0)
			.switchIfEmpty(Mono.error(() -> this.file.invalid("Leadterra takes none of its leads")));
	}

	private void show(Progress progress, EnrollmentProgress now) {
		now.rejected().forEach((lead) -> this.console.print("Refused", lead.lead().email() + ": " + lead.message()));
		progress.reach(now.settled());
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
