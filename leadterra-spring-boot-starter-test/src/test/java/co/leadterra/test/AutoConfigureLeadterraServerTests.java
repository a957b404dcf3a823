package co.leadterra.test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.client.LeadterraAuthenticationException;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraRateLimitException;
import co.leadterra.client.http.ApiKey;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AutoConfigureLeadterraServer}.
 */
@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
class AutoConfigureLeadterraServerTests {

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whoReceivesNoWebhooksIsNotWarnedThatNothingHandlesThem(CapturedOutput output) {
		String warning = "nothing handles them";
		start(WithoutWebhooks.class);
		assertThat(output).doesNotContain(warning);
		start(WithASecret.class);
		assertThat(output).contains(warning);
	}

	private static void assertLedToServer(ApplicationContext context) throws IOException {
		LeadterraServer server = context.getBean(LeadterraServer.class);
		LeadterraConnectionDetails details = context.getBean(LeadterraConnectionDetails.class);
		assertThat(details.getBaseUrl()).isEqualTo(server.baseUrl());
		assertThat(details.getApiKey()).isEqualTo(ApiKey.of(server.apiKey()));
		assertThat(new TestHttp(server).get("/v1/sender-pools").status()).isEqualTo(200);
		assertThat(context.getEnvironment().getProperty("leadterra.webhook.secret")).isEqualTo(server.webhookSecret());
	}

	private static List<?> repliesToStartedCampaign(LeadterraServer server) throws IOException {
		String campaign = server.workspace().addCampaign(Map.of());
		server.workspace().addLeads(campaign, "ada@example.com");
		new TestHttp(server).post("/v1/campaigns/" + campaign + "/start");
		return server.workspace().replies();
	}

	private static void start(Class<?> tests) {
		TestContext context = new TestContextManager(tests).getTestContext();
		assertThat(context.getApplicationContext()).isInstanceOf(WebApplicationContext.class);
		context.markApplicationContextDirty(null);
	}

	@Nested
	@SpringBootTest(classes = Application.class)
	@AutoConfigureLeadterraServer
	class ServletTests {

		@Test
		void clientIsLedToTheServer(@Autowired ApplicationContext context) throws IOException {
			assertThat(context).isInstanceOf(WebApplicationContext.class);
			assertLedToServer(context);
		}

	}

	@SpringBootTest(classes = Application.class, properties = "a.context=of-its-own")
	@AutoConfigureLeadterraServer
	static class WithoutWebhooks {

	}

	@SpringBootTest(classes = Application.class, properties = "leadterra.webhook.secret=sk_test_example")
	@AutoConfigureLeadterraServer
	static class WithASecret {

	}

	@Nested
	@SpringBootTest(classes = Application.class, properties = "spring.main.web-application-type=reactive")
	@AutoConfigureLeadterraServer
	class ReactiveTests {

