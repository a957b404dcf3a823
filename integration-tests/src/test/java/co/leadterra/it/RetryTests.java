package co.leadterra.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraException;
import co.leadterra.client.http.RetryEvent;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.NeverBlocking;
import co.leadterra.test.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which of the documented calls are repeated.
 */
@ExtendWith(OutputCaptureExtension.class)
class RetryTests extends AbstractClientTests {

	private static final Set<Endpoint> IDEMPOTENT = EnumSet.of(Endpoint.LIST_SENDER_POOLS,
			Endpoint.LIST_SENDER_ACCOUNTS, Endpoint.START_CAMPAIGN, Endpoint.PAUSE_CAMPAIGN,
			Endpoint.GET_CAMPAIGN_STATS, Endpoint.ENROLL_LEADS, Endpoint.LIST_REPLIES, Endpoint.SUPPRESS,
			Endpoint.LIST_SDRS, Endpoint.READ_INBOX, Endpoint.GET_GMAIL_STATUS, Endpoint.LIST_DUE_FOLLOW_UPS);

	private final List<RetryEvent> events = new ArrayList<>();

	@BeforeEach
	void repeatCalls() {
		this.client = clientBuilder().retries(RetrySettings.defaults().withInitialDelay(Duration.ofMillis(1)))
			.retryListener((RetryListener & NeverBlocking) this.events::add)
			.build();
	}

	static Stream<Arguments> failures() {
		return Stream.of(Endpoint.values())
			.flatMap((endpoint) -> Stream.of(408, 429, 502, 503, 504)
				.map((status) -> Arguments.of(endpoint, status, Fault.status(status))));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("failures")
	void callIsRepeatedIfThatDoesNoHarm(Endpoint endpoint, int status, Fault fault) {
		server.inject(fault);
		int attempts = IDEMPOTENT.contains(endpoint) ? 3 : 1;
		assertThatExceptionOfType(LeadterraException.class).isThrownBy(() -> call(endpoint))
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(status))
			.satisfies((ex) -> assertThat(ex.getAttempts()).isEqualTo(attempts))
			.withMessageContaining((attempts == 3) ? " failed after 3 attempts: " : " failed: ");
		assertThat(server.requestCount(endpoint.operation())).isEqualTo(attempts);
		assertThat(this.events).hasSize(attempts - 1)
			.allSatisfy((event) -> assertThat(event.uriTemplate()).isEqualTo(endpoint.uriTemplate()));
	}

	@ParameterizedTest
	@EnumSource
	void callSucceedsInTheEnd(Endpoint endpoint) {
		Endpoint.prepare(server, this.client);
		if (IDEMPOTENT.contains(endpoint)) {
			server.inject(Fault.status(503).times(2));
		}
		call(endpoint);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 409, 422, 500, 501 })
	void callIsNotRepeatedWhenThatIsOfNoUse(int status) {
		server.inject(Fault.status(status));
		assertThatExceptionOfType(LeadterraException.class).isThrownBy(() -> call(Endpoint.LIST_SDRS));
		assertThat(server.requestCount()).isOne();
	}

	@Test
	void callIsNotRepeatedOnceItsAnswerIsWhole() {
		server.inject(Fault.answer(200, "application/json", "{\"data\": ["));
		assertThatExceptionOfType(LeadterraException.class).isThrownBy(() -> call(Endpoint.LIST_SDRS));
		assertThat(server.requestCount()).isOne();
	}

	@Test
	void answerThatBrokeOffIsEmittedOnce() {
		server.inject(Fault.truncatedBody().times(2));
		assertThat(this.client.senderPools().list().collectList().block(TIMEOUT)).hasSize(2);
		assertThat(this.events).extracting(RetryEvent::reason).containsExactly("broken_off", "broken_off");
	}

	@Test
	void everyAttemptPassesTheFiltersOfTheApplication() {
		AtomicInteger passed = new AtomicInteger();
		this.client = clientBuilder().retries(RetrySettings.defaults().withInitialDelay(Duration.ofMillis(1)))
			.webClient((builder) -> builder.filter((request, next) -> {
				passed.incrementAndGet();
				return next.exchange(request);
			}))
			.build();
		server.inject(Fault.status(503).times(2));
		call(Endpoint.LIST_SDRS);
		assertThat(passed).hasValue(3);
	}

	@Test
	void eachRepetitionIsLoggedWithoutTheKey(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel("co.leadterra.client", LogLevel.DEBUG);
		server.echoAuthorization();
		server.inject(Fault.status(503).times(2));
		call(Endpoint.LIST_SDRS);
		logging.setLogLevel("co.leadterra.client", LogLevel.INFO);
		assertThat(output).containsPattern("GET /v1/sdrs failed: 503.*It is repeated in \\d+ ms")
			.containsPattern("GET /v1/sdrs failed after 2 attempts: 503.*It is repeated in \\d+ ms")
			.doesNotContain(server.apiKey());
	}

	private void call(Endpoint endpoint) {
		Flux.from(endpoint.call(this.client)).blockLast(TIMEOUT);
	}

}
