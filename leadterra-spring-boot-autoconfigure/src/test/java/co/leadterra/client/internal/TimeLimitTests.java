package co.leadterra.client.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeLimit}.
 */
@Timeout(10)
class TimeLimitTests {

	private final BlockingQueue<String> exceeded = new LinkedBlockingQueue<>();

	private final Deque<Timer> timers = new ArrayDeque<>();

	private long now = Long.MAX_VALUE - 9;

	private final TimeLimit limit = new TimeLimit(Duration.ofNanos(10), () -> this.now,
			(nanos) -> (look) -> this.timers.add(new Timer(nanos, look)));

	@Test
	void tellsOfATaskThatTakesTooLongOnAThreadThatMayNotBlock() throws InterruptedException {
		new TimeLimit(Duration.ofMillis(1))
			.watch(() -> this.exceeded.add("non-blocking " + Schedulers.isInNonBlockingThread()));
		assertThat(this.exceeded.take()).isEqualTo("non-blocking true");
	}

	@Test
	void tellsOfATaskWhenTheTimeIsOverAndNotBefore() throws InterruptedException {
		watch("task");
		lookAfter(9);
		assertThat(this.timers).extracting(Timer::nanos).containsExactly(1L);
		lookAfter(1);
		assertThat(this.exceeded.take()).isEqualTo("task");
		assertThat(this.timers).isEmpty();
	}

	@Test
	void oneTimerWatchesAllTasks() throws InterruptedException {
		watch("first").dispose();
		this.now += 3;
		watch("second");
		this.now += 4;
		watch("third").dispose();
		watch("fourth");
		assertThat(this.timers).extracting(Timer::nanos).containsExactly(10L);
		lookAfter(3);
		assertThat(this.timers).extracting(Timer::nanos).containsExactly(3L);
		lookAfter(3);
		assertThat(this.exceeded.take()).isEqualTo("second");
		assertThat(this.timers).extracting(Timer::nanos).containsExactly(4L);
		lookAfter(4);
		assertThat(this.exceeded.take()).isEqualTo("fourth");
		assertThat(this.exceeded).isEmpty();
	}

	@Test
	void watchesAgainAfterNoTaskWasLeft() throws InterruptedException {
		watch("first").dispose();
		lookAfter(10);
		assertThat(this.timers).isEmpty();
		watch("second");
		lookAfter(10);
		assertThat(this.exceeded.take()).isEqualTo("second");
	}

	@Test
	void tellsOfTheOthersIfOneFails() throws InterruptedException {
		this.limit.watch(() -> {
			throw new IllegalStateException("full of bugs");
		});
		watch("other");
		lookAfter(10);
		assertThat(this.exceeded.take()).isEqualTo("other");
	}

	private Disposable watch(String name) {
		return this.limit.watch(() -> this.exceeded.add(name));
	}

	private void lookAfter(long nanos) {
		this.now += nanos;
		this.timers.remove().look().run();
	}

	private record Timer(long nanos, Runnable look) {
	}

}
