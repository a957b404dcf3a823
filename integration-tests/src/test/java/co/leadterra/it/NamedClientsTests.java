package co.leadterra.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import co.leadterra.client.LeadterraClients;
import co.leadterra.test.LeadterraServer;
import co.leadterra.test.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application with two workspaces.
 */
@Tag("cases")
class NamedClientsTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final LeadterraServer acme = LeadterraServer.builder().apiKeys("sk_test_example_acme_0123").start();

	private final LeadterraServer globex = LeadterraServer.builder().apiKeys("sk_test_example_globex_4567").start();

	@AfterEach
	void stop() {
		this.acme.close();
		this.globex.close();
	}

	@Test
	void eachClientTalksToItsWorkspaceWithItsKey() {
		try (ConfigurableApplicationContext application = run(WebApplicationType.NONE, Map.of())) {
			listPools(application, "acme");
			listPools(application, "globex");
		}
		assertThat(this.acme.requests()).singleElement()
			.extracting(RecordedRequest::apiKey)
			.isEqualTo(this.acme.apiKey());
		assertThat(this.globex.requests()).singleElement()
			.extracting(RecordedRequest::apiKey)
			.isEqualTo(this.globex.apiKey());
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#chosen")
	void eachClientGoesThroughItsProxy(String connector) throws IOException {
		try (ProxyServer proxy = ProxyServer.start();
				ConfigurableApplicationContext application = run(WebApplicationType.NONE,
						Map.of("leadterra.clients.acme.http.proxy", "http://localhost:" + proxy.port(),
								"spring.http.clients.reactive.connector", connector))) {
			listPools(application, "globex");
			assertThat(proxy.requests()).isEmpty();
			listPools(application, "acme");
			assertThat(proxy.requests()).isNotEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SERVLET", "REACTIVE" })
	void healthHasAnEntryPerClientWithItsOwnCache(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext application = run(type,
				Map.of("server.port", "0", "management.endpoint.health.show-details", "always",
						"management.endpoint.health.show-components", "always"))) {
			assertThat(health(application, "")).contains("\"acme\":", "\"globex\":").doesNotContain("DOWN");
			this.acme.revokeKey(this.acme.apiKey());
			this.globex.revokeKey(this.globex.apiKey());
			assertThat(health(application, "/acme")).contains("\"status\":\"UP\"", "\"mode\":\"TEST\"");
		}
		try (ConfigurableApplicationContext application = run(type,
				Map.of("server.port", "0", "management.endpoint.health.show-components", "always"))) {
			this.globex.issueKey(this.globex.apiKey());
			assertThat(health(application, "/acme")).contains("\"status\":\"DOWN\"");
			assertThat(health(application, "/globex")).contains("\"status\":\"UP\"");
			assertThat(health(application, "")).contains("\"status\":\"DOWN\"");
		}
		assertThat(this.acme.requestCount("GET /v1/sender-pools")).isEqualTo(2);
	}

	@Test
	void healthOfAServletApplicationAsksAllClientsAtOnce() throws Exception {
		CyclicBarrier asked = new CyclicBarrier(6);
		try (ScriptedServer server = ScriptedServer.start((connection) -> {
			connection.read();
			await(asked);
			connection.answer("[]");
		})) {
			Map<String, Object> properties = new HashMap<>(
					Map.of("server.port", "0", "management.endpoint.health.show-components", "always"));
			for (String client : List.of("acme", "globex", "initech", "hooli", "umbrella", "stark")) {
				properties.put("leadterra.clients." + client + ".api-key", "sk_test_example_" + client);
				properties.put("leadterra.clients." + client + ".base-url", server.baseUrl().toString());
			}
			try (ConfigurableApplicationContext application = run(WebApplicationType.SERVLET, properties)) {
				assertThat(health(application, "")).contains("\"stark\":").doesNotContain("DOWN");
			}
			assertThat(server.requests()).hasSize(6);
		}
	}

	private static void await(CyclicBarrier barrier) throws IOException {
		try {
			barrier.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IOException(ex);
		}
	}

	private static void listPools(ConfigurableApplicationContext application, String client) {
		StepVerifier.create(application.getBean(LeadterraClients.class).get(client).senderPools().list().then())
			.expectComplete()
			.verify(LIMIT);
	}

	private ConfigurableApplicationContext run(WebApplicationType type, Map<String, Object> more) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("leadterra.clients.acme.api-key", this.acme.apiKey());
		properties.put("leadterra.clients.acme.base-url", this.acme.baseUrl().toString());
		properties.put("leadterra.clients.globex.api-key", this.globex.apiKey());
		properties.put("leadterra.clients.globex.base-url", this.globex.baseUrl().toString());
		properties.putAll(more);
		return new SpringApplicationBuilder(Application.class).web(type).properties(properties).run();
	}

	private static String health(ConfigurableApplicationContext application, String client) throws Exception {
		URI uri = URI.create("http://localhost:%s/actuator/health/leadterra%s"
			.formatted(application.getEnvironment().getProperty("local.server.port"), client));
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
