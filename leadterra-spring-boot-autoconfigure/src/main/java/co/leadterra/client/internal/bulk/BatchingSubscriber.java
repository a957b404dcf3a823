package co.leadterra.client.internal.bulk;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import co.leadterra.client.lead.EnrollmentOptions;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

/**
 * Makes batches of items by count, size and time.
 * <p>
 * The items it holds and those it has asked the source for are together never more than a
 * batch: what is taken from it is asked for again. A batch that waited for its time is
 * given to whoever asks for one, and goes on being filled until somebody does.
 *
 * @param <T> the type of the items
 */
final class BatchingSubscriber<T> implements CoreSubscriber<T>, Subscription {

	private final CoreSubscriber<? super Batch<T>> actual;

	private final BulkTarget<T, ?> target;

	private final EnrollmentOptions options;

	private final Scheduler timer;

	private final AtomicLong read;

	private final Consumer<Throwable> onSourceError;

	private final @Nullable RecentAddresses recent;

	private final AtomicInteger draining = new AtomicInteger();

	private final AtomicLong requested = new AtomicLong();

	private final Queue<Batch<T>> ready = new ArrayDeque<>();

	private Batch<T> current;

	private long openedAt;

	private @Nullable Disposable task;

	private boolean due;

	private boolean done;

	private boolean completed;

	private volatile boolean cancelled;

	private @Nullable Subscription upstream;

	/**
	 * Creates a subscriber.
	 * @param actual takes the batches
	 * @param target knows the items
	 * @param options how large batches are and how long they wait
	 * @param recent the addresses that were read, or {@code null} if they do not matter
	 * @param timer measures the time
	 * @param read is kept at the number of items read
	 * @param onSourceError is told when the source fails, which ends the batches like the
	 * end of the source
	 */
	BatchingSubscriber(CoreSubscriber<? super Batch<T>> actual, BulkTarget<T, ?> target, EnrollmentOptions options,
			@Nullable RecentAddresses recent, Scheduler timer, AtomicLong read, Consumer<Throwable> onSourceError) {
		this.actual = actual;
		this.target = target;
		this.options = options;
		this.timer = timer;
		this.read = read;
		this.onSourceError = onSourceError;
		this.recent = recent;
		this.current = new Batch<>(0, options.batchSize());
	}

	@Override
	public Context currentContext() {
		return this.actual.currentContext();
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (Operators.validate(this.upstream, subscription)) {
			this.upstream = subscription;
			this.actual.onSubscribe(this);
			subscription.request(this.options.batchSize());
		}
	}

	@Override
	public void onNext(T item) {
		boolean full;
		synchronized (this.ready) {
			if (this.done || this.cancelled) {
				return;
			}
			full = collect(item);
		}
		if (full) {
			drain();
		}
	}

	private boolean collect(T item) {
		boolean full = false;
		try {
			String problem = this.target.problem(item);
			if (problem != null) {
				this.current.addInvalid(item, problem);
			}
			else {
				long bytes = this.target.size(item);
				long hash = (this.recent != null) ? this.recent.hash(this.target.address(item)) : 0;
				if (!this.current.fits(bytes, this.options.maxBatchBytes())) {
					close();
					full = true;
				}
				this.current.add(item, bytes, hash);
			}
		}
		catch (RuntimeException ex) {
			this.current.addInvalid(item, "It cannot be measured: " + ex);
		}
		this.read.lazySet(this.current.end());
		if (this.current.read() == this.options.batchSize()) {
			close();
			return true;
		}
		if (this.current.read() == 1) {
			open();
		}
		return full;
	}

	private void open() {
		this.openedAt = this.timer.now(TimeUnit.NANOSECONDS);
		if (this.task == null) {
			schedule(this.options.maxBatchDelay().toNanos());
		}
	}

	private void close() {
		if (this.recent != null) {
			this.current.setRepeatsAside(this.recent);
		}
		this.ready.add(this.current);
		this.current = new Batch<>(this.current.end(), this.options.batchSize());
		this.due = false;
	}

	private void schedule(long nanos) {
		this.task = this.timer.schedule(this::onTime, nanos, TimeUnit.NANOSECONDS);
	}

	// The task outlives batches that were full before it ran: scheduling one for each
	// would cost more than filling it.
	private void onTime() {
		synchronized (this.ready) {
			this.task = null;
			if (this.done || this.cancelled || this.current.read() == 0) {
				return;
			}
			long remaining = this.options.maxBatchDelay().toNanos()
					- (this.timer.now(TimeUnit.NANOSECONDS) - this.openedAt);
			if (remaining > 0) {
				schedule(remaining);
				return;
			}
			this.due = true;
		}
		drain();
	}

	@Override
	public void onError(Throwable ex) {
		this.onSourceError.accept(ex);
		onComplete();
	}

	@Override
	public void onComplete() {
		synchronized (this.ready) {
			this.done = true;
			stopTimer();
		}
		drain();
	}

	@Override
	public void request(long n) {
		if (Operators.validate(n)) {
			this.requested.accumulateAndGet(n, Operators::addCap);
			drain();
		}
	}

	@Override
	public void cancel() {
		synchronized (this.ready) {
			this.cancelled = true;
			stopTimer();
			this.ready.clear();
			this.current = new Batch<>(0, 0);
		}
		if (this.upstream != null) {
			this.upstream.cancel();
		}
	}

	private void stopTimer() {
		if (this.task != null) {
			this.task.dispose();
			this.task = null;
		}
	}

	private void drain() {
		if (this.draining.getAndIncrement() != 0) {
			return;
		}
		int missed = 1;
		do {
			emit();
			missed = this.draining.addAndGet(-missed);
		}
		while (missed != 0);
	}

	private void emit() {
		while (!this.cancelled && !this.completed) {
			Batch<T> batch = next();
			if (batch != null) {
				this.requested.getAndUpdate((n) -> (n != Long.MAX_VALUE) ? n - 1 : n);
				this.actual.onNext(batch);
				if (this.upstream != null) {
					this.upstream.request(batch.read());
				}
			}
			else {
				if (isExhausted()) {
					this.completed = true;
					this.actual.onComplete();
				}
				return;
			}
		}
	}

	private @Nullable Batch<T> next() {
		if (this.requested.get() == 0) {
			return null;
		}
		synchronized (this.ready) {
			if (this.ready.isEmpty() && this.current.read() > 0 && (this.due || this.done)) {
				close();
			}
			return this.ready.poll();
		}
	}

	private boolean isExhausted() {
		synchronized (this.ready) {
			return this.done && this.ready.isEmpty() && this.current.read() == 0;
		}
	}

}
