package co.leadterra.client.internal.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import co.leadterra.client.bulk.BulkInterruptedException;
import co.leadterra.client.bulk.BulkProgress;
import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.bulk.Rejected;
import co.leadterra.client.internal.call.RefusedRequest;
import co.leadterra.client.internal.call.UncertainOutcome;
import co.leadterra.client.lead.EnrollmentOptions;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Sends a stream in batches, several at a time, in constant memory.
 *
 * @param <T> the type of the items
 * @param <P> what the caller is told
 */
final class BulkPipeline<T, P extends BulkProgress> {

	/**
	 * How many items are refused one after the other, each alone in its call and without
	 * being named, until that is taken to be about the calls.
	 */
	private static final int MAX_UNEXPLAINED = 10;

	private final BulkTarget<T, P> target;

	private final EnrollmentOptions options;

	private final @Nullable RecentAddresses recent;

	/**
	 * All that is rejected, if it is to be told at the end instead of batch by batch.
	 */
	private final @Nullable List<Rejected<T>> rejected;

	private final Scheduler timer = Schedulers.parallel();

	private final long startedAt = this.timer.now(TimeUnit.NANOSECONDS);

	private final AtomicLong read = new AtomicLong();

	private final AtomicInteger unexplained = new AtomicInteger();

	private final OpenBatches open = new OpenBatches();

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	private final AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();

	private final Sinks.Empty<Void> stop = Sinks.empty();

	private long batched;

	private long uncertain;

	private long accepted;

	private long failed;

	private long duplicates;

	private long batches;

	private BulkAnswer sum = BulkAnswer.NOTHING;

	private BulkPipeline(BulkTarget<T, P> target, EnrollmentOptions options, @Nullable List<Rejected<T>> rejected) {
		this.target = target;
		this.options = options;
		this.rejected = rejected;
		this.recent = (options.duplicates() != DuplicateHandling.SEND)
				? new RecentAddresses(options.duplicateWindow(), target.ignoresCase()) : null;
	}

	/**
	 * Sends a stream.
	 * @param <T> the type of the items
	 * @param <P> what the caller is told
	 * @param source the stream
	 * @param target what it is sent to
	 * @param options how it is sent
	 * @return the progress after each batch, and the summary; or an error of the type
	 * {@link BulkInterruptedException}
	 */
	static <T, P extends BulkProgress> Flux<P> send(Publisher<T> source, BulkTarget<T, P> target,
			EnrollmentOptions options) {
		return Flux.defer(() -> new BulkPipeline<>(target, options, null).send(source));
	}

	/**
	 * Sends a list.
	 * @param <T> the type of the items
	 * @param <P> what the caller is told
	 * @param items the list
	 * @param target what it is sent to
	 * @param options how it is sent
	 * @return the summary, with all that was rejected; or the failure of a call if
	 * nothing was accepted, otherwise a {@link BulkInterruptedException}
	 */
	static <T, P extends BulkProgress> Mono<P> sendAll(Collection<T> items, BulkTarget<T, P> target,
			EnrollmentOptions options) {
		return Mono.defer(() -> {
			BulkPipeline<T, P> pipeline = new BulkPipeline<>(target, options, new ArrayList<>());
			return pipeline.send(Flux.fromIterable(items))
				.last()
				.flatMap(pipeline::unlessAllWereRefused)
				.onErrorMap(BulkInterruptedException.class, BulkPipeline::causeIfNothingWasDone);
		});
	}

	private Mono<P> unlessAllWereRefused(P summary) {
		Throwable refusal = this.refusal.get();
		return (summary.accepted() == 0 && refusal != null) ? Mono.error(refusal) : Mono.just(summary);
	}

	private static Throwable causeIfNothingWasDone(BulkInterruptedException ex) {
		Throwable cause = ex.getCause();
		return (ex.getProgress().accepted() == 0 && ex.getUncertain() == 0 && cause != null) ? cause : ex;
	}

	private Flux<P> send(Publisher<T> source) {
		return Flux.from(source).doOnNext((item) -> this.read.lazySet(this.read.get() + 1)).onErrorResume((ex) -> {
			this.failure.compareAndSet(null, ex);
			return Flux.empty();
		})
			.bufferTimeout(this.options.batchSize(), this.options.maxBatchDelay(), this.timer, true)
			.concatMap((items) -> Flux.fromIterable(calls(items)), 0)
			.takeUntilOther(this.stop.asMono())
			.map(this::batch)
			// what is sent once is sent in order, so that it is known how far it got
			.flatMap(this::submit, this.options.repeat() ? this.options.concurrency() : 1)
			.map(this::settle)
			.concatWith(Mono.defer(this::end));
	}

	// Only a single item may be larger than a call.
	private List<List<T>> calls(List<T> items) {
		List<List<T>> calls = new ArrayList<>(1);
		int from = 0;
		long bytes = 0;
		for (int i = 0; i < items.size(); i++) {
			long size = this.target.size().applyAsLong(items.get(i));
			if (i > from && bytes + size > this.options.maxBatchBytes()) {
				calls.add(items.subList(from, i));
				from = i;
				bytes = 0;
			}
			bytes += size;
		}
		calls.add(items.subList(from, items.size()));
		return calls;
	}

