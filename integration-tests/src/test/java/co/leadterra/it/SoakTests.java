package co.leadterra.it;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.client.campaign.SequenceStep;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.webhook.WebhookEventType;
import co.leadterra.client.webhook.WebhookRegistration;
import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import co.leadterra.test.RecordedRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many callers, faults at random, and what must hold whatever happens. Runs for 30 s, or
 * for as long as {@code -Dleadterra.soak=10m} says.
 */
@Tag("thorough")
class SoakTests {

	private static final int CALLERS = 16;

	private static final int CALLS_PER_FAULT = 5;

	private static final Duration DURATION = Duration
		.parse("PT" + System.getProperty("leadterra.soak", "30s").toUpperCase(Locale.ROOT));

	private static final List<Fault> FAULTS = List.of(Fault.status(429),
			Fault.status(429).retryAfter(Duration.ofSeconds(1)), Fault.status(500), Fault.status(502),
			Fault.status(503), Fault.connectionReset(), Fault.connectionReset().afterTakingEffect(),
			Fault.emptyResponse(), Fault.truncatedBody(), Fault.garbage(), Fault.slow(Duration.ofSeconds(2)),
			Fault.dripping(Duration.ofMillis(200)));

	private final AtomicInteger numbers = new AtomicInteger();

	private final AtomicInteger succeeded = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private final Set<String> created = ConcurrentHashMap.newKeySet();

	private final Set<String> enrolled = ConcurrentHashMap.newKeySet();

	private final Set<String> suppressed = ConcurrentHashMap.newKeySet();

	@Test
	void noCallIsLostDoubledOrLeftHanging() {
		try (NettyLeaks leaks = new NettyLeaks();
				LeadterraServer server = LeadterraServer.builder().maxRecordedRequests(1_000_000).start();
				MatrixClient clients = new MatrixClient()) {
			String campaignId = server.workspace().addCampaign(Map.of("name", "Soak"));
			LeadterraClient client = clients.builder(server.baseUrl(), server.apiKey(), Duration.ofMillis(500)).build();
			callers(server, client, campaignId).block(DURATION.plusMinutes(1));
			server.clearFaults();
			assertThat(this.succeeded).hasPositiveValue();
			assertThat(this.failed).hasPositiveValue();
			assertThatNothingWasDoubled(server);
			assertThatNothingWasLost(server, campaignId);
			assertThat(clients.isCounting()).isTrue();
			Awaitility.await()
				.untilAsserted(() -> assertThat(clients.activeConnections() + clients.pendingConnections()).isZero());
			assertThat(leaks.found()).isEmpty();
		}
	}

	private Mono<Void> callers(LeadterraServer server, LeadterraClient client, String campaignId) {
		long end = System.nanoTime() + DURATION.toNanos();
		Mono<Void> call = Mono.defer(() -> {
			if (ThreadLocalRandom.current().nextInt(CALLS_PER_FAULT) == 0) {
				server.inject(FAULTS.get(ThreadLocalRandom.current().nextInt(FAULTS.size())).once());
			}
			return call(client, campaignId);
		});
		return Flux.range(0, CALLERS).flatMap((caller) -> call.repeat(() -> System.nanoTime() < end), CALLERS).then();
	}

	private Mono<Void> call(LeadterraClient client, String campaignId) {
		int number = this.numbers.incrementAndGet();
		return switch (number % 6) {
			case 0 ->
				done(client.campaigns().create(campaign(number)).doOnNext((it) -> this.created.add(name(number))));
			case 1 -> done(client.leads()
				.enroll(campaignId, List.of(Lead.of(email(number))))
				.doOnNext((it) -> this.enrolled.add(email(number))));
			case 2 -> done(client.suppressionList()
				.suppress(List.of(email(number)))
				.doOnNext((it) -> this.suppressed.add(email(number))));
			case 3 -> done(client.webhooks()
				.register(new WebhookRegistration(URI.create("https://hooks.example/" + number),
						List.of(WebhookEventType.MESSAGE_SENT))));
			case 4 -> done(client.replies().list().then());
			default -> done(client.senderPools().list().then());
		};
	}

	private Mono<Void> done(Mono<?> call) {
		return call.then()
			.doOnSuccess((nothing) -> this.succeeded.incrementAndGet())
			.timeout(AbstractClientTests.TIMEOUT)
			.onErrorResume(LeadterraException.class, (ex) -> {
				this.failed.incrementAndGet();
				return Mono.empty();
			});
	}

	private static NewCampaign campaign(int number) {
		return NewCampaign.of(name(number), SequenceStep.of("Hello", "<p>Hello</p>"));
	}

	private static String name(int number) {
		return "Campaign " + number;
	}

	private static String email(int number) {
		return "lead" + number + "@example.com";
	}

	private static void assertThatNothingWasDoubled(LeadterraServer server) {
		assertThat(server.requests("POST /v1/campaigns")).extracting(RecordedRequest::body).doesNotHaveDuplicates();
		assertThat(server.requests("POST /v1/webhooks")).extracting(RecordedRequest::body).doesNotHaveDuplicates();
	}

	private void assertThatNothingWasLost(LeadterraServer server, String campaignId) {
		assertThat(values(server.workspace().campaigns(), "name")).containsAll(this.created);
		assertThat(values(server.workspace().leads(campaignId), "email")).containsAll(this.enrolled);
		assertThat(server.workspace().suppressedAddresses()).containsAll(this.suppressed);
	}

	private static Set<Object> values(List<Map<String, Object>> rows, String field) {
		return rows.stream().map((row) -> row.get(field)).collect(Collectors.toSet());
	}

}
