package co.leadterra.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import co.leadterra.client.http.Patience;
import co.leadterra.client.http.RetryEvent;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.NeverBlocking;
import co.leadterra.client.internal.call.Attempt;
import co.leadterra.client.internal.call.CallNotSentException;
import co.leadterra.client.internal.json.LeadterraCodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.test.subscriber.TestSubscriber;
import reactor.util.context.Context;

import org.springframework.http.HttpMethod;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.ReactorHttpExchangeAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RetryingExchangeAdapter}, in virtual time.
 */
class RetryingExchangeAdapterTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();

	private final List<RetryEvent> events = new ArrayList<>();

	private final RetryListener recorder = (RetryListener & NeverBlocking) this.events::add;

	private RetrySettings settings = RetrySettings.defaults();

	private Context context = Context.empty();

	private double random;

	@ParameterizedTest
	@ValueSource(ints = { 408, 502, 503, 504 })
	void idempotentCallIsRepeatedWhenTheServerFailsForTheMoment(int status) {
		assertRepeated(start(true), server(status, null), Duration.ofMillis(500));
		assertThat(this.events).extracting(RetryEvent::reason).containsExactly(String.valueOf(status));
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 502, 503, 504 })
	void otherCallIsNotRepeatedOnceItWasAnswered(int status) {
		assertEnds(start(false), server(status, null));
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 501, 505, 529 })
	void callIsNotRepeatedWhenTheServerFailsForGood(int status) {
		assertEnds(start(true), server(status, null));
	}

	@Test
	void idempotentCallIsRepeatedAfterARateLimit() {
		assertRepeated(start(true), rateLimit(null), Duration.ofMillis(500));
	}

	@Test
	void otherCallIsNotRepeatedAfterARateLimit() {
		assertEnds(start(false), rateLimit(Duration.ofSeconds(1)));
	}

	@Test
	void callThatTheClientHeldBackIsNotRepeated() {
		assertEnds(start(true), new LeadterraRateLimitException(call(null, Duration.ofSeconds(1)), ""));
	}

	@Test
	void callIsNotRepeatedWhenItsRequestIsAtFault() {
		assertEnds(start(true), new LeadterraNotFoundException(call(404, null), ""));
	}

	static Stream<Throwable> beforeAConnection() {
		return Stream.of(new ConnectException("refused"), new RuntimeException(new ConnectException("refused")));
	}

	@ParameterizedTest
	@MethodSource("beforeAConnection")
	void everyCallIsRepeatedWhenNoConnectionWasMade(Throwable cause) {
		assertRepeated(start(false), connection(cause), Duration.ofMillis(500));
		assertThat(this.events).extracting(RetryEvent::reason).containsExactly("not_connected");
	}

	@Test
	void idempotentCallIsRepeatedWhenNoAnswerCame() {
		assertRepeated(start(true), connection(new IOException("reset")), Duration.ofMillis(500));
		assertThat(this.events).extracting(RetryEvent::reason).containsExactly("unanswered");
	}

	@Test
	void otherCallIsNotRepeatedWhenNoAnswerCame() {
		assertEnds(start(false), connection(new IOException("reset")));
	}

	@Test
	void idempotentCallIsRepeatedWhenTheAnswerBrokeOff() {
		assertRepeated(start(true),
				new LeadterraConnectionException(call(200, null), BrokenStage.BROKEN_OFF, "", new EOFException()),
				Duration.ofMillis(500));
		assertThat(this.events).extracting(RetryEvent::reason).containsExactly("broken_off");
	}

	@Test
	void callIsNotRepeatedWhenTheCertificateIsNotTrusted() {
		assertEnds(start(true), connection(new SSLHandshakeException("not trusted")));
	}

	@Test
	void callIsNotRepeatedWhenTheClientStoppedIt() {
		assertEnds(start(true), connection(new CallNotSentException("no key", null)));
	}

	@ParameterizedTest
	@CsvSource({ "0, 500, 1000, 2000, 4000, 8000, 8000", "1, 250, 500, 1000, 2000, 4000, 4000" })
	void delayDoublesUpToALimitLessAShareAtRandom(double random, long first, long second, long third, long fourth,
			long fifth, long sixth) {
		this.random = random;
		this.settings = this.settings.withMaxAttempts(10);
		RetryingExchangeAdapter.Call call = start(true);
		for (long delay : new long[] { first, second, third, fourth, fifth, sixth }) {
			assertRepeated(call, server(503, null), Duration.ofMillis(delay));
		}
	}

	@Test
	void callIsMadeThreeTimesByDefault() {
		RetryingExchangeAdapter.Call call = start(true);
		assertRepeated(call, server(503, null), Duration.ofMillis(500));
		assertRepeated(call, server(503, null), Duration.ofSeconds(1));
		assertThat(attempt(call).number()).isEqualTo(3);
		assertEnds(call, server(503, null));
	}

	@Test
	void callIsMadeOnceWithoutRetries() {
		this.settings = RetrySettings.none();
		assertEnds(start(true), server(503, null));
	}

	@Test
	void delayIsAsLongAsTheServerAsksFor() {
		assertRepeated(start(true), server(503, Duration.ofSeconds(7)), Duration.ofSeconds(7));
		assertRepeated(start(true), rateLimit(Duration.ofSeconds(30)), Duration.ofSeconds(30));
	}

	@Test
	void delayIsNotShorterThanItsUsualOne() {
		assertRepeated(start(true), rateLimit(Duration.ZERO), Duration.ofMillis(500));
	}

	@Test
	void callEndsWhenTheServerAsksForMoreThanTheCeiling() {
		assertEnds(start(true), server(503, Duration.ofSeconds(31)));
		assertEnds(start(true), rateLimit(Duration.ofSeconds(31)));
	}

	@Test
	void ceilingDoesNotConcernTheUsualDelay() {
		this.settings = this.settings.withMaxRetryAfter(Duration.ZERO);
		assertRepeated(start(true), server(503, null), Duration.ofMillis(500));
		assertRepeated(start(true), rateLimit(null), Duration.ofMillis(500));
	}

	@Test
	void impatientCallEndsAtARateLimit() {
		this.context = Patience.atMost(Duration.ZERO).apply(Context.empty());
		assertEnds(start(true), rateLimit(null));
		assertRepeated(start(true), server(503, Duration.ofSeconds(1)), Duration.ofSeconds(1));
	}

	@Test
	void lastAttemptBeginsWithinTheTimeOfTheCall() {
		this.settings = this.settings.withMaxDuration(Duration.ofSeconds(10));
		RetryingExchangeAdapter.Call call = start(true);
		this.scheduler.advanceTimeBy(Duration.ofSeconds(9));
		assertRepeated(call, server(503, Duration.ofSeconds(1)), Duration.ofSeconds(1));
		assertEnds(call, server(503, null));
	}

	@Test
	void attemptWaitsForARateLimitNoLongerThanTheTimeThatIsLeft() {
		RetryingExchangeAdapter.Call call = start(true);
		this.scheduler.advanceTimeBy(Duration.ofSeconds(43));
		assertRepeated(call, server(503, Duration.ofSeconds(7)), Duration.ofSeconds(7));
		assertThat(Attempt.patience(attempt(call).addTo(Context.empty()), Duration.ofHours(1)))
			.isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void repetitionIsToldToListeners() {
		assertRepeated(start(true), server(503, null), Duration.ofMillis(500));
		assertThat(this.events)
			.containsExactly(new RetryEvent(HttpMethod.GET, "/v1/sdrs", "503", 1, Duration.ofMillis(500)));
	}

	@Test
	void rateLimitedCallIsNeverRepeatedAtOnce() {
		this.settings = this.settings.withInitialDelay(Duration.ZERO);
		assertRepeated(start(true), rateLimit(null), Duration.ofMillis(100));
		assertRepeated(start(true), rateLimit(Duration.ZERO), Duration.ofMillis(100));
	}

	@Test
	void listenerThatFailsChangesNothing() {
		RetryListener broken = (retry) -> {
			throw new IllegalStateException("full of bugs");
		};
		assertRepeated(start(true, broken), server(503, null), Duration.ofMillis(500));
		assertThat(this.events).hasSize(1);
	}

	@Test
	@Timeout(10)
	void listenerThatBlocksHoldsNothingUp() {
		CountDownLatch end = new CountDownLatch(1);
		RetryListener blocking = (retry) -> {
			try {
				end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		};
		RetryingExchangeAdapter.Call call = start(true, blocking);
		assertRepeated(call, server(503, null), Duration.ofMillis(500));
		assertRepeated(call, server(503, null), Duration.ofSeconds(1));
		end.countDown();
		assertThat(this.events).hasSize(2);
	}

	private RetryingExchangeAdapter.Call start(boolean idempotent, RetryListener... listeners) {
		RetryingExchangeAdapter adapter = new RetryingExchangeAdapter(mock(ReactorHttpExchangeAdapter.class),
				LeadterraCodecs.jsonMapper().build(), this.settings,
				Stream.concat(Stream.of(listeners), Stream.of(this.recorder)).toList(), this.scheduler,
				() -> this.random);
		HttpRequestValues request = HttpRequestValues.builder()
			.setHttpMethod(idempotent ? HttpMethod.GET : HttpMethod.POST)
			.setUriTemplate("/v1/sdrs")
			.build();
		return adapter.new Call(request, this.context);
	}

	private static Attempt attempt(RetryingExchangeAdapter.Call call) {
		return Objects.requireNonNull(
				call.attempt(Mono.deferContextual((context) -> Mono.justOrEmpty(Attempt.in(context)))).block(LIMIT));
	}

	private void assertRepeated(RetryingExchangeAdapter.Call call, LeadterraException failure, Duration delay) {
		TestSubscriber<Void> next = TestSubscriber.create();
		call.next(failure).subscribe(next);
		this.scheduler.advanceTimeBy(delay.minusMillis(1));
		assertThat(next.isTerminated()).isFalse();
		this.scheduler.advanceTimeBy(Duration.ofMillis(1));
		assertThat(next.isTerminatedComplete()).isTrue();
	}

	private static void assertEnds(RetryingExchangeAdapter.Call call, LeadterraException failure) {
		StepVerifier.create(call.next(failure))
			.expectErrorSatisfies((ex) -> assertThat(ex).isSameAs(failure))
			.verify(LIMIT);
	}

	private static LeadterraException.FailedCall call(Integer status, Duration retryAfter) {
		return new LeadterraException.FailedCall(HttpMethod.GET, "/v1/sdrs", status, null, null, retryAfter, 1);
	}

	private static LeadterraException server(int status, Duration retryAfter) {
		return new LeadterraServerException(call(status, retryAfter), String.valueOf(status));
	}

	private static LeadterraException rateLimit(Duration retryAfter) {
		return new LeadterraRateLimitException(call(429, retryAfter), "");
	}

	private static LeadterraException connection(Throwable cause) {
		return new LeadterraConnectionException(call(null, null), BrokenStage.of(cause, true), "", cause);
	}

}
