package co.leadterra.client.internal.admission;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.CallHeldBackException;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link Bucket4jCallBudget}. The time of the buckets is set by hand, that of
 * the waits is real.
 */
class Bucket4jCallBudgetTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final ApiKey KEY = ApiKey.of("sk_test_example_0123456789");

	private static final ApiKey OTHER_KEY = ApiKey.of("sk_test_other_0123456789");

	private final AtomicLong nanoTime = new AtomicLong();

	private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);

	private final Bucket4jCallBudget.LocalBuckets buckets = new Bucket4jCallBudget.LocalBuckets(
			Bandwidth.builder().capacity(2).refillGreedy(2, Duration.ofSeconds(2)).build(), new TimeMeter() {

				@Override
				public long currentTimeNanos() {
					return Bucket4jCallBudgetTests.this.nanoTime.get();
				}

				@Override
				public boolean isWallClockBased() {
					return false;
				}

			});

	private final Bucket4jCallBudget budget = new Bucket4jCallBudget(this.buckets, this.timers);

	@AfterEach
	void close() {
		this.budget.close();
	}

	@Test
	void permitsAreUsedUpAndGrowAgain() {
		assertTaken(KEY);
		assertTaken(KEY);
		assertHeldBack(Duration.ZERO, Duration.ofSeconds(1));
		advance(Duration.ofSeconds(1));
		assertTaken(KEY);
		assertHeldBack(Duration.ZERO, Duration.ofSeconds(1));
	}

	@Test
	void eachKeyHasItsOwn() {
		assertTaken(KEY);
		assertTaken(KEY);
		assertTaken(OTHER_KEY);
	}

	@Test
	@SuppressWarnings("FutureReturnValueIgnored")
	void callsThatMayWaitAreServedInTheirOrder() {
		ScheduledExecutorService scheduler = mock(ScheduledExecutorService.class);
		Bucket4jCallBudget waiting = new Bucket4jCallBudget(this.buckets, scheduler);
		for (int call = 0; call < 6; call++) {
			waiting.take(KEY, Duration.ofMillis(3500)).onErrorComplete().subscribe();
		}
		ArgumentCaptor<Long> nanos = ArgumentCaptor.captor();
		then(scheduler).should(times(3)).schedule(any(Runnable.class), nanos.capture(), eq(TimeUnit.NANOSECONDS));
		assertThat(nanos.getAllValues()).extracting(Duration::ofNanos)
			.containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
	}

	@Test
	void cancelledCallLeavesTheOthersAlone() {
		Bucket4jCallBudget fast = Bucket4jCallBudget.inMemory(1, Duration.ofMillis(10));
		StepVerifier.create(fast.take(KEY, LIMIT)).expectComplete().verify(LIMIT);
		StepVerifier.create(fast.take(KEY, LIMIT)).thenCancel().verify(LIMIT);
		StepVerifier.create(fast.take(KEY, LIMIT)).expectComplete().verify(LIMIT);
		fast.close();
	}

	@Test
	void keysThatAreNotInUseAreForgotten() {
		for (int number = 0; number < 1000; number++) {
			assertTaken(ApiKey.of("sk_test_number_" + number));
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.buckets.size()).isLessThanOrEqualTo(2);
	}

	@Test
	@SuppressWarnings("unchecked")
	void sharedBudgetIsNamedByAHashOfTheKey() {
		AsyncProxyManager<String> proxyManager = mock(AsyncProxyManager.class);
		ArgumentCaptor<String> name = ArgumentCaptor.captor();
		given(proxyManager.getProxy(any(), any())).willThrow(new IllegalStateException("gone"));
		Bucket4jCallBudget shared = Bucket4jCallBudget.shared(2, Duration.ofSeconds(2), proxyManager);
		for (ApiKey key : List.of(KEY, KEY, OTHER_KEY)) {
			StepVerifier.create(shared.take(key, Duration.ZERO)).expectErrorMessage("gone").verify(LIMIT);
		}
		then(proxyManager).should(times(3)).getProxy(name.capture(), any());
		List<String> names = name.getAllValues();
		assertThat(names).allMatch((value) -> value.matches("leadterra:rate-limit:[0-9a-f]{32}"));
		assertThat(names.get(0)).isEqualTo(names.get(1)).isNotEqualTo(names.get(2));
		shared.close();
	}

	@Test
	@SuppressWarnings("unchecked")
	void sharedBudgetsOfDifferentLimitsHaveDifferentNamesForAKey() {
		AsyncProxyManager<String> proxyManager = mock(AsyncProxyManager.class);
		ArgumentCaptor<String> name = ArgumentCaptor.captor();
		given(proxyManager.getProxy(any(), any())).willThrow(new IllegalStateException("gone"));
		for (long permits : new long[] { 2, 3 }) {
			Bucket4jCallBudget shared = Bucket4jCallBudget.shared(permits, Duration.ofSeconds(2), proxyManager);
			StepVerifier.create(shared.take(KEY, Duration.ZERO)).expectError().verify(LIMIT);
			shared.close();
		}
		then(proxyManager).should(times(2)).getProxy(name.capture(), any());
		assertThat(name.getAllValues()).doesNotHaveDuplicates();
	}

	private void advance(Duration duration) {
		this.nanoTime.addAndGet(duration.toNanos());
	}

	private void assertTaken(ApiKey key) {
		StepVerifier.create(this.budget.take(key, Duration.ZERO)).expectComplete().verify(LIMIT);
	}

	private void assertHeldBack(Duration patience, Duration remaining) {
		StepVerifier.create(this.budget.take(KEY, patience))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(CallHeldBackException.class,
					(heldBack) -> assertThat(heldBack.getRetryAfter()).isEqualTo(remaining)))
			.verify(LIMIT);
	}

}
