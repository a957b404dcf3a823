package co.leadterra.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code /actuator/health/leadterra} in running applications.
 */
@Tag("cases")
class HealthTests {

	private static final String POOLS = "GET /v1/sender-pools";

	private final LeadterraServer server = LeadterraServer.start();

	private final HttpClient http = HttpClient.newHttpClient();

	private final List<ConfigurableApplicationContext> applications = new ArrayList<>();

	@AfterEach
	void stop() {
		this.applications.forEach(ConfigurableApplicationContext::close);
		this.server.close();
	}

	static List<Kind> kinds() {
		return Cases.of(List.of(Kind.values()), List.of(Kind.REACTIVE));
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void isUpForAGoodKey(Kind kind) throws Exception {
		Answer answer = health(start(kind));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body().path("status").asString()).isEqualTo("UP");
		assertThat(answer.detail("mode")).isEqualTo("TEST");
		assertThat(answer.detail("apiKey")).startsWith("sk_test_****").hasSize(16);
		assertThat(answer.detail("latency")).matches("\\d+ms");
		assertThat(answer.detail("age")).matches("\\d+s");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void isDownForARevokedKey(Kind kind) throws Exception {
		this.server.revokeKey(this.server.apiKey());
		Answer answer = health(start(kind));
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.body().path("status").asString()).isEqualTo("DOWN");
		assertThat(answer.detail("error")).contains("401 authentication_failed").contains("LEADTERRA_API_KEY");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void isUpForARestrictedKey(Kind kind) throws Exception {
		this.server.restrictKey(this.server.apiKey());
		Answer answer = health(start(kind));
		assertThat(answer.body().path("status").asString()).isEqualTo("UP");
		assertThat(answer.detail("permission")).isEqualTo("restricted");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void isUpWhenTheRateLimitIsReached(Kind kind) throws Exception {
		this.server.inject(Fault.status(429));
		Answer answer = health(start(kind));
		assertThat(answer.body().path("status").asString()).isEqualTo("UP");
		assertThat(answer.detail("rateLimited")).isEqualTo("true");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void doesNotWaitForTheEndOfARateLimit(Kind kind) throws Exception {
		this.server.inject(Fault.status(429).retryAfter(Duration.ofSeconds(20)).once());
		ConfigurableApplicationContext application = start(kind, "management.health.leadterra.timeout=20s",
				"management.health.leadterra.time-to-live=0s");
		health(application);
		Answer answer = health(application);
		assertThat(answer.body().path("status").asString()).isEqualTo("UP");
		assertThat(answer.detail("rateLimited")).isEqualTo("true");
		assertThat(this.server.requestCount(POOLS)).isOne();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void hasTheConfiguredStatusWhenLeadterraFails(Kind kind) throws Exception {
		this.server.inject(Fault.status(500));
		Answer answer = health(start(kind, "management.health.leadterra.unavailable-status=UNKNOWN"));
		assertThat(answer.body().path("status").asString()).isEqualTo("UNKNOWN");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.detail("error")).startsWith("GET /v1/sender-pools failed: 500");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void answersInTimeWhenLeadterraHangs(Kind kind) throws Exception {
		this.server.inject(Fault.slow(Duration.ofMinutes(1)));
		Answer answer = health(start(kind, "management.health.leadterra.timeout=200ms"));
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.detail("error")).isEqualTo("No answer within 200ms");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void makesOneCallForManyProbes(Kind kind) throws Exception {
		ConfigurableApplicationContext application = start(kind);
		this.server.inject(Fault.slow(Duration.ofMillis(300)));
		List<CompletableFuture<HttpResponse<String>>> probes = IntStream.range(0, 50)
			.mapToObj((probe) -> this.http.sendAsync(request(application, "leadterra"),
					HttpResponse.BodyHandlers.ofString()))
			.toList();
		assertThat(probes).allSatisfy((probe) -> assertThat(probe.join().statusCode()).isEqualTo(200));
		health(application);
		assertThat(this.server.requestCount(POOLS)).isOne();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void isNotPartOfReadiness(Kind kind) throws Exception {
		this.server.revokeKey(this.server.apiKey());
		ConfigurableApplicationContext application = start(kind);
		HttpResponse<String> readiness = this.http.send(request(application, "readiness"),
				HttpResponse.BodyHandlers.ofString());
		assertThat(readiness.statusCode()).isEqualTo(200);
		assertThat(this.server.requestCount()).isZero();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void isPartOfReadinessIfTheApplicationAsksForIt(Kind kind) throws Exception {
		this.server.revokeKey(this.server.apiKey());
		ConfigurableApplicationContext application = start(kind,
				"management.endpoint.health.group.readiness.include=readinessState,leadterra");
		HttpResponse<String> readiness = this.http.send(request(application, "readiness"),
				HttpResponse.BodyHandlers.ofString());
		assertThat(readiness.statusCode()).isEqualTo(503);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void isShownWithoutDetailsIfTheApplicationShowsComponentsAlone(Kind kind) throws Exception {
		Answer answer = health(start(kind, "management.endpoint.health.show-details=never",
				"management.endpoint.health.show-components=always"));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body().path("status").asString()).isEqualTo("UP");
		assertThat(answer.body().has("details")).isFalse();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void isAbsentWhenSwitchedOff(Kind kind) throws Exception {
		assertThat(health(start(kind, "management.health.leadterra.enabled=false")).status()).isEqualTo(404);
	}

	private Answer health(ConfigurableApplicationContext application) throws IOException, InterruptedException {
		HttpResponse<String> response = this.http.send(request(application, "leadterra"),
				HttpResponse.BodyHandlers.ofString());
		String body = response.body();
		return new Answer(response.statusCode(), JsonMapper.shared().readTree(body.isEmpty() ? "{}" : body));
	}

	private static HttpRequest request(ConfigurableApplicationContext application, String path) {
		String port = application.getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/" + path))
			.timeout(Duration.ofMinutes(1))
			.build();
	}

	private ConfigurableApplicationContext start(Kind kind, String... properties) {
		String[] arguments = Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new);
		ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class).web(kind.type)
			.properties("server.port=0", "management.endpoint.health.show-details=always",
					"management.health.leadterra.timeout=30s", "leadterra.base-url=" + this.server.baseUrl(),
					"leadterra.api-key=" + this.server.apiKey())
			.run(arguments);
		this.applications.add(application);
		return application;
	}

	enum Kind {

		SERVLET(WebApplicationType.SERVLET), REACTIVE(WebApplicationType.REACTIVE);

		private final WebApplicationType type;

		Kind(WebApplicationType type) {
			this.type = type;
		}

	}

	record Answer(int status, JsonNode body) {

		String detail(String name) {
			return this.body.path("details").path(name).asString("");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
