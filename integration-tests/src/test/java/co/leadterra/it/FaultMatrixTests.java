package co.leadterra.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls in trouble: how they end, how often they were made, and that they leave nothing
 * behind.
 */
@Tag("cases")
@ExtendWith(OutputCaptureExtension.class)
class FaultMatrixTests {

	private static final List<String> LOGGERS = List.of("org.springframework.web", "co.leadterra",
			"reactor.netty.http.client");

	private static final NettyLeaks leaks = new NettyLeaks();

	private static final LeadterraServer server = LeadterraServer.start();

	private static final MatrixClient clients = new MatrixClient();

	private LeadterraClient client;

	@BeforeAll
	static void logEverything() {
		setLogLevel(LogLevel.TRACE);
	}

	@AfterAll
	static void stop() {
		setLogLevel(LogLevel.INFO);
		try (leaks; server; clients) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(clients.activeConnections() + clients.pendingConnections()).isZero());
			assertThat(clients.isCounting()).isTrue();
			assertThat(leaks.found()).isEmpty();
		}
	}

	private static void setLogLevel(LogLevel level) {
		LoggingSystem logging = LoggingSystem.get(FaultMatrixTests.class.getClassLoader());
		LOGGERS.forEach((logger) -> logging.setLogLevel(logger, level));
	}

	@BeforeEach
	void prepare() {
		server.workspace().clear();
		server.reset();
		Endpoint.prepare(server, LeadterraClient.builder().baseUrl(server.baseUrl()).apiKey(server.apiKey()).build());
		server.echoAuthorization();
		this.client = clients.builder(server.baseUrl(), server.apiKey()).build();
	}

	static Stream<Arguments> callsInTrouble() {
		return Cases.product(List.of(Trouble.values()), List.of(Endpoint.values()))
			.filter((arguments) -> !((Trouble) arguments.get()[0]).isInTheContent()
					|| ((Endpoint) arguments.get()[1]).isAnswerRead());
	}

	static List<Endpoint> calls() {
		return Cases.of(List.of(Endpoint.values()),
				List.of(Endpoint.LIST_SENDER_POOLS, Endpoint.ENROLL_LEADS, Endpoint.CREATE_CAMPAIGN));
	}

	@ParameterizedTest
	@MethodSource("callsInTrouble")
	void callInLastingTroubleFailsAfterAsManyAttemptsAsAreHarmless(Trouble trouble, Endpoint endpoint,
			CapturedOutput output) {
		this.client = impatientIn(trouble);
		int before = server.requestCount(endpoint.operation());
		server.inject(trouble.fault().on(endpoint.operation()));
		int attempts = (trouble.isPassing() && endpoint.isIdempotent()) ? MatrixClient.MAX_ATTEMPTS : 1;
		assertThatExceptionOfType(trouble.exception()).isThrownBy(() -> call(endpoint))
			.satisfies((ex) -> assertThat(ex.getAttempts()).isEqualTo(attempts));
		assertThat(server.requestCount(endpoint.operation()) - before).isEqualTo(attempts);
		assertThat(output).doesNotContain(server.apiKey());
	}

	@ParameterizedTest
	@MethodSource("callsInTrouble")
	void callInPassingTroubleSucceedsIfItMayBeRepeated(Trouble trouble, Endpoint endpoint) {
		this.client = impatientIn(trouble);
		server.inject(trouble.fault().on(endpoint.operation()).once());
		if (trouble.isPassing() && endpoint.isIdempotent()) {
			call(endpoint);
		}
		else {
			assertThatExceptionOfType(trouble.exception()).isThrownBy(() -> call(endpoint));
		}
	}

	@ParameterizedTest
	@MethodSource("calls")
	void callIsNotMadeAgainAfterItTookEffectUnlessThatIsHarmless(Endpoint endpoint) {
		int before = server.requestCount(endpoint.operation());
		server.inject(Fault.connectionReset().afterTakingEffect().on(endpoint.operation()).once());
		Flux.from(endpoint.call(this.client))
			.onErrorComplete(LeadterraConnectionException.class)
			.blockLast(AbstractClientTests.TIMEOUT);
		assertThat(server.requestCount(endpoint.operation()) - before).isEqualTo(endpoint.isIdempotent() ? 2 : 1);
	}

	@ParameterizedTest
	@MethodSource("calls")
	void slowAnswerThatGoesOnIsWaitedFor(Endpoint endpoint) {
		Duration readTimeout = Duration.ofMillis(600);
		this.client = clients.builder(server.baseUrl(), server.apiKey(), readTimeout).build();
		server.inject(Fault.dripping(readTimeout.plusMillis(200)).on(endpoint.operation()));
		int before = server.requestCount(endpoint.operation());
		call(endpoint);
		assertThat(server.requestCount(endpoint.operation()) - before).isOne();
	}

	@ParameterizedTest
	@MethodSource("calls")
	void resetAfterTheAnswerGoesUnnoticed(Endpoint endpoint) throws IOException {
		try (ResettingRelay relay = new ResettingRelay(server.baseUrl())) {
			this.client = clients.builder(relay.baseUrl(), server.apiKey()).build();
			int before = server.requestCount(endpoint.operation());
			call(endpoint);
			assertThat(server.requestCount(endpoint.operation()) - before).isOne();
		}
	}

	@ParameterizedTest
	@MethodSource("calls")
	void callToAClosedPortIsRepeatedWhateverItIs(Endpoint endpoint, CapturedOutput output) throws IOException {
		this.client = clients.builder(closedPort(), server.apiKey()).build();
		assertThatExceptionOfType(LeadterraConnectionException.class).isThrownBy(() -> call(endpoint))
			.satisfies((ex) -> assertThat(ex.getAttempts()).isEqualTo(MatrixClient.MAX_ATTEMPTS));
		assertThat(output).doesNotContain(server.apiKey());
	}

	@ParameterizedTest
	@MethodSource("calls")
	void callToAnUnknownHostIsRepeatedWhateverItIs(Endpoint endpoint, CapturedOutput output) {
		this.client = clients.builder(URI.create("https://leadterra.invalid"), server.apiKey()).build();
		assertThatExceptionOfType(LeadterraConnectionException.class).isThrownBy(() -> call(endpoint))
			.satisfies((ex) -> assertThat(ex.getAttempts()).isEqualTo(MatrixClient.MAX_ATTEMPTS));
		assertThat(output).doesNotContain(server.apiKey());
	}

	@ParameterizedTest
	@MethodSource("calls")
	void callToAServerThatIsNotTrustedIsNotRepeated(Endpoint endpoint, CapturedOutput output) {
		try (LeadterraServer untrusted = LeadterraServer.builder().https().start()) {
			this.client = clients.builder(untrusted.baseUrl(), untrusted.apiKey()).build();
			assertThatExceptionOfType(LeadterraConnectionException.class).isThrownBy(() -> call(endpoint))
				.satisfies((ex) -> assertThat(ex.getAttempts()).isOne());
			assertThat(untrusted.requestCount()).isZero();
			assertThat(output).doesNotContain(untrusted.apiKey());
		}
	}

	private LeadterraClient impatientIn(Trouble trouble) {
		return trouble.isSlow() ? clients.builder(server.baseUrl(), server.apiKey(), Trouble.SHORT).build()
				: this.client;
	}

	private void call(Endpoint endpoint) {
		Flux.from(endpoint.call(this.client)).blockLast(AbstractClientTests.TIMEOUT);
	}

	private static URI closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return URI.create("http://localhost:" + socket.getLocalPort());
		}
	}

}
