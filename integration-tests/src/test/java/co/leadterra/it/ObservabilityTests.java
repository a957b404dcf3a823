package co.leadterra.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClients;
import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what metrics, traces and the actuator tell of the calls and the clients.
 */
class ObservabilityTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final LeadterraServer server = LeadterraServer.start();

	private ConfigurableApplicationContext application;

	private LeadterraClient acme;

	private ClientRequestObservationContext observed;

	@BeforeEach
	void start() {
		this.application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.run("--server.port=0", "--leadterra.base-url=" + this.server.baseUrl(),
					"--leadterra.clients.acme.api-key=" + this.server.apiKey(),
					"--leadterra.clients.globex.api-key=" + this.server.issueKey(),
					"--management.endpoints.web.exposure.include=leadterra",
					"--management.metrics.web.client.max-uri-tags=3");
		this.acme = this.application.getBean(LeadterraClients.class).get("acme");
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.server.close();
	}

	@Test
	void callsAreTaggedWithClientOperationModeAndOutcome() throws Exception {
		this.acme.senderPools().list().blockLast(LIMIT);
		assertThat(observed().getName()).isEqualTo("leadterra.client.requests");
		assertThat(tags(observed()))
			.containsAllEntriesOf(Map.of("leadterra.client", "acme", "leadterra.operation", "GET /v1/sender-pools",
					"leadterra.mode", "TEST", "leadterra.error.code", "none", "outcome", "SUCCESS", "status", "200"));
	}

	@Test
	void operationIsTheTemplateOfThePath() throws Exception {
		this.acme.campaigns().start("camp_none").onErrorComplete().block(LIMIT);
		assertThat(tags(observed())).containsEntry("leadterra.operation", "POST /v1/campaigns/{campaignId}/start");
	}

	@Test
	void failedCallsAreTaggedWithStatusAndErrorCode() throws Exception {
		this.server.revokeKey(this.server.apiKey());
		this.acme.senderPools().list().then().onErrorComplete().block(LIMIT);
		assertThat(tags(observed())).containsAllEntriesOf(Map.of("leadterra.error.code", "authentication_failed",
				"outcome", "CLIENT_ERROR", "status", "401", "exception", "LeadterraAuthenticationException"));
	}

	@Test
	void pathsOfTheWebClientMakeNoMoreMetersThanTheirLimit() throws Exception {
		for (int path = 0; path < 8; path++) {
			this.acme.webClient()
				.get()
				.uri("/v1/paths/" + path)
				.retrieve()
				.bodyToMono(String.class)
				.onErrorComplete()
				.block(LIMIT);
			next();
		}
		assertThat(this.application.getBean(MeterRegistry.class).find("leadterra.client.requests").timers())
			.isNotEmpty()
			.hasSizeLessThanOrEqualTo(3);
	}

	private Observation observedCaller() {
		ObservationRegistry registry = this.application.getBean(ObservationRegistry.class);
		Observation caller = Observation.start("caller", registry);
		this.acme.senderPools()
			.list()
			.then()
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, caller))
			.block(LIMIT);
		return caller;
	}

	@Test
	void theTraceOfTheCallerGoesOn() throws Exception {
		Observation caller = observedCaller();
		assertThat(observed().getParentObservation()).isSameAs(caller);
	}

	@Test
	void theTraceOfTheCallerGoesOnThroughEveryAttempt() throws Exception {
		this.server.inject(Fault.status(503).once());
		Observation caller = observedCaller();
		assertThat(next().getParentObservation()).isSameAs(caller);
		ClientRequestObservationContext second = next();
		assertThat(second.getParentObservation()).isSameAs(caller);
		assertThat(tags(second)).containsEntry("status", "200");
	}

	@Test
	void noTagHoldsTheKey() throws Exception {
		this.server.echoAuthorization();
		this.server.inject(Fault.status(400));
		this.acme.senderPools().list().then().onErrorComplete().block(LIMIT);
		assertThat(observed().getAllKeyValues()).extracting(KeyValue::getValue)
			.noneMatch((value) -> value.contains(this.server.apiKey()));
	}

	@Test
	void theEndpointListsTheClients() throws Exception {
		this.acme.senderPools().list().blockLast(LIMIT);
		assertThat(endpoint())
			.contains("\"acme\":", "\"globex\":", "\"baseUrl\":\"" + this.server.baseUrl() + "\"", "\"mode\":\"TEST\"",
					"\"apiKey\":\"sk_test_****", "\"apiKeySource\":\"leadterra.clients.acme.api-key\"",
					"\"apiKeyReadAt\":\"20", "\"result\":\"200\"")
			.doesNotContain(this.server.apiKey());
	}

	@Test
	void theEndpointTellsOfTheRateLimit() throws Exception {
		this.server.inject(Fault.status(429).retryAfter(Duration.ofMinutes(5)));
		this.acme.senderPools().list().then().onErrorComplete().block(LIMIT);
		assertThat(endpoint()).contains("\"result\":\"429\"", "\"rateLimitedUntil\":\"20");
	}

	private String endpoint() throws Exception {
		URI uri = URI.create("http://localhost:%s/actuator/leadterra"
			.formatted(this.application.getEnvironment().getProperty("local.server.port")));
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	// A call ends for its subscriber before its observation stops.
	private ClientRequestObservationContext observed() throws Exception {
		if (this.observed == null) {
			this.observed = next();
		}
		return this.observed;
	}

	private ClientRequestObservationContext next() throws Exception {
		return this.application.getBean(Contexts.class).seen.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
	}

	private static Map<String, String> tags(ClientRequestObservationContext context) {
		return context.getLowCardinalityKeyValues()
			.stream()
			.collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Contexts contexts() {
			return new Contexts();
		}

	}

	static class Contexts implements ObservationHandler<ClientRequestObservationContext> {

		private final BlockingQueue<ClientRequestObservationContext> seen = new LinkedBlockingQueue<>();

		@Override
		public void onStop(ClientRequestObservationContext context) {
			this.seen.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ClientRequestObservationContext;
		}

	}

}
