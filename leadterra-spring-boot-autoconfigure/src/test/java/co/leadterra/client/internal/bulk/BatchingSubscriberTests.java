package co.leadterra.client.internal.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.bulk.Rejected;
import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.lead.EnrollmentOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchingSubscriber}.
 */
class BatchingSubscriberTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration DELAY = Duration.ofSeconds(1);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final TestPublisher<String> source = TestPublisher.create();

	private final AtomicLong read = new AtomicLong();

	private final AtomicReference<Throwable> sourceError = new AtomicReference<>();

	@Test
	void batchIsGivenAwayWhenItIsFull() {
		StepVerifier.create(batches(3))
			.then(() -> this.source.next("a", "b"))
			.then(() -> assertThat(this.read).hasValue(2))
			.expectNoEvent(Duration.ofMillis(1))
			.then(() -> this.source.next("c"))
			.expectNext("a b c")
			.then(() -> this.source.next("d").complete())
			.expectNext("d")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void batchIsGivenAwayBeforeItGetsTooLarge() {
		StepVerifier.create(batches(this.source, settings(10, 5, DuplicateHandling.SEND)))
			.then(() -> this.source.next("aa", "bbb"))
			.then(() -> this.source.next("c"))
			.expectNext("aa bbb")
			.then(() -> this.source.next("dddd", "tooLarge", "e"))
			.expectNext("c dddd", "tooLarge")
			.then(this.source::complete)
			.expectNext("e")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void batchIsGivenAwayWhenItsFirstItemHasWaited() {
		StepVerifier.create(batches(3))
			.then(() -> this.source.next("a"))
			.then(() -> this.time.advanceTimeBy(DELAY.minusMillis(1)))
			.then(() -> this.source.next("b"))
			.expectNoEvent(Duration.ofMillis(1))
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(1)))
			.expectNext("a b")
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void everyBatchWaitsItsOwnTime() {
		StepVerifier.create(batches(2))
			.then(() -> this.source.next("a"))
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(600)))
			.then(() -> this.source.next("b", "c"))
			.expectNext("a b")
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(999)))
			.expectNoEvent(Duration.ofMillis(1))
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(1)))
			.expectNext("c")
			.then(() -> this.time.advanceTimeBy(Duration.ofHours(1)))
			.then(() -> this.source.next("d"))
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(999)))
			.expectNoEvent(Duration.ofMillis(1))
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(1)))
			.expectNext("d")
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void batchThatHasWaitedIsFilledUntilSomebodyAsksForIt() {
		StepVerifier.create(batches(3), 0)
			.then(() -> this.source.next("a"))
			.then(() -> this.time.advanceTimeBy(DELAY))
			.then(() -> this.source.next("b"))
			.thenRequest(1)
			.expectNext("a b")
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void askingDoesNotEndABatchThatHasNotWaited() {
		StepVerifier.create(batches(3), 0)
			.then(() -> this.source.next("a", "b"))
			.thenRequest(1)
			.expectNoEvent(Duration.ofMillis(1))
			.then(() -> this.source.next("c"))
			.expectNext("a b c")
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void sourceIsAskedForOneBatchAndThenForWhatWasTaken() {
		List<Long> requests = new ArrayList<>();
		StepVerifier.create(batches(this.source.flux().doOnRequest(requests::add), settings(3)), 0)
			.then(() -> assertThat(requests).containsExactly(3L))
			.then(() -> this.source.next("a", "b", "c"))
			.then(() -> assertThat(requests).containsExactly(3L))
			.thenRequest(2)
			.expectNext("a b c")
			.then(() -> assertThat(requests).containsExactly(3L, 3L))
			.then(() -> this.source.next("d"))
			.then(() -> this.time.advanceTimeBy(DELAY))
			.expectNext("d")
			.then(() -> assertThat(requests).containsExactly(3L, 3L, 1L))
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void sourceThatEndsCompletesOnlyWhenAllIsTaken() {
		StepVerifier.create(batches(3), 0)
			.then(() -> this.source.next("a").complete())
			.expectNoEvent(Duration.ofMillis(1))
			.thenRequest(1)
			.expectNext("a")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void emptySourceCompletesUnasked() {
		StepVerifier.create(batches(3), 0).then(this.source::complete).expectComplete().verify(TIMEOUT);
	}

	@Test
	void sourceThatFailsIsToldAndWhatWasReadIsGivenAway() {
		IllegalStateException failure = new IllegalStateException("boom");
		StepVerifier.create(batches(3))
			.then(() -> this.source.next("a").error(failure))
			.expectNext("a")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.sourceError).hasValue(failure);
	}

	@Test
	void itemThatCannotBeMeasuredIsInvalid() {
		List<Rejected<String>> rejected = new ArrayList<>();
		StepVerifier.create(batches(this.source, settings(3), (batch) -> rejected.addAll(batch.rejected())))
			.then(() -> this.source.next("a", "unmeasurable", "b"))
			.expectNext("a b")
			.thenCancel()
			.verify(TIMEOUT);
		assertThat(rejected).extracting(Rejected::reason).containsExactly(RejectionReason.INVALID);
		assertThat(this.sourceError).hasValue(null);
	}

	@Test
	void cancellingCancelsTheSourceAndTheTimer() {
		StepVerifier.create(batches(3)).then(() -> this.source.next("a")).thenCancel().verify(TIMEOUT);
		this.source.assertCancelled();
		assertThat(this.time.getScheduledTaskCount()).isOne();
		this.time.advanceTimeBy(DELAY);
		assertThat(this.time.getScheduledTaskCount()).isOne();
	}

	@Test
	void duplicatesAreLeftOutWhateverTheirCase() {
		StepVerifier.create(batches(Flux.just("a", "b", "A", "c", "b", "d"), settings(3, 99, DuplicateHandling.DROP)))
			.expectNext("a b -1", "c d -1")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void duplicatesAreSentOnRequest() {
		StepVerifier.create(batches(Flux.just("a", "A"), settings(3, 99, DuplicateHandling.SEND)))
			.expectNext("a A")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void endlessDuplicatesFillABatch() {
		StepVerifier
			.create(batches(Flux.just("a").repeat().take(7), settings(3, 99, DuplicateHandling.REPORT))
				.map((batch) -> batch))
			.expectNext("a -2", " -3", " -1")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	@Timeout(value = 1, unit = TimeUnit.MINUTES)
	void nothingIsLostDoubledOrMixedUpWhenThreadsRace() {
		int count = 300_000;
		Scheduler producer = Schedulers.newSingle("producer");
		Scheduler consumer = Schedulers.newSingle("consumer");
		try {
			EnrollmentOptions racing = new EnrollmentOptions(50, 1000, Duration.ofNanos(20_000), 1,
					DuplicateHandling.SEND, 1, true);
			List<String> received = new ArrayList<>();
			Flux<String> numbers = Flux.range(0, count).map(String::valueOf).publishOn(producer, 64);
			Flux.from(numbers)
				.hide()
				.transform(Operators.<String, Batch<String>>lift((scannable, actual) -> new BatchingSubscriber<>(actual,
						new Texts(), racing, null, Schedulers.parallel(), this.read, this.sourceError::set)))
				.limitRate(1)
				.publishOn(consumer, 1)
				.doOnNext((batch) -> received.addAll(batch.items()))
				.then()
				.block(Duration.ofMinutes(1));
			assertThat(received).isEqualTo(IntStream.range(0, count).mapToObj(String::valueOf).toList());
			assertThat(this.read).hasValue(count);
		}
		finally {
			producer.dispose();
			consumer.dispose();
		}
	}

	private Flux<String> batches(int batchSize) {
		return batches(this.source, settings(batchSize));
	}

	private static EnrollmentOptions settings(int batchSize) {
		return settings(batchSize, 1000, DuplicateHandling.SEND);
	}

	private static EnrollmentOptions settings(int batchSize, long maxBytes, DuplicateHandling duplicates) {
		return new EnrollmentOptions(batchSize, maxBytes, DELAY, 1, duplicates, 100, true);
	}

	private Flux<String> batches(Publisher<String> items, EnrollmentOptions settings) {
		return batches(items, settings, (batch) -> {
		});
	}

	private Flux<String> batches(Publisher<String> items, EnrollmentOptions settings,
			Consumer<Batch<String>> observer) {
		return Flux.from(items)
			.hide()
			.transform(Operators.<String, Batch<String>>lift((scannable, actual) -> new BatchingSubscriber<>(actual,
					new Texts(), settings, recent(settings), this.time, this.read, this.sourceError::set)))
			.doOnNext(observer)
			.map((batch) -> batch.items().stream().collect(Collectors.joining(" "))
					+ ((batch.repeats().size() > 0) ? " -" + batch.repeats().size() : ""));
	}

	private static @Nullable RecentAddresses recent(EnrollmentOptions options) {
		return (options.duplicates() != DuplicateHandling.SEND) ? new RecentAddresses(100, true) : null;
	}

	private static final class Texts implements BulkTarget<String, BulkCounts> {

		@Override
		public Mono<ResponseEntity<BulkAnswer>> send(List<String> items) {
			return Mono.empty();
		}

		@Override
		public boolean ignoresCase() {
			return true;
		}

		@Override
		public @Nullable String problem(String item) {
			return null;
		}

		@Override
		public String address(String item) {
			return item;
		}

		@Override
		public long size(String item) {
			if (item.equals("unmeasurable")) {
				throw new IllegalStateException("cannot be measured");
			}
			return item.length();
		}

		@Override
		public BulkCounts progress(BulkCounts counts, BulkAnswer sum, List<Rejected<String>> rejected) {
			return counts;
		}

	}

}
