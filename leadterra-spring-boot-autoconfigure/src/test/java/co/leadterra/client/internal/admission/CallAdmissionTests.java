package co.leadterra.client.internal.admission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.CallHeldBackException;
import co.leadterra.client.http.Patience;
import co.leadterra.client.internal.NeverBlocking;
import co.leadterra.client.internal.call.CallNotSentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.test.subscriber.TestSubscriber;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallAdmission}, in virtual time.
 */
class CallAdmissionTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final ApiKey KEY = ApiKey.of("sk_test_example_0123456789");

	private static final ApiKey OTHER_KEY = ApiKey.of("sk_test_other_0123456789");

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

	private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();

	private CallBudget budget = CallBudget.unlimited();

	private final CallAdmission admission = new CallAdmission(Duration.ofSeconds(30), Duration.ofSeconds(10),
			(CallBudget & NeverBlocking) (key, patience) -> this.budget.take(key, patience), CLOCK, this.scheduler);

	@Test
	void callIsSentAtOnceAtFirst() {
		assertSent(KEY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "5", "Sun, 01 Mar 2026 12:00:05 GMT" })
	void callWaitsUntilTheTimeThatLeadterraAskedFor(String retryAfter) {
		rateLimit(KEY, retryAfter);
		TestSubscriber<Void> call = TestSubscriber.create();
		this.admission.admit(KEY).subscribe(call);
		this.scheduler.advanceTimeBy(Duration.ofMillis(4999));
		assertThat(call.isTerminated()).isFalse();
		this.scheduler.advanceTimeBy(Duration.ofMillis(1));
		assertThat(call.isTerminatedComplete()).isTrue();
		assertSent(KEY);
	}

	@Test
	void callOfAnotherKeyDoesNotWait() {
		rateLimit(KEY, "5");
		assertSent(OTHER_KEY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "soon", "Sun, 01 Mar 2026 11:00:00 GMT" })
	void callDoesNotWaitForATimeThatIsNone(String retryAfter) {
		rateLimit(KEY, retryAfter);
		assertSent(KEY);
	}

	@Test
	void callDoesNotWaitWithoutATime() {
		this.admission.observe(KEY, HttpStatusCode.valueOf(429), new HttpHeaders());
		assertSent(KEY);
	}

	@Test
	void callsGoOnInTheOrderInWhichTheyCame() {
		rateLimit(KEY, "5");
		List<Integer> sent = new ArrayList<>();
		for (int call = 0; call < 100; call++) {
			int number = call;
			this.admission.admit(KEY).doOnTerminate(() -> sent.add(number)).subscribe();
			this.scheduler.advanceTimeBy(Duration.ofMillis(10));
		}
		assertThat(sent).isEmpty();
		this.scheduler.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(sent).hasSize(100).isSorted();
	}

	@Test
	void callsKeepTheirOrderWhenTheTimeIsExtended() {
		rateLimit(KEY, "5");
		List<Integer> sent = new ArrayList<>();
		this.admission.admit(KEY).doOnTerminate(() -> sent.add(1)).subscribe();
		this.scheduler.advanceTimeBy(Duration.ofSeconds(2));
		rateLimit(KEY, "10");
		this.admission.admit(KEY).doOnTerminate(() -> sent.add(2)).subscribe();
		this.scheduler.advanceTimeBy(Duration.ofMillis(9999));
		assertThat(sent).isEmpty();
		this.scheduler.advanceTimeBy(Duration.ofMillis(1));
		assertThat(sent).containsExactly(1, 2);
	}

	@Test
	void timeIsNotCutShort() {
		rateLimit(KEY, "10");
		rateLimit(KEY, "1");
		assertHeldBack(Duration.ofSeconds(9), Duration.ofSeconds(10));
	}

	@Test
	void callFailsAtOnceWhenTheTimeIsLongerThanItMayWait() {
		rateLimit(KEY, "31");
		assertHeldBack(LIMIT, Duration.ofSeconds(31));
		this.scheduler.advanceTimeBy(Duration.ofSeconds(1));
		StepVerifier.create(this.admission.admit(KEY)).expectSubscription().thenCancel().verify(LIMIT);
	}

	@Test
	void callFailsAtOnceWhenTheTimeIsLongerThanItsPatience() {
		rateLimit(KEY, "5");
		assertHeldBack(Duration.ofMillis(4999), Duration.ofSeconds(5));
	}

	@Test
	void callThatWaitsFailsWhenAnExtensionTakesItBeyondItsPatience() {
		rateLimit(KEY, "5");
		StepVerifier.create(this.admission.admit(KEY).contextWrite(Patience.atMost(Duration.ofSeconds(6))))
			.then(() -> rateLimit(KEY, "20"))
			.then(() -> this.scheduler.advanceTimeBy(Duration.ofSeconds(6)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(CallHeldBackException.class,
					(heldBack) -> assertThat(heldBack.getRetryAfter()).isEqualTo(Duration.ofSeconds(14))))
			.verify(LIMIT);
	}

	@Test
	void senselesslyLongTimeEndsAfterAnHour() {
		rateLimit(KEY, "999999999");
		assertHeldBack(LIMIT, Duration.ofHours(1));
		this.scheduler.advanceTimeBy(Duration.ofHours(1));
		assertSent(KEY);
	}

	@Test
	void cancelledCallsLeaveNothingBehind() {
		ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
		timers.setRemoveOnCancelPolicy(true);
		CallAdmission real = new CallAdmission(Duration.ofSeconds(30), Duration.ZERO, CallBudget.unlimited(), CLOCK,
				Schedulers.fromExecutorService(timers));
		rateLimit(real, KEY, "20");
		List<Disposable> calls = new ArrayList<>();
		for (int call = 0; call < 100; call++) {
			calls.add(real.admit(KEY).subscribe());
		}
		assertThat(timers.getQueue()).isNotEmpty();
		calls.forEach(Disposable::dispose);
		assertThat(timers.getQueue()).isEmpty();
		timers.shutdownNow();
	}

	@Test
	void cancelledCallDoesNotDisturbThoseBehindIt() {
		rateLimit(KEY, "5");
		List<Integer> sent = new ArrayList<>();
		Disposable first = this.admission.admit(KEY).doOnTerminate(() -> sent.add(1)).subscribe();
		this.admission.admit(KEY).doOnTerminate(() -> sent.add(2)).subscribe();
		first.dispose();
		this.scheduler.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(sent).containsExactly(2);
	}

	@Test
	void keysThatMayCallAgainAreForgotten() {
		RateLimitGate gate = new RateLimitGate(this.scheduler);
		for (int number = 0; number < 1000; number++) {
			gate.close(ApiKey.of("sk_test_number_" + number), Duration.ofSeconds(5));
			this.scheduler.advanceTimeBy(Duration.ofSeconds(1));
		}
		assertThat(gate.size()).isLessThanOrEqualTo(5);
	}

	@Test
	void rejectedKeyIsNotSentForAWhile() {
		reject(KEY);
		this.scheduler.advanceTimeBy(Duration.ofMillis(9999));
		StepVerifier.create(this.admission.admit(KEY))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(RejectedApiKeyException.class)
				.hasMessageContaining("tried again in 1 s")
				.hasMessageNotContaining("0123456789"))
			.verify(LIMIT);
		this.scheduler.advanceTimeBy(Duration.ofMillis(1));
		assertSent(KEY);
	}

	@Test
	void anotherKeyIsSentAtOnce() {
		reject(KEY);
		assertSent(OTHER_KEY);
	}

	@Test
	void eachRejectedKeyIsRemembered() {
		reject(KEY);
		reject(OTHER_KEY);
		StepVerifier.create(this.admission.admit(KEY)).expectError(RejectedApiKeyException.class).verify(LIMIT);
		StepVerifier.create(this.admission.admit(OTHER_KEY)).expectError(RejectedApiKeyException.class).verify(LIMIT);
	}

	@Test
	void callsTakeTheirPermitsBehindTheGate() {
		AtomicLong next = new AtomicLong();
		this.budget = (key, patience) -> Mono.defer(() -> {
			long now = this.scheduler.now(TimeUnit.MILLISECONDS);
			long due = Math.max(now, next.get());
			next.set(due + 200);
			return Mono.delay(Duration.ofMillis(due - now), this.scheduler).then();
		});
		rateLimit(KEY, "1");
		List<Long> sent = new ArrayList<>();
		for (int call = 0; call < 5; call++) {
			this.admission.admit(KEY)
				.doOnSuccess((nothing) -> sent.add(this.scheduler.now(TimeUnit.MILLISECONDS)))
				.subscribe();
		}
		this.scheduler.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(sent).containsExactly(1000L, 1200L, 1400L, 1600L, 1800L);
	}

	@Test
	void callThatTheGateRefusesTakesNoPermit() {
		this.budget = (key, patience) -> Mono.error(new AssertionError("taken"));
		rateLimit(KEY, "60");
		assertHeldBack(Duration.ofSeconds(3), Duration.ofSeconds(60));
	}

	static List<CallBudget> brokenBudgets() {
		return List.of((key, patience) -> null, (key, patience) -> {
			throw new IllegalStateException("full of bugs");
		}, (key, patience) -> Mono.error(new IllegalStateException("full of bugs")));
	}

	@ParameterizedTest
	@MethodSource("brokenBudgets")
	void brokenBudgetFailsTheCallUnsentAndIsNamed(CallBudget broken) {
		CallAdmission admission = new CallAdmission(LIMIT, LIMIT, broken, CLOCK, this.scheduler);
		StepVerifier.create(admission.admit(KEY))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(CallNotSentException.class)
				.hasMessageContaining("CallBudget " + broken.getClass().getName()))
			.verify(LIMIT);
	}

	@Test
	void budgetThatDoesNotAnswerFailsTheCall() {
		this.budget = (key, patience) -> Mono.never();
		StepVerifier.create(this.admission.admit(KEY))
			.then(() -> this.scheduler.advanceTimeBy(Duration.ofSeconds(31)))
			.expectError(CallNotSentException.class)
			.verify(LIMIT);
	}

	@Test
	void rejectedKeyIsSentAgainAtOnceWithoutACoolDown() {
		CallAdmission eager = new CallAdmission(Duration.ZERO, Duration.ZERO, CallBudget.unlimited(), CLOCK,
				this.scheduler);
		eager.observe(KEY, HttpStatusCode.valueOf(401), new HttpHeaders());
		StepVerifier.create(eager.admit(KEY)).expectComplete().verify(LIMIT);
	}

	@Test
	void callThatWaitsIsNotSentWhenItsKeyIsRejectedMeanwhile() {
		rateLimit(KEY, "5");
		StepVerifier.create(this.admission.admit(KEY))
			.then(() -> reject(KEY))
			.then(() -> this.scheduler.advanceTimeBy(Duration.ofSeconds(5)))
			.expectError(RejectedApiKeyException.class)
			.verify(LIMIT);
	}

	@Test
	void rejectedKeyCostsNoPermit() {
		this.budget = (key, patience) -> Mono.error(new AssertionError("taken"));
		reject(KEY);
		StepVerifier.create(this.admission.admit(KEY)).expectError(RejectedApiKeyException.class).verify(LIMIT);
	}

	@Test
	void waitForAPermitCountsAgainstThePatience() {
		this.budget = (key, patience) -> Mono.delay(Duration.ofSeconds(27), this.scheduler).then();
		StepVerifier.create(this.admission.admit(KEY))
			.then(() -> this.scheduler.advanceTimeBy(Duration.ofSeconds(26)))
			.then(() -> rateLimit(KEY, "5"))
			.then(() -> this.scheduler.advanceTimeBy(Duration.ofSeconds(1)))
			.expectError(CallHeldBackException.class)
			.verify(LIMIT);
	}

	@Test
	void allCanBeForgotten() {
		rateLimit(KEY, "5");
		reject(OTHER_KEY);
		this.admission.forget();
		assertSent(KEY);
		assertSent(OTHER_KEY);
	}

	@Test
	void admissionOfAnotherClientKnowsOfTheRateLimitOfAKey() {
		CallAdmission other = otherClient();
		rateLimit(other, KEY, "5");
		assertHeldBack(Duration.ZERO, Duration.ofSeconds(5));
		StepVerifier.create(other.admit(KEY).contextWrite(Patience.atMost(Duration.ZERO)))
			.expectError(CallHeldBackException.class)
			.verify(LIMIT);
	}

	@Test
	void admissionOfAnotherClientHasARejectedKeyOfItsOwn() {
		CallAdmission other = otherClient();
		other.observe(KEY, HttpStatusCode.valueOf(401), new HttpHeaders());
		assertSent(OTHER_KEY);
		StepVerifier.create(other.admit(KEY)).expectError(RejectedApiKeyException.class).verify(LIMIT);
	}

	private CallAdmission otherClient() {
		return this.admission.forClient(Duration.ofSeconds(30), Duration.ofSeconds(10), CallBudget.unlimited());
	}

	private void rateLimit(ApiKey key, String retryAfter) {
		rateLimit(this.admission, key, retryAfter);
	}

	private static void rateLimit(CallAdmission admission, ApiKey key, String retryAfter) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
		admission.observe(key, HttpStatusCode.valueOf(429), headers);
	}

	private void reject(ApiKey key) {
		this.admission.observe(key, HttpStatusCode.valueOf(401), new HttpHeaders());
	}

	private void assertSent(ApiKey key) {
		StepVerifier.create(this.admission.admit(key)).expectComplete().verify(LIMIT);
	}

	private void assertHeldBack(Duration patience, Duration remaining) {
		StepVerifier.create(this.admission.admit(KEY).contextWrite(Patience.atMost(patience)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(CallHeldBackException.class,
					(heldBack) -> assertThat(heldBack.getRetryAfter()).isEqualTo(remaining)))
			.verify(LIMIT);
	}

}
