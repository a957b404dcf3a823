package co.leadterra.client.internal;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * How long each of many tasks may take. One timer watches all of them: hardly any of them
 * takes that long, and a timer of its own for each would wake its thread for each.
 *
 * @since 0.1.0
 */
public final class TimeLimit {

	private final Duration duration;

	private final LongSupplier nanoTime;

	private final LongFunction<Executor> timer;

	private final Set<Task> eldestFirst = new LinkedHashSet<>();

	private boolean watched;

	/**
	 * Creates a limit.
	 * @param duration how long each task may take
	 */
	public TimeLimit(Duration duration) {
		this(duration, System::nanoTime,
				(nanos) -> CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run));
	}

	TimeLimit(Duration duration, LongSupplier nanoTime, LongFunction<Executor> timer) {
		this.duration = duration;
		this.nanoTime = nanoTime;
		this.timer = timer;
	}

	/**
	 * Returns how long each task may take.
	 * @return the duration
	 */
	public Duration duration() {
		return this.duration;
	}

	/**
	 * Watches a task that begins now.
	 * @param exceeded is called, on a thread that may not block, when the task has taken
	 * too long
	 * @return ends the watch
	 */
	public synchronized Disposable watch(Runnable exceeded) {
		Task task = new Task(this.nanoTime.getAsLong() + this.duration.toNanos(), exceeded);
		this.eldestFirst.add(task);
		if (!this.watched) {
			lookAfter(this.duration.toNanos());
		}
		return () -> end(task);
	}

	private synchronized void end(Task task) {
		this.eldestFirst.remove(task);
	}

	private void lookAfter(long nanos) {
		this.timer.apply(nanos).execute(this::look);
		this.watched = true;
	}

	private synchronized void look() {
		this.watched = false;
		long now = this.nanoTime.getAsLong();
		Iterator<Task> tasks = this.eldestFirst.iterator();
		while (tasks.hasNext()) {
			Task task = tasks.next();
			if (task.end - now > 0) {
				lookAfter(task.end - now);
				return;
			}
			tasks.remove();
			Schedulers.parallel().schedule(task.exceeded);
		}
	}

	private static final class Task {

		private final long end;

		private final Runnable exceeded;

		private Task(long end, Runnable exceeded) {
			this.end = end;
			this.exceeded = exceeded;
		}

	}

}
