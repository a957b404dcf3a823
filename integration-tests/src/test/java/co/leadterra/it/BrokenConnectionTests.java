package co.leadterra.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.it.FailedOverServer.AfterFailOver;
import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Which calls are repeated when connections break, on every HTTP library.
 */
@Tag("cases")
class BrokenConnectionTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	@AutoClose
	private static final LeadterraServer server = LeadterraServer.builder()
		.apiKeys("sk_test_example_0123456789")
		.start();

	@BeforeEach
	void resetServer() {
		server.reset();
	}

	static List<String> connectors() {
		return Connectors.chosen();
	}

	static Stream<Arguments> faults() {
		return connectors().stream()
			.flatMap((connector) -> Stream.of(Arguments.of(connector, "reset", Fault.connectionReset()),
					Arguments.of(connector, "no answer", Fault.emptyResponse()),
					Arguments.of(connector, "half an answer", Fault.truncatedBody()),
					Arguments.of(connector, "late answer", Fault.slow(Duration.ofSeconds(10)))));
	}

	// The JDK's client makes a GET a second time by itself when the first is not answered
	// at all, and has no switch for it but one for the whole process.
	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("faults")
	void idempotentCallIsRepeated(String connector, String name, Fault fault) {
		server.inject(fault);
		Connectors.with(connector, server.baseUrl(), (client) -> {
			LeadterraConnectionException failure = failure(client.senderPools().list());
			assertThat(failure.getAttempts()).isEqualTo(3);
			assertThat(failure.mayHaveReachedLeadterra()).isTrue();
			boolean doubled = connector.equals("jdk") && (name.equals("reset") || name.equals("no answer"));
			assertThat(server.requestCount()).isEqualTo(doubled ? 6 : 3);
		}, readTimeout(name));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("faults")
	void idempotentCallSucceedsInTheEnd(String connector, String name, Fault fault) {
		server.inject(fault.times(2));
		Connectors.with(connector, server.baseUrl(), (client) -> {
			client.suppressionList().suppress(List.of("ada@example.com")).block(LIMIT);
			assertThat(server.requestCount()).isEqualTo(3);
		}, readTimeout(name));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("faults")
	void otherCallIsMadeOnce(String connector, String name, Fault fault) {
		server.inject(fault);
		Connectors.with(connector, server.baseUrl(), (client) -> {
			LeadterraConnectionException failure = failure(client.campaigns().create(NewCampaign.of("Launch")));
			assertThat(failure.getAttempts()).isOne();
			assertThat(failure.mayHaveReachedLeadterra()).isTrue();
			assertThat(server.requestCount()).isOne();
		}, readTimeout(name));
	}

	// On a busy machine a fault may be late too, and would then be left for a third
	// attempt.
	private static String readTimeout(String fault) {
		return "leadterra.read-timeout=" + (fault.equals("late answer") ? "500ms" : "10s");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void noHttpLibraryRepeatsACallByItself(String connector) {
		Connectors.with(connector, server.baseUrl(), (client) -> {
			for (int status : new int[] { 408, 429, 500, 502, 503, 504 }) {
				server.reset();
				server.inject(Fault.status(status));
				assertThat(catchThrowableOfType(LeadterraException.class,
						() -> client.sdr().sendDraft("drf_1").block(LIMIT)))
					.isNotNull();
				assertThat(server.requestCount()).isOne();
			}
		});
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void everyCallIsRepeatedWhenTheConnectionIsRefused(String connector) {
		assertNotConnected(connector, closedAddress());
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void everyCallIsRepeatedWhenTheHostIsUnknown(String connector) {
		assertNotConnected(connector, URI.create("https://leadterra.invalid"));
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void everyCallIsRepeatedWhenConnectingTakesTooLong(String connector) throws IOException {
		try (DeafListener listener = new DeafListener()) {
			assertNotConnected(connector, listener.address());
		}
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void noCallIsRepeatedWhenTheCertificateIsNotTrusted(String connector) {
		try (LeadterraServer untrusted = LeadterraServer.builder().https().start()) {
			Connectors.with(connector, untrusted.baseUrl(), (client) -> {
				LeadterraConnectionException failure = failure(client.senderPools().list());
				assertThat(failure.getAttempts()).isOne();
				assertThat(failure.mayHaveReachedLeadterra()).isFalse();
				assertThat(failure).hasMessageContaining("no secure connection was made");
			});
		}
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void staleConnectionIsNotNoticedByAnIdempotentCall(String connector) throws IOException {
		try (ScriptedServer stale = ScriptedServer.start(BrokenConnectionTests::answerOnce)) {
			Connectors.with(connector, stale.baseUrl(), (client) -> {
				for (int call = 0; call < 5; call++) {
					assertThat(client.senderPools().list().count().block(LIMIT)).isZero();
					client.suppressionList().suppress(List.of("ada@example.com")).block(LIMIT);
				}
			});
		}
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void staleConnectionDoesNotMakeAnotherCallTwice(String connector) throws IOException {
		try (ScriptedServer stale = ScriptedServer.start((connection) -> {
			while (connection.read().get(0).startsWith("GET")) {
				connection.answer("[]");
			}
			connection.reset();
		})) {
			Connectors.with(connector, stale.baseUrl(), (client) -> {
				client.senderPools().list().blockLast(LIMIT);
				LeadterraConnectionException failure = failure(client.campaigns().create(NewCampaign.of("Launch")));
				assertThat(failure.mayHaveReachedLeadterra()).isTrue();
				assertThat(stale.requests()).filteredOn((request) -> request.startsWith("POST")).hasSize(1);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void connectionThatTheServerClosedWhileIdleIsNotNoticed(String connector) throws IOException {
		try (ScriptedServer hasty = ScriptedServer.start((connection) -> {
			connection.read();
			connection.answer("[]");
		})) {
			Connectors.with(connector, hasty.baseUrl(), (client) -> {
				for (int call = 0; call < 5; call++) {
					assertThat(client.senderPools().list().count().block(LIMIT)).isZero();
				}
			});
		}
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#all")
	void callIsRepeatedOverANewConnection(String connector) {
		assertRepeatedOverANewConnection(connector, AfterFailOver.RESET);
	}

	static Stream<Arguments> failOvers() {
		return Cases.product(Connectors.all(), List.of(AfterFailOver.values()));
	}

	@ParameterizedTest
	@MethodSource("failOvers")
	void callIsRepeatedOverANewConnectionHoweverTheOldOnesEnd(String connector, AfterFailOver end) {
		assertRepeatedOverANewConnection(connector, end);
	}

	private static void assertRepeatedOverANewConnection(String connector, AfterFailOver end) {
		try (FailedOverServer failedOver = FailedOverServer.start(end)) {
			Connectors.with(connector, failedOver.baseUrl(), (client) -> {
				failedOver.fillPool(client);
				assertThat(client.senderPools().list().count().block(LIMIT)).isZero();
				client.suppressionList().suppress(List.of("ada@example.com")).block(LIMIT);
			}, "leadterra.read-timeout=300ms");
		}
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void callThatWasAnsweredIsRepeatedOverItsConnection(String connector) {
		try (ScriptedServer busy = ScriptedServer.start((connection) -> {
			connection.read();
			connection.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
			connection.read();
			connection.answer("[]");
		})) {
			Connectors.with(connector, busy.baseUrl(),
					(client) -> assertThat(client.senderPools().list().count().block(LIMIT)).isZero(),
					"leadterra.retry.initial-delay=200ms");
			assertThat(busy.requests()).hasSize(2);
		}
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#all")
	void callIsRepeatedThroughTheProxy(String connector) {
		server.inject(Fault.connectionReset().times(2));
		try (ProxyServer proxy = ProxyServer.start("me:secret")) {
			Connectors.with(connector, server.baseUrl(), (client) -> client.senderPools().list().blockLast(LIMIT),
					"leadterra.http.proxy=http://me:secret@localhost:" + proxy.port());
			assertThat(server.requestCount()).isEqualTo(3);
			assertThat(proxy.requests()).hasSizeGreaterThanOrEqualTo(3);
		}
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#all")
	void callIsRepeatedByTls(String connector, @TempDir Path directory) throws Exception {
		try (LeadterraServer secure = LeadterraServer.builder().https().apiKeys("sk_test_example_0123456789").start()) {
			secure.inject(Fault.connectionReset().times(1));
			Connectors.with(connector, secure.baseUrl(),
					(client) -> client.suppressionList().suppress(List.of("ada@example.com")).block(LIMIT),
					"leadterra.ssl.bundle=leadterra", "spring.ssl.bundle.pem.leadterra.truststore.certificate="
							+ Connectors.certificate(secure, directory).toUri());
			assertThat(secure.requestCount()).isEqualTo(2);
		}
	}

	// That of the JDK is closed with its client, when that is collected.
	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jetty", "http-components" })
	void connectionOfARepeatedCallIsNotKept(String connector) {
		CompletableFuture<Integer> end = new CompletableFuture<>();
		try (ScriptedServer hasty = ScriptedServer.start((connection) -> {
			connection.read();
			if (connection.server().requests().size() == 1) {
				connection.reset();
			}
			connection.answer("{\"suppressed\":1}");
			end.complete(connection.input().read());
		})) {
			Connectors.with(connector, hasty.baseUrl(), (client) -> {
				client.suppressionList().suppress(List.of("ada@example.com")).block(LIMIT);
				assertThat(end).succeedsWithin(LIMIT).isEqualTo(-1);
			});
		}
	}

	@Test
	void clientBuiltWithoutTheApplicationRepeatsCallsOverNewConnections() {
		try (FailedOverServer failedOver = FailedOverServer.start(AfterFailOver.RESET)) {
			LeadterraClient client = LeadterraClient.builder()
				.apiKey("sk_test_example_0123456789")
				.baseUrl(failedOver.baseUrl())
				.build();
			failedOver.fillPool(client);
			assertThat(client.senderPools().list().count().block(LIMIT)).isZero();
		}
	}

	private static void answerOnce(ScriptedServer.Connection connection) throws IOException {
		List<String> head = connection.read();
		connection.answer(head.get(0).startsWith("GET") ? "[]" : "{\"suppressed\":1}");
		connection.read();
		connection.reset();
	}

	private static void assertNotConnected(String connector, URI baseUrl) {
		Connectors.with(connector, baseUrl, (client) -> {
			LeadterraConnectionException failure = failure(client.campaigns().create(NewCampaign.of("Launch")));
			assertThat(failure).hasMessageContaining("failed after 3 attempts: no connection was made: ");
			assertThat(failure.getAttempts()).isEqualTo(3);
			assertThat(failure.mayHaveReachedLeadterra()).isFalse();
		}, "leadterra.connect-timeout=300ms");
	}

	private static LeadterraConnectionException failure(Publisher<?> call) {
		return catchThrowableOfType(LeadterraConnectionException.class, () -> Flux.from(call).blockLast(LIMIT));
	}

	private static URI closedAddress() {
		try (LeadterraServer closed = LeadterraServer.start()) {
			return closed.baseUrl();
		}
	}

}