	private Batch<T> batch(List<T> items) {
		Batch<T> batch = new Batch<>(this, this.batched, items);
		this.batched = batch.end();
		return batch;
	}

	private Mono<Batch<T>> submit(Batch<T> batch) {
		return batch.send(this.open.add(batch)).onErrorResume((ex) -> {
			this.failure.compareAndSet(null, ex);
			if (!this.options.repeat() && (batch.accepted() > 0 || mayHaveBeenDone(ex))) {
				this.uncertain = batch.size();
			}
			this.stop.tryEmitEmpty();
			this.open.fail(batch);
			return Mono.empty();
		});
	}

	private static boolean mayHaveBeenDone(Throwable failure) {
		return (failure instanceof UncertainOutcome outcome && outcome.mayHaveReachedLeadterra())
				|| failure instanceof IllegalStateException
				|| (failure instanceof RefusedRequest refusal && Integer.valueOf(422).equals(refusal.getStatus()));
	}

	private P settle(Batch<T> batch) {
		this.open.remove(batch);
		this.batches++;
		this.accepted += batch.accepted();
		this.duplicates += batch.duplicates();
		this.failed += batch.size() - batch.accepted() - batch.duplicates();
		this.sum = this.sum.plus(batch.result());
		if (this.rejected == null) {
			return progress(batch.rejected(), false);
		}
		this.rejected.addAll(batch.rejected());
		return progress(List.of(), false);
	}

	private Mono<P> end() {
		Throwable cause = this.failure.get();
		P progress = progress((this.rejected != null) ? this.rejected : List.of(), cause == null);
		return (cause != null) ? Mono.error(new BulkInterruptedException(progress, this.uncertain, cause))
				: Mono.just(progress);
	}

	private P progress(List<Rejected<T>> rejected, boolean summary) {
		Duration elapsed = Duration.ofNanos(this.timer.now(TimeUnit.NANOSECONDS) - this.startedAt);
		return this.target.progress()
			.apply(new Snapshot<>(this.read.get(), this.open.settled(), this.accepted, this.failed, this.duplicates,
					this.batches, elapsed, this.sum, rejected, summary));
	}

	BulkTarget<T, P> target() {
		return this.target;
	}

	EnrollmentOptions options() {
		return this.options;
	}

	/**
	 * Remembers those items whose address is not remembered.
	 * @param items the items
	 * @param others takes the other items
	 * @return the items
	 */
	List<T> remember(List<T> items, List<T> others) {
		return (this.recent != null) ? this.recent.add(items, this.target.address(), others) : items;
	}

	/**
	 * Forgets an item that was refused, so that a better one of its address is sent.
	 * @param item the item
	 */
	void forget(T item) {
		if (this.recent != null) {
			this.recent.remove(this.target.address().apply(item));
		}
	}

	/**
	 * Notes that Leadterra accepted something.
	 */
	void noteAcceptance() {
		this.unexplained.set(0);
	}

	/**
	 * Notes that Leadterra refused a call.
	 * @param refused the refusal
	 */
	void noteRefusal(RefusedRequest refused) {
		if (refused instanceof Throwable ex) {
			this.refusal.compareAndSet(null, ex);
		}
	}

	/**
	 * Returns whether the refusal of an item that was alone in its call, and that nothing
	 * else explains, may be about the item.
	 * @return whether it may be, rather than about the calls
	 */
	boolean mayBeAboutItem() {
		return this.unexplained.incrementAndGet() < MAX_UNEXPLAINED;
	}

	/**
	 * The batches that are not done with, by their place in the stream.
	 */
	private static final class OpenBatches {

		private final TreeMap<Long, Sinks.One<Boolean>> turns = new TreeMap<>();

		private long end;

		private long failed = Long.MAX_VALUE;

		// True when it is the first of all, false if one before it failed.
		Mono<Boolean> add(Batch<?> batch) {
			Sinks.One<Boolean> turn = Sinks.one();
			synchronized (this) {
				this.turns.put(batch.start(), turn);
				this.end = batch.end();
			}
			call();
			return turn.asMono();
		}

		void remove(Batch<?> batch) {
			synchronized (this) {
				this.turns.remove(batch.start());
			}
			call();
		}

		void fail(Batch<?> batch) {
			synchronized (this) {
				this.failed = Math.min(this.failed, batch.start());
			}
			call();
		}

		// Without the lock, as it may lead to the next call.
		private void call() {
			Map.Entry<Long, Sinks.One<Boolean>> first;
			List<Sinks.One<Boolean>> behindFailed;
			synchronized (this) {
				first = this.turns.firstEntry();
				behindFailed = List.copyOf(this.turns.tailMap(this.failed, false).values());
			}
			behindFailed.forEach((turn) -> turn.tryEmitValue(false));
			if (first != null) {
				first.getValue().tryEmitValue(true);
			}
		}

		// How many items from the start of the stream are done with, without a gap.
		synchronized long settled() {
			return this.turns.isEmpty() ? this.end : this.turns.firstKey();
		}

	}

}
