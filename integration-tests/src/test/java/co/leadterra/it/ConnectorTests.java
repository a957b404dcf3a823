package co.leadterra.it;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.LeadterraAutoConfiguration;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraUnexpectedResponseException;
import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what must hold on every HTTP library.
 */
@Tag("cases")
class ConnectorTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static LeadterraServer server;

	private static LeadterraServer elsewhere;

	@BeforeAll
	static void startServers() {
		server = LeadterraServer.start();
		elsewhere = LeadterraServer.start();
	}

	@AfterAll
	static void stopServers() {
		server.close();
		elsewhere.close();
	}

	@BeforeEach
	void resetServers() {
		server.reset();
		elsewhere.reset();
	}

	static List<String> connectors() {
		return Connectors.chosen();
	}

	static List<String> allConnectors() {
		return Connectors.all();
	}

	static Stream<Arguments> redirects() {
		return Cases.product(Connectors.all(), List.of(301, 302, 303, 307, 308));
	}

	@ParameterizedTest
	@MethodSource("allConnectors")
	void sendsTheKey(String connector) {
		with(connector, (client) -> {
			StepVerifier.create(client.senderPools().list()).expectNextCount(1).thenCancel().verify(LIMIT);
			assertThat(server.requests()).singleElement()
				.satisfies((request) -> assertThat(request.apiKey()).isEqualTo(server.apiKey()));
		});
	}

	@ParameterizedTest
	@MethodSource("redirects")
	void takesTheKeyToNoOtherPlace(String connector, int status) {
		server.inject(Fault.redirect(status, URI.create(elsewhere.baseUrl() + "/v1/sender-pools")));
		with(connector, (client) -> {
			StepVerifier.create(client.senderPools().list())
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraUnexpectedResponseException.class)
					.hasMessageContaining(status + ", a redirect to localhost"))
				.verify(LIMIT);
			assertThat(elsewhere.requestCount()).isZero();
		});
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void doesNotRepeatAPostThatIsRedirected(String connector) {
		server.inject(Fault.redirect(308, URI.create(server.baseUrl() + "/v1/suppression-list")));
		with(connector, (client) -> {
			StepVerifier.create(client.suppressionList().suppress(List.of("ada@example.com")))
				.expectError(LeadterraUnexpectedResponseException.class)
				.verify(LIMIT);
			assertThat(server.requestCount()).isOne();
		});
	}

	@ParameterizedTest
	@MethodSource("allConnectors")
	void doesNotRepeatAPostOfWhichTheAnswerIsLost(String connector) {
		with(connector, (client) -> Stream.of(Fault.connectionReset(), Fault.emptyResponse()).forEach((fault) -> {
			server.reset();
			server.inject(fault);
			StepVerifier.create(client.sdr().sendDraft("drf_1")).expectError(LeadterraException.class).verify(LIMIT);
			assertThat(server.requestCount()).isOne();
		}));
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void doesNotRepeatAPostThatIsRefusedForNow(String connector) {
		with(connector, (client) -> Stream.of(429, 500, 503).forEach((status) -> {
			server.reset();
			server.inject(Fault.status(status));
			StepVerifier.create(client.sdr().sendDraft("drf_1")).expectError(LeadterraException.class).verify(LIMIT);
			assertThat(server.requestCount()).isOne();
		}), "leadterra.retry.enabled=true");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void givesUpWhenNoAnswerComes(String connector) {
		server.inject(Fault.slow(Duration.ofSeconds(10)));
		with(connector,
				(client) -> StepVerifier.create(client.senderPools().list())
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
						.hasMessageContaining("leadterra.read-timeout"))
					.verify(LIMIT),
				"leadterra.read-timeout=300ms");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void reportsARefusedConnection(String connector) {
		URI closed = closedAddress();
		with(connector,
				(client) -> StepVerifier.create(client.senderPools().list())
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
						.hasMessageStartingWith("GET /v1/sender-pools failed: no connection was made: "))
					.verify(LIMIT),
				"leadterra.base-url=" + closed);
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void reportsAnUnknownHost(String connector) {
		with(connector,
				(client) -> StepVerifier.create(client.senderPools().list())
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
						.hasMessageStartingWith("GET /v1/sender-pools failed: no connection was made: ")
						.message()
						.containsAnyOf("leadterra.invalid", "UnresolvedAddress"))
					.verify(LIMIT),
				"leadterra.base-url=https://leadterra.invalid");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void givesUpWhenNoConnectionIsMade(String connector) throws IOException {
		try (DeafListener listener = new DeafListener()) {
			with(connector,
					(client) -> StepVerifier.create(client.senderPools().list())
						.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
							.hasMessageStartingWith("GET /v1/sender-pools failed: no connection was made: ")
							.hasMessageContaining("leadterra.connect-timeout"))
						.verify(LIMIT),
					"leadterra.base-url=" + listener.address(), "leadterra.connect-timeout=300ms");
		}
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void reportsAConnectionThatIsReset(String connector) {
		reports(connector, Fault.connectionReset(), "no answer came: ");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void reportsAConnectionThatIsClosedWithoutAnAnswer(String connector) {
		reports(connector, Fault.emptyResponse(), "no answer came: ");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void reportsAnAnswerThatBreaksOff(String connector) {
		reports(connector, Fault.truncatedBody(), "the answer broke off: ");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void reportsAnAnswerThatIsNotHttp(String connector) {
		reports(connector, Fault.garbage(), "");
	}

	private void reports(String connector, Fault fault, String description) {
		server.inject(fault);
		with(connector,
				(client) -> StepVerifier.create(client.senderPools().list())
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
						.hasMessageStartingWith("GET /v1/sender-pools failed: " + description))
					.verify(LIMIT));
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void givesUpWhenTheAnswerStopsInItsMiddle(String connector) {
		server.inject(Fault.dripping(Duration.ofMinutes(5)));
		with(connector,
				(client) -> StepVerifier.create(client.senderPools().list())
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
						.hasMessageContaining("leadterra.read-timeout"))
					.verify(LIMIT),
				"leadterra.read-timeout=300ms");
	}

	private static URI closedAddress() {
		try (LeadterraServer closed = LeadterraServer.start()) {
			return closed.baseUrl();
		}
	}

	private static void with(String connector, Consumer<LeadterraClient> test, String... properties) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(HttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
							WebClientAutoConfiguration.class, LeadterraAutoConfiguration.class))
			.withPropertyValues("leadterra.base-url=" + server.baseUrl(), "leadterra.api-key=" + server.apiKey(),
					"leadterra.retry.enabled=false", "spring.http.clients.reactive.connector=" + connector)
			.withPropertyValues(properties)
			.run((context) -> test.accept(context.getBean(LeadterraClient.class)));
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#all")
	void cookiesAreNeverSentBack(String connector) throws IOException {
		List<String> heads = new CopyOnWriteArrayList<>();
		try (ScriptedServer cookies = ScriptedServer.start((connection) -> {
			while (true) {
				heads.addAll(connection.read());
				connection
					.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: session=1; Path=/\r\n"
							+ "Content-Length: 2\r\n\r\n[]");
			}
		})) {
			Connectors.with(connector, cookies.baseUrl(), (client) -> {
				client.senderPools().list().blockLast(Duration.ofSeconds(10));
				client.senderPools().list().blockLast(Duration.ofSeconds(10));
			}, "spring.http.clients.cookie-handling=enable-when-possible");
		}
		assertThat(heads).isNotEmpty().noneMatch((line) -> line.toLowerCase(Locale.ROOT).startsWith("cookie:"));
	}

}
