package co.leadterra.webhook;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import co.leadterra.MovableClock;
import co.leadterra.webhook.WebhookDeliveries.Claim;
import co.leadterra.webhook.WebhookDeliveries.State;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookDeliveries}.
 */
class WebhookDeliveriesTests {

	private static final Duration LIFETIME = Duration.ofSeconds(38);

	private final Cache cache = new ConcurrentMapCache("deliveries");

	private final MovableClock clock = new MovableClock(Deliveries.NOW);

	private final WebhookDeliveries deliveries = instance();

	private WebhookDeliveries instance() {
		return new WebhookDeliveries(this.cache, LIFETIME, this.clock);
	}

	private State claim() {
		return instance().claim("delivery").state();
	}

	@Test
	void areGrantedOnce() {
		assertThat(claim()).isEqualTo(State.GRANTED);
		assertThat(claim()).isEqualTo(State.HELD);
	}

	@Test
	void areGrantedOnceToManyAtATime() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<State>> claims = IntStream.range(0, 64)
				.<Callable<State>>mapToObj((i) -> this::claim)
				.toList();
			assertThat(threads.invokeAll(claims)).extracting(Future::get).containsOnlyOnce(State.GRANTED);
			this.clock.advance(LIFETIME);
			assertThat(threads.invokeAll(claims)).extracting(Future::get).containsOnlyOnce(State.GRANTED);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void areIndependentOfEachOther() {
		assertThat(this.deliveries.claim("one").state()).isEqualTo(State.GRANTED);
		assertThat(this.deliveries.claim("other").state()).isEqualTo(State.GRANTED);
	}

	@Test
	void areRememberedOnceHandled() {
		this.deliveries.complete(this.deliveries.claim("delivery"));
		assertThat(claim()).isEqualTo(State.HANDLED);
		this.clock.advance(LIFETIME.multipliedBy(10));
		assertThat(claim()).isEqualTo(State.HANDLED);
	}

	@Test
	void areGrantedAgainOnceReleased() {
		this.deliveries.release(this.deliveries.claim("delivery"));
		assertThat(claim()).isEqualTo(State.GRANTED);
		assertThat(claim()).isEqualTo(State.HELD);
	}

	@Test
	void areGrantedAgainAsOftenAsTheyFail() {
		for (int delivery = 0; delivery < 6; delivery++) {
			Claim claim = this.deliveries.claim("delivery");
			assertThat(claim.state()).isEqualTo(State.GRANTED);
			this.deliveries.release(claim);
		}
		this.deliveries.complete(this.deliveries.claim("delivery"));
		assertThat(claim()).isEqualTo(State.HANDLED);
	}

	@Test
	void areGrantedAgainOnceTheirHolderMustBeDead() {
		claim();
		this.clock.advance(LIFETIME.minusMillis(1));
		assertThat(claim()).isEqualTo(State.HELD);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(claim()).isEqualTo(State.GRANTED);
		assertThat(claim()).isEqualTo(State.HELD);
	}

	@Test
	void areNotGrantedAgainByAHolderThatFailsTooLate() {
		Claim late = this.deliveries.claim("delivery");
		this.clock.advance(LIFETIME);
		Claim next = this.deliveries.claim("delivery");
		this.deliveries.release(late);
		assertThat(claim()).isEqualTo(State.HELD);
		this.deliveries.complete(next);
		this.deliveries.release(late);
		assertThat(claim()).isEqualTo(State.HANDLED);
	}

	@Test
	void areHandledOnceAHolderCompletesTooLate() {
		Claim late = this.deliveries.claim("delivery");
		this.clock.advance(LIFETIME);
		Claim next = this.deliveries.claim("delivery");
		this.deliveries.complete(late);
		this.deliveries.release(next);
		assertThat(claim()).isEqualTo(State.HANDLED);
	}

	@Test
	void areKeptAsShortTexts() {
		ConcurrentMapCache strings = new ConcurrentMapCache("deliveries");
		WebhookDeliveries instance = new WebhookDeliveries(strings, LIFETIME, this.clock);
		instance.complete(instance.claim("handled"));
		instance.release(instance.claim("released"));
		instance.claim("held");
		assertThat(strings.getNativeCache().values())
			.allSatisfy((value) -> assertThat(value).isInstanceOf(String.class).asString().hasSizeLessThan(60));
	}

	@Test
	void areClaimedWithConstantWorkHoweverOftenTheyFail() {
		AtomicInteger operations = new AtomicInteger();
		WebhookDeliveries counted = new WebhookDeliveries(counting(operations), LIFETIME, this.clock);
		for (int delivery = 0; delivery < 300; delivery++) {
			counted.release(counted.claim("delivery"));
		}
		assertThat(operations).hasValueLessThanOrEqualTo(300 * 3);
	}

	@Test
	void areClaimedWithConstantWorkHoweverOftenTheirHolderDies() {
		AtomicInteger operations = new AtomicInteger();
		WebhookDeliveries counted = new WebhookDeliveries(counting(operations), LIFETIME, this.clock);
		for (int delivery = 0; delivery < 300; delivery++) {
			assertThat(counted.claim("delivery").state()).isEqualTo(State.GRANTED);
			this.clock.advance(LIFETIME);
		}
		assertThat(operations).hasValueLessThanOrEqualTo(300 * 3);
	}

	private static Cache counting(AtomicInteger operations) {
		return new ConcurrentMapCache("deliveries") {

			@Override
			protected Object lookup(Object key) {
				operations.incrementAndGet();
				return super.lookup(key);
			}

			@Override
			public ValueWrapper putIfAbsent(Object key, Object value) {
				operations.incrementAndGet();
				return super.putIfAbsent(key, value);
			}

			@Override
			public void put(Object key, Object value) {
				operations.incrementAndGet();
				super.put(key, value);
			}

			@Override
			public void evict(Object key) {
				operations.incrementAndGet();
				super.evict(key);
			}

		};
	}

	@Test
	void inMemoryAreNeverForgottenWhileInProgressAndTheNewestAreKept() {
		WebhookDeliveries memory = WebhookDeliveries.inMemory(1000, LIFETIME, this.clock);
		IntStream.range(0, 8).forEach((id) -> memory.claim("in progress " + id));
		IntStream.range(0, 5000).forEach((id) -> memory.complete(memory.claim("handled " + id)));
		assertThat(IntStream.range(0, 8)).allMatch((id) -> memory.claim("in progress " + id).state() == State.HELD);
		assertThat(IntStream.range(4100, 5000))
			.allMatch((id) -> memory.claim("handled " + id).state() == State.HANDLED);
		assertThat(memory.claim("handled 0").state()).isEqualTo(State.GRANTED);
	}

	@Test
	void inMemoryTheAgeOfOneCountsFromItsEnd() {
		WebhookDeliveries memory = WebhookDeliveries.inMemory(10, LIFETIME, this.clock);
		Claim slow = memory.claim("slow");
		IntStream.range(0, 10).forEach((id) -> memory.complete(memory.claim("handled " + id)));
		memory.complete(slow);
		assertThat(memory.claim("slow").state()).isEqualTo(State.HANDLED);
	}

	@Test
	void inMemoryAreForgottenOnceTheirHolderMustBeDead() {
		WebhookDeliveries memory = WebhookDeliveries.inMemory(10, LIFETIME, this.clock);
		memory.claim("in progress");
		this.clock.advance(LIFETIME);
		IntStream.range(0, 10).forEach((id) -> memory.complete(memory.claim("handled " + id)));
		assertThat(memory.claim("in progress").state()).isEqualTo(State.GRANTED);
	}

}
