package co.leadterra.samples.webhookconsole;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.client.campaign.SequenceStep;
import co.leadterra.client.lead.Lead;
import co.leadterra.test.LeadterraServer;
import co.leadterra.webhook.WebhookSignature;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Lets something happen at the stand-in: campaigns in which one lead after the other gets
 * a mail, and some reply.
 */
class StandInActivity implements ApplicationRunner, DisposableBean {

	private static final Log logger = LogFactory.getLog(StandInActivity.class);

	private static final NewCampaign CAMPAIGN = NewCampaign.of("Spring outreach",
			SequenceStep.of("Hello {{firstName}}", "<p>How is {{company}} doing?</p>"));

	private static final int LEADS_PER_REPLY = 3;

	private static final List<String> NAMES = List.of("Ada Lovelace", "Grace Hopper", "Alan Turing", "Edsger Dijkstra",
			"Barbara Liskov", "Donald Knuth", "Frances Allen", "Niklaus Wirth", "Radia Perlman", "Tony Hoare",
			"Margaret Hamilton", "John Backus", "Karen Jones", "Ken Thompson", "Anita Borg", "Dennis Ritchie",
			"Mary Shaw", "Robin Milner", "Shafi Goldwasser", "Leslie Lamport", "Lynn Conway", "Peter Naur",
			"Hedy Lamarr", "Kristen Nygaard");

	private static final List<Map<String, String>> REPLIES = List.of(
			reply("interested", "Sounds good. Could you send me some times for a call on Thursday?"),
			reply("out_of_office", "I am out of the office until Monday and will answer then."),
			reply("interested", "We have been looking for this. What does it cost for forty people?"),
			reply("not_interested", "Thank you, but we have just signed with someone else."),
			reply("referral", "Our head of sales is the right person for this; she is in copy."),
			reply("interested", "Happy to talk. Next week suits me best."),
			reply("unsubscribe", "Please take me off your list."),
			reply("out_of_office", "I am travelling this week and read mail once a day."));

	private final LeadterraServer standIn;

	private final LeadterraClient leadterra;

	private final Duration pace;

	private final Supplier<URI> webhook;

	private final WebClient stranger = WebClient.create();

	private final AtomicInteger campaigns = new AtomicInteger();

	private @Nullable Disposable running;

	/**
	 * Creates the activity.
	 * @param standIn where it happens
	 * @param leadterra launches campaigns
	 * @param pace the time between one lead and the next
	 * @param webhook where events are delivered, known once the application listens
	 */
	StandInActivity(LeadterraServer standIn, LeadterraClient leadterra, Duration pace, Supplier<URI> webhook) {
		this.standIn = standIn;
		this.leadterra = leadterra;
		this.pace = pace;
		this.webhook = webhook;
	}

	private static Map<String, String> reply(String classification, String text) {
		return Map.of("classification", classification, "threadSnippet", text);
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.standIn.deliverTo(this.webhook.get());
		launch();
	}

	/**
	 * Launches a campaign, unless one is being launched.
	 * @return whether one was launched
	 */
	synchronized boolean launch() {
		if (this.running != null && !this.running.isDisposed()) {
			return false;
		}
		this.running = campaign(this.campaigns.incrementAndGet()).subscribe((result) -> {
		}, (ex) -> logger.warn("The simulated campaign has ended early", ex));
		return true;
	}

	private Mono<Void> campaign(int number) {
		return this.leadterra.campaigns()
			.create(CAMPAIGN)
			.flatMap((campaign) -> reach(campaign.id(), number, 0).then(this.leadterra.campaigns().start(campaign.id()))
				.thenMany(Flux.range(1, NAMES.size() - 1))
				.delayElements(this.pace)
				.concatMap((index) -> reach(campaign.id(), number, index))
				.then());
	}

	private Mono<Void> reach(String campaignId, int number, int index) {
		String name = NAMES.get(index);
		String email = "%s.%s@example.com".formatted(name.toLowerCase(Locale.ROOT).replace(' ', '.'), number);
		Lead lead = Lead.builder(email).firstName(name.substring(0, name.indexOf(' '))).company("Example").build();
		return this.leadterra.leads()
			.enroll(campaignId, List.of(lead))
			.doOnNext((result) -> this.standIn.workspace().simulateSending(campaignId))
			.doOnNext((result) -> maybeReply(campaignId, email, index))
			.then();
	}

	private void maybeReply(String campaignId, String email, int index) {
		if (index % LEADS_PER_REPLY == LEADS_PER_REPLY - 1) {
			Map<String, Object> reply = new HashMap<>(REPLIES.get(index / LEADS_PER_REPLY % REPLIES.size()));
			reply.put("email", email);
			this.standIn.workspace().addReply(campaignId, reply);
		}
	}

	/**
	 * Delivers an event as one would who does not know the secret.
	 * @return the answer's status
	 */
	Mono<HttpStatusCode> forge() {
		return this.stranger.post()
			.uri(this.webhook.get())
			.contentType(MediaType.APPLICATION_JSON)
			.header(WebhookSignature.HEADER, "0".repeat(64))
			.bodyValue(
					"""
							{"event":"reply.received","timestamp":"%s","data":{"reply":{"id":"rpl_forged","email":"ada@example.com",
							"campaignId":"camp_1","classification":"interested","threadSnippet":"I never wrote this."}}}"""
						.formatted(Instant.now()))
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode()));
	}

	@Override
	public synchronized void destroy() {
		if (this.running != null) {
			this.running.dispose();
		}
	}

}