		@Test
		void clientIsLedToTheServer(@Autowired ApplicationContext context) throws IOException {
			assertThat(context).isInstanceOf(ReactiveWebApplicationContext.class);
			assertLedToServer(context);
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureLeadterraServer
	class PlainTests {

		@Test
		void clientIsLedToTheServer(@Autowired ApplicationContext context) throws IOException {
			assertThat(context).isNotInstanceOf(WebApplicationContext.class)
				.isNotInstanceOf(ReactiveWebApplicationContext.class);
			assertLedToServer(context);
		}

		@Test
		void detailsDoNotShowTheKey(@Autowired LeadterraServer server, @Autowired LeadterraConnectionDetails details) {
			assertThat(details).asString().doesNotContain(server.apiKey());
		}

		@Test
		void activityIsNotSimulated(@Autowired LeadterraServer server) throws IOException {
			assertThat(repliesToStartedCampaign(server)).isEmpty();
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureLeadterraServer(simulatedActivity = true)
	class SimulatedActivityTests {

		@Test
		void activityIsSimulated(@Autowired LeadterraServer server) throws IOException {
			assertThat(repliesToStartedCampaign(server)).hasSize(1);
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = { "leadterra.base-url=http://localhost:1", "leadterra.api-key=sk_test_property",
					"leadterra.webhook.secret=${UNDEFINED}" })
	@AutoConfigureLeadterraServer
	class PropertiesTests {

		@Test
		void serverWinsOverProperties(@Autowired ApplicationContext context) throws IOException {
			assertLedToServer(context);
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = "leadterra.webhook.secrets=one_example_secret,other_example_secret")
	@AutoConfigureLeadterraServer
	class SecretsTests {

		@Test
		void serverAddsItsSecret(@Autowired LeadterraServer server, @Autowired Environment environment) {
			assertThat(environment.getProperty("leadterra.webhook.secret")).isNull();
			assertThat(Binder.get(environment).bind("leadterra.webhook.secrets", String[].class).get())
				.containsExactly(server.webhookSecret(), "one_example_secret", "other_example_secret");
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureLeadterraServer
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	class ResetTests {

		@Autowired
		private LeadterraServer server;

		@Test
		@Order(1)
		void stateIsChanged() throws IOException {
			new TestHttp(this.server).post("/v1/campaigns", "{'name':'Spring'}");
			assertThat(this.server.workspace().campaigns()).hasSize(1);
		}

		@Test
		@Order(2)
		void stateIsReset() {
			assertThat(this.server.workspace().campaigns()).isEmpty();
			assertThat(this.server.requestCount()).isZero();
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = { "leadterra.clients.acme.read-timeout=20s", "leadterra.rate-limit.permits=2",
					"leadterra.rate-limit.period=1h", "leadterra.rate-limit.max-wait=0s" })
	@AutoConfigureLeadterraServer
	@Import(OwnClient.class)
	class ClientResetTests {

		@Autowired
		private LeadterraServer server;

		@Autowired
		private LeadterraClient client;

		@RepeatedTest(2)
		void clientDoesNotRememberTheRateLimitOfTheTestBefore() {
			assertThat(this.client.sdr().list().blockLast()).isNotNull();
			this.server.inject(Fault.status(429).retryAfter(Duration.ofHours(1)));
			assertThatExceptionOfType(LeadterraRateLimitException.class)
				.isThrownBy(() -> this.client.sdr().list().blockLast());
		}

		@RepeatedTest(2)
		void ownClientDoesNotRememberWhatHappenedInTheTestBefore(@Autowired @Qualifier("own") LeadterraClient own) {
			assertThat(own.sdr().list().blockLast()).isNotNull();
			this.server.revokeKey(this.server.apiKey());
			assertThatExceptionOfType(LeadterraAuthenticationException.class)
				.isThrownBy(() -> own.sdr().list().blockLast());
		}

		@RepeatedTest(2)
		void budgetIsWholeAgain() {
			this.client.sdr().list().blockLast();
			this.client.sdr().list().blockLast();
			assertThatExceptionOfType(LeadterraRateLimitException.class)
				.isThrownBy(() -> this.client.sdr().list().blockLast());
		}

		@RepeatedTest(2)
		void healthIsAskedForAgain(@Autowired HealthEndpoint health) {
			assertThat(health.healthForPath("leadterra").getStatus()).isEqualTo(Status.UP);
			assertThat(this.server.requestCount("GET /v1/sender-pools")).isEqualTo(2);
		}

		@RepeatedTest(2)
		void namedClientDoesNotRememberWhatHappenedInTheTestBefore(@Autowired @Qualifier("acme") LeadterraClient acme) {
			assertThat(acme.sdr().list().blockLast()).isNotNull();
			this.server.revokeKey(this.server.apiKey());
			assertThatExceptionOfType(LeadterraAuthenticationException.class)
				.isThrownBy(() -> acme.sdr().list().blockLast());
		}

		@RepeatedTest(2)
		void clientDoesNotRememberThatTheTestBeforeRevokedItsKey() {
			assertThat(this.client.sdr().list().blockLast()).isNotNull();
			this.server.revokeKey(this.server.apiKey());
			assertThatExceptionOfType(LeadterraAuthenticationException.class)
				.isThrownBy(() -> this.client.sdr().list().blockLast());
		}

	}

	@Nested
	class ContextTests {

		@Test
		void sameAnnotationSharesTheContext() throws Exception {
			assertThat(server(First.class)).isSameAs(server(Second.class));
		}

		@Test
		void otherAnnotationHasAContextOfItsOwn() throws Exception {
			assertThat(server(First.class)).isNotSameAs(server(Simulating.class));
		}

		@Test
		void enclosingAnnotationCounts() throws Exception {
			assertThat(server(First.Inner.class)).isSameAs(server(First.class));
		}

		@Test
		void inheritedAnnotationCounts() throws Exception {
			assertThat(server(Inheriting.class)).isSameAs(server(First.class));
		}

		@Test
		void withoutAnnotationThereIsNoServer() throws Exception {
			assertThat(context(Without.class).getBeanProvider(LeadterraServer.class).getIfAvailable()).isNull();
		}

		@Test
		void withoutAnnotationNothingIsReset() throws Exception {
			TestContextManager manager = new TestContextManager(Without.class);
			manager.getTestContext().getApplicationContext();
			manager.afterTestMethod(new Without(), Object.class.getMethod("toString"), null);
		}

		@Test
		void serverClosesWithItsContext() throws Exception {
			TestContextManager manager = new TestContextManager(Closing.class);
			LeadterraServer server = manager.getTestContext().getApplicationContext().getBean(LeadterraServer.class);
			manager.getTestContext().markApplicationContextDirty(DirtiesContext.HierarchyMode.EXHAUSTIVE);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> new TestHttp(server).get("/v1/sender-pools"));
		}

		private static LeadterraServer server(Class<?> testClass) {
			return context(testClass).getBean(LeadterraServer.class);
		}

		private static ApplicationContext context(Class<?> testClass) {
			return new TestContextManager(testClass).getTestContext().getApplicationContext();
		}

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureLeadterraServer
	static class First {

		@SuppressWarnings("ClassCanBeStatic")
		@NestedTestConfiguration(EnclosingConfiguration.INHERIT)
		class Inner {

		}

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureLeadterraServer
	static class Second {

	}

	static class Inheriting extends First {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureLeadterraServer(simulatedActivity = true)
	static class Simulating {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = "leadterra.api-key=sk_test_property")
	static class Without {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = "spring.application.name=closing")
	@AutoConfigureLeadterraServer
	static class Closing {

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean(defaultCandidate = false)
		@Qualifier("own")
		LeadterraClient own(LeadterraServer server) {
			return LeadterraClient.builder().apiKey(server.apiKey()).baseUrl(server.baseUrl()).build();
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
