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

	private BulkPipeline(BulkTarget<T, P> target, EnrollmentOptions options) {
		this.target = target;
		this.options = options;
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
		return Flux.defer(() -> new BulkPipeline<>(target, options).send(source));
	}

	/**
	 * Sends a list.
	 * @param <T> the type of the items
	 * @param <P> what the caller is told
	 * @param items the list
	 * @param target what it is sent to
	 * @param options how it is sent
	 * @return the progress after each batch, and the summary; or the failure of a call if
	 * nothing was accepted, otherwise a {@link BulkInterruptedException}
	 */
	static <T, P extends BulkProgress> Flux<P> sendAll(Collection<T> items, BulkTarget<T, P> target,
			EnrollmentOptions options) {
		return Flux.defer(() -> {
			BulkPipeline<T, P> pipeline = new BulkPipeline<>(target, options);
			return pipeline.send(Flux.fromIterable(items))
				.concatMap(pipeline::unlessAllWereRefused)
				.onErrorMap(BulkInterruptedException.class, BulkPipeline::causeIfNothingWasDone);
		});
	}

	private Mono<P> unlessAllWereRefused(P progress) {
		Throwable refusal = this.refusal.get();
		return (progress.summary() && progress.accepted() == 0 && refusal != null) ? Mono.error(refusal)
				: Mono.just(progress);
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
			.takeUntilOther(this.stop.asMono())
			.map(this::batch)
			// what is sent once is sent in order, so that it is known how far it got
			.flatMap(this::submit, this.options.repeat() ? this.options.concurrency() : 1)
			.map(this::settle)
			.concatWith(Mono.defer(this::end));
	}

	private Batch<T> batch(List<T> items) {
		Batch<T> batch = new Batch<>(this.batched, items, this.target, this.recent);
		this.batched = batch.end();
		return batch;
	}

	private Mono<Submission<T>> submit(Batch<T> batch) {
		Mono<Void> turn = this.open.add(batch);
		return Submission.of(this, batch, turn).onErrorResume((ex) -> {
			if (this.failure.compareAndSet(null, ex) && !this.options.repeat() && mayHaveBeenDone(ex)) {
				this.uncertain = batch.size();
			}
			this.stop.tryEmitEmpty();
			this.open.release();
			return Mono.empty();
		});
	}

	private static boolean mayHaveBeenDone(Throwable failure) {
		return (failure instanceof UncertainOutcome outcome && outcome.mayHaveReachedLeadterra())
				|| failure instanceof IllegalStateException
				|| (failure instanceof RefusedRequest refusal && Integer.valueOf(422).equals(refusal.getStatus()));
	}

	private P settle(Submission<T> submission) {
		Batch<T> batch = submission.batch();
		this.open.remove(batch);
		this.batches++;
		this.accepted += submission.accepted();
		this.duplicates += submission.duplicates();
		this.failed += batch.size() - submission.accepted() - submission.duplicates();
		this.sum = this.sum.plus(submission.result());
		return progress(submission.rejected(), false);
	}

	private Mono<P> end() {
		Throwable cause = this.failure.get();
		P progress = progress(List.of(), cause == null);
		return (cause != null) ? Mono.error(new BulkInterruptedException(progress, this.uncertain, cause))
				: Mono.just(progress);
	}

	private P progress(List<Rejected<T>> rejected, boolean summary) {
		Duration elapsed = Duration.ofNanos(this.timer.now(TimeUnit.NANOSECONDS) - this.startedAt);
		return this.target.progress(new BulkCounts(this.read.get(), this.open.settled(), this.accepted, this.failed,
				this.duplicates, this.batches, elapsed, summary), this.sum, rejected);
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
	 * @return the items, none if the stream is being interrupted
	 */
	List<T> rememberNew(List<T> items, List<T> others) {
		RecentAddresses addresses = this.recent;
		List<T> added = new ArrayList<>();
		if (addresses == null || this.failure.get() != null) {
			others.addAll(items);
			return added;
		}
		synchronized (addresses) {
			items.forEach(
					(item) -> (addresses.add(addresses.hash(this.target.address(item))) ? added : others).add(item));
		}
		return added;
	}

	/**
	 * Forgets an item that was refused, so that a better one of its address is sent.
	 * @param item the item
	 */
	void forget(T item) {
		RecentAddresses addresses = this.recent;
		if (addresses != null) {
			synchronized (addresses) {
				addresses.remove(addresses.hash(this.target.address(item)));
			}
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

		private final TreeMap<Long, Sinks.Empty<Void>> turns = new TreeMap<>();

		private long end;

		// Completes when it is the first of all.
		Mono<Void> add(Batch<?> batch) {
			Sinks.Empty<Void> turn = Sinks.empty();
			synchronized (this) {
				this.turns.put(batch.start(), turn);
				this.end = batch.end();
			}
			callFirst();
			return turn.asMono();
		}

		void remove(Batch<?> batch) {
			synchronized (this) {
				this.turns.remove(batch.start());
			}
			callFirst();
		}

		// Without the lock, as it may lead to the next call.
		private void callFirst() {
			Map.Entry<Long, Sinks.Empty<Void>> first;
			synchronized (this) {
				first = this.turns.firstEntry();
			}
			if (first != null) {
				first.getValue().tryEmitEmpty();
			}
		}

		void release() {
			List<Sinks.Empty<Void>> all;
			synchronized (this) {
				all = List.copyOf(this.turns.values());
			}
			all.forEach(Sinks.Empty::tryEmitEmpty);
		}

		// How many items from the start of the stream are done with, without a gap.
		synchronized long settled() {
			return this.turns.isEmpty() ? this.end : this.turns.firstKey();
		}

	}

}
