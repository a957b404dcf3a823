package co.leadterra.client.bulk;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Sends a stream in batches, several at a time, in constant memory.
 *
 * @param <T> the type of the items
 * @param <R> what a call answers
 * @param <P> what the caller is told
 * @since 0.1.0
 */
public final class BulkPipeline<T, R, P extends BulkProgress> {

	private final BulkTarget<T, R, P> target;

	private final BulkSettings settings;

	private final Scheduler timer = Schedulers.parallel();

	private final long startedAt = this.timer.now(TimeUnit.NANOSECONDS);

	private final AtomicLong read = new AtomicLong();

	private final SettledPrefix settled = new SettledPrefix();

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	private final Sinks.Empty<Void> stop = Sinks.empty();

	private long accepted;

	private long failed;

	private long duplicates;

	private long batches;

	private R sum;

	private BulkPipeline(BulkTarget<T, R, P> target, BulkSettings settings) {
		this.target = target;
		this.settings = settings;
		this.sum = target.nothing();
	}

	/**
	 * Sends a stream.
	 * @param <T> the type of the items
	 * @param <R> what a call answers
	 * @param <P> what the caller is told
	 * @param source the stream
	 * @param target what it is sent to
	 * @param settings how it is sent
	 * @return the progress after each batch, and the summary; or an error of the type
	 * {@link BulkInterruptedException}
	 */
	public static <T, R, P extends BulkProgress> Flux<P> send(Publisher<T> source, BulkTarget<T, R, P> target,
			BulkSettings settings) {
		return Flux.defer(() -> new BulkPipeline<>(target, settings).send(source));
	}

	private Flux<P> send(Publisher<T> source) {
		// hidden, because what makes batches does not take part in operator fusion
		return Flux.from(source)
			.hide()
			.transform(Operators.<T, Batch<T>>lift((scannable, actual) -> new BatchingSubscriber<>(actual, this.target,
					this.settings, this.timer, this.read, (ex) -> this.failure.compareAndSet(null, ex))))
			.takeUntilOther(this.stop.asMono())
			.flatMap(this::submit, this.settings.concurrency())
			.map(this::settle)
			.concatWith(Mono.defer(this::end));
	}

	private Mono<Submission<T, R>> submit(Batch<T> batch) {
		this.settled.opened(batch);
		return Submission.of(this.target, batch).onErrorResume((ex) -> {
			this.failure.compareAndSet(null, ex);
			this.stop.tryEmitEmpty();
			return Mono.empty();
		});
	}

	private P settle(Submission<T, R> submission) {
		Batch<T> batch = submission.batch();
		this.settled.closed(batch);
		this.batches++;
		this.accepted += submission.accepted();
		this.duplicates += batch.duplicates();
		this.failed += batch.read() - submission.accepted() - batch.duplicates();
		this.sum = this.target.add(this.sum, submission.result());
		return progress(submission.rejected(), false);
	}

	private Mono<P> end() {
		Throwable cause = this.failure.get();
		P progress = progress(List.of(), cause == null);
		return (cause != null) ? Mono.error(new BulkInterruptedException(progress, cause)) : Mono.just(progress);
	}

	private P progress(List<Rejected<T>> rejected, boolean summary) {
		Duration elapsed = Duration.ofNanos(this.timer.now(TimeUnit.NANOSECONDS) - this.startedAt);
		return this.target.progress(new BulkCounts(this.read.get(), this.settled.length(), this.accepted, this.failed,
				this.duplicates, this.batches, elapsed, summary), this.sum, rejected);
	}

	/**
	 * How many items from the start of the stream are done with, without a gap.
	 */
	private static final class SettledPrefix {

		private final TreeSet<Long> openStarts = new TreeSet<>();

		private long end;

		synchronized void opened(Batch<?> batch) {
			this.openStarts.add(batch.start());
			this.end = batch.end();
		}

		synchronized void closed(Batch<?> batch) {
			this.openStarts.remove(batch.start());
		}

		synchronized long length() {
			return this.openStarts.isEmpty() ? this.end : this.openStarts.first();
		}

	}

}
