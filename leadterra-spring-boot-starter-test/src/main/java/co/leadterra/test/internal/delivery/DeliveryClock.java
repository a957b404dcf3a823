package co.leadterra.test.internal.delivery;

import java.time.Duration;

/**
 * The time that retries wait on: it goes as the system's, or faster, and can be put
 * forward.
 */
public final class DeliveryClock {

	private Duration shown = Duration.ZERO;

	private long readAt = System.nanoTime();

	private int speed = 1;

	public Duration now() {
		long nanoTime = System.nanoTime();
		this.shown = this.shown.plus(Duration.ofNanos(nanoTime - this.readAt).multipliedBy(this.speed));
		this.readAt = nanoTime;
		return this.shown;
	}

	public void advance(Duration duration) {
		this.shown = now().plus(duration);
	}

	public void speed(int speed) {
		now();
		this.speed = speed;
	}

	public Duration realTimeUntil(Duration due) {
		return due.minus(now()).dividedBy(this.speed);
	}

}
