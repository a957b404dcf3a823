package co.leadterra.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.client.http.Patience;
import co.leadterra.client.sender.SenderPool;
import co.leadterra.client.sender.SenderPoolClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LeadterraHealthIndicator}.
 */
class LeadterraHealthIndicatorTests {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

	private final AtomicInteger calls = new AtomicInteger();

	private Supplier<Flux<SenderPool>> answer = Flux::empty;

	private LeadterraHealthIndicator indicator;

	@BeforeEach
	void createIndicator() {
		this.indicator = indicator(Mono.just(ApiKey.of("sk_test_example_0123456789")));
	}

	@AfterEach
	void resetTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void tellsModeAndMaskedKey() {
		assertThat(health().getDetails()).contains(Map.entry("mode", ApiKeyMode.TEST),
				Map.entry("apiKey", "sk_test_****6789"));
	}

	@Test
	void doesNotWaitForARateLimit() {
		AtomicReference<Duration> patience = new AtomicReference<>();
		this.answer = () -> Flux.deferContextual((context) -> {
			patience.set(Patience.in(context, Duration.ofMinutes(1)));
			return Flux.empty();
		});
		health();
		assertThat(patience).hasValue(Duration.ZERO);
	}

	@Test
	void tellsLatencyAndAge() {
		this.answer = () -> Flux.<SenderPool>empty().delaySubscription(Duration.ofMillis(70));
		StepVerifier.create(this.indicator.health())
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(70)))
			.assertNext((health) -> assertThat(health.getDetails()).containsEntry("latency", "70ms")
				.containsEntry("age", "0s"))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(health().getDetails()).containsEntry("age", "30s");
	}

	@Test
	void leavesTheKeyOutWhenItIsNotKnown() {
		this.indicator = indicator(Mono.empty());
		assertThat(health().getDetails()).doesNotContainKeys("mode", "apiKey");
	}

	@Test
	void isNotHeldUpByAProviderThatNeverAnswers() {
		this.indicator = indicator(Mono.never());
		StepVerifier.create(this.indicator.health())
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(10)))
			.assertNext((health) -> assertThat(health.getDetails()).doesNotContainKey("apiKey"))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void reusesAGoodResultForItsTime() {
		health();
		this.time.advanceTimeBy(Duration.ofSeconds(59));
		health();
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void checksAgainAfterAGoodResultsTime() {
		health();
		this.time.advanceTimeBy(Duration.ofSeconds(60));
		health();
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void reusesABadResultForAShorterTime() {
		this.answer = () -> Flux.error(new IllegalStateException());
		health();
		this.time.advanceTimeBy(Duration.ofSeconds(9));
		health();
		assertThat(this.calls).hasValue(1);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		health();
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void makesOneCallForAThousandProbesAtOnce() {
		this.answer = () -> Flux.<SenderPool>empty().delaySubscription(Duration.ofSeconds(1));
		StepVerifier.create(Flux.range(0, 1000).flatMap((probe) -> this.indicator.health(), 1000))
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNextCount(1000)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void givesUpACallThatTakesTooLong() {
		AtomicBoolean cancelled = new AtomicBoolean();
		this.answer = () -> Flux.<SenderPool>never().doOnCancel(() -> cancelled.set(true));
		StepVerifier.create(this.indicator.health())
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(5)))
			.assertNext((health) -> {
				assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
				assertThat(health.getDetails()).containsEntry("error", "No answer within 5000ms");
			})
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(cancelled).isTrue();
	}

	@Test
	void keepsTheCheckGoingWhenTheProbeThatStartedItIsCancelled() {
		this.answer = () -> Flux.<SenderPool>empty().delaySubscription(Duration.ofSeconds(1));
		StepVerifier.create(this.indicator.health()).thenCancel().verify(Duration.ofSeconds(5));
		StepVerifier.create(this.indicator.health())
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void showsNoTextOfAnUnknownFailure() {
		this.answer = () -> Flux.error(new IllegalStateException("sk_test_example_0123456789"));
		assertThat(health().getDetails()).containsEntry("error", "java.lang.IllegalStateException");
	}

	private Health health() {
		return this.indicator.health().block(Duration.ofSeconds(5));
	}

	private LeadterraHealthIndicator indicator(Mono<ApiKey> apiKey) {
		SenderPoolClient pools = mock(SenderPoolClient.class);
		given(pools.list()).willAnswer((call) -> Flux.defer(() -> {
			this.calls.incrementAndGet();
			return this.answer.get();
		}));
		LeadterraClient client = mock(LeadterraClient.class);
		given(client.senderPools()).willReturn(pools);
		given(client.apiKey()).willReturn(apiKey);
		InstantSource clock = () -> Instant.ofEpochMilli(this.time.now(TimeUnit.MILLISECONDS));
		return new LeadterraHealthIndicator(client, Duration.ofSeconds(5), Duration.ofMinutes(1),
				Duration.ofSeconds(10), Status.OUT_OF_SERVICE, clock.withZone(ZoneOffset.UTC));
	}

}
