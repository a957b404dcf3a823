package co.leadterra.it;

import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for TLS handshakes that come to no end, on every HTTP library: nothing was sent,
 * so every call may be repeated.
 */
@Tag("cases")
class HandshakeTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	static Stream<Arguments> hangUps() {
		return Cases.product(Connectors.all(), List.of(HangUp.values()));
	}

	@ParameterizedTest
	@MethodSource("hangUps")
	void everyCallIsRepeatedWhenItIsHungUpOn(String connector, HangUp hangUp) {
		assertThat(failure(connector, hangUp.script))
			.hasMessageEndingWith(". Check leadterra.base-url, and the network and proxy in between");
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#all")
	void everyCallIsRepeatedWhenItTakesTooLong(String connector) {
		String limit = connector.equals("jetty") ? "leadterra.read-timeout" : "leadterra.connect-timeout";
		assertThat(failure(connector, (connection) -> connection.input().transferTo(OutputStream.nullOutputStream())))
			.hasMessageEndingWith(". The limit is " + limit);
	}

	private static LeadterraConnectionException failure(String connector, ScriptedServer.Script script) {
		AtomicReference<LeadterraConnectionException> failure = new AtomicReference<>();
		try (ScriptedServer server = ScriptedServer.start(script)) {
			Connectors.with(connector, URI.create("https://localhost:" + server.port()),
					(client) -> failure.set(failureToCreateACampaign(client)), "leadterra.connect-timeout=300ms",
					"leadterra.read-timeout=500ms");
		}
		assertThat(failure.get()).hasMessageContaining("failed after 3 attempts: no connection was made: ");
		assertThat(failure.get().mayHaveReachedLeadterra()).isFalse();
		return failure.get();
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#all")
	void callIsMadeOnceWhenTheConnectionBreaksBehindTheHandshake(String connector, @TempDir Path directory)
			throws Exception {
		try (LeadterraServer server = LeadterraServer.builder().https().apiKeys("sk_test_example_0123456789").start()) {
			server.inject(Fault.connectionReset());
			Connectors.with(connector, server.baseUrl(), (client) -> {
				assertThat(failureToCreateACampaign(client).mayHaveReachedLeadterra()).isTrue();
				assertThat(server.requestCount()).isOne();
			}, "leadterra.ssl.bundle=leadterra", "spring.ssl.bundle.pem.leadterra.truststore.certificate="
					+ Connectors.certificate(server, directory).toUri());
		}
	}

	private static LeadterraConnectionException failureToCreateACampaign(LeadterraClient client) {
		return catchThrowableOfType(LeadterraConnectionException.class,
				() -> client.campaigns().create(NewCampaign.of("Launch")).block(LIMIT));
	}

	enum HangUp {

		CLOSED((connection) -> connection.input().read()),

		RESET((connection) -> {
			connection.input().read();
			connection.reset();
		});

		@SuppressWarnings("ImmutableEnumChecker")
		private final ScriptedServer.Script script;

		HangUp(ScriptedServer.Script script) {
			this.script = script;
		}

	}

}
