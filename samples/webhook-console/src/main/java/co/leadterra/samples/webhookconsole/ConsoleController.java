package co.leadterra.samples.webhookconsole;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.autoconfigure.webhook.LeadterraWebhookProperties;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.sender.SenderPool;
import co.leadterra.client.sender.SenderPoolClient;
import co.leadterra.test.LeadterraServer;
import co.leadterra.webhook.WebhookSignature;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the page asks for.
 */
@RestController
class ConsoleController {

	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	private static final Duration POOLS_TIME_TO_LIVE = Duration.ofSeconds(2);

	private final EventFeed feed;

	private final Mono<List<SenderPool>> pools;

	private final Setup setup;

	ConsoleController(EventFeed feed, SenderPoolClient pools, LeadterraConnectionDetails connection,
			LeadterraWebhookProperties webhook, ObjectProvider<WebhookSignature> signature,
			ObjectProvider<LeadterraServer> standIn) {
		this.feed = feed;
		// however many look at the page
		this.pools = pools.list().collectList().cache(POOLS_TIME_TO_LIVE);
		this.setup = new Setup(standIn.getIfAvailable() != null, connection.getBaseUrl(), webhook.getPath(),
				signature.getIfAvailable() != null);
	}

	@GetMapping("/api/setup")
	Setup setup() {
		return this.setup;
	}

	@GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<?>> events() {
		long latestNumber = this.feed.latestNumber();
		Flux<ServerSentEvent<?>> events = this.feed.events()
			.map((event) -> ServerSentEvent.builder(event)
				.event((event.number() > latestNumber) ? "delivery" : "earlier")
				.build());
		Flux<ServerSentEvent<?>> totals = this.feed.totals()
			.map((latest) -> ServerSentEvent.builder(latest).event("totals").build());
		Flux<ServerSentEvent<?>> heartbeat = Flux.interval(HEARTBEAT)
			.onBackpressureDrop()
			.map((tick) -> ServerSentEvent.builder().comment("").build());
		return Flux.merge(events, totals, heartbeat);
	}

	@GetMapping("/api/pools")
	Mono<List<SenderPool>> pools() {
		return this.pools;
	}

	@ExceptionHandler
	ProblemDetail unavailable(LeadterraException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, String.valueOf(ex.getMessage()));
	}

	/**
	 * What does not change while the application runs.
	 *
	 * @param standIn whether it talks to the stand-in
	 * @param leadterra whom it talks to
	 * @param path where deliveries are received
	 * @param receiving whether they are, for which there has to be a secret
	 */
	record Setup(boolean standIn, URI leadterra, String path, boolean receiving) {

	}

}
