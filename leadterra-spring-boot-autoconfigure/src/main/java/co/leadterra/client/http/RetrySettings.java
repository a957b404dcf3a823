package co.leadterra.client.http;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How calls are repeated. Immutable; each {@code with} method returns a changed copy.
 *
 * @param maxAttempts how often a call is made at most, the first time included, 1 or more
 * @param initialDelay the delay before the second attempt, which doubles with every
 * further one; up to half of it is cut off at random
 * @param maxDelay the longest delay that doubling leads to
 * @param maxRetryAfter the longest {@code Retry-After} that is waited for; a longer one
 * ends the call
 * @param maxDuration how long after its start the last attempt of a call may begin
 * @since 0.1.0
 */
public record RetrySettings(int maxAttempts, Duration initialDelay, Duration maxDelay, Duration maxRetryAfter,
		Duration maxDuration) {

	private static final RetrySettings DEFAULTS = new RetrySettings(3, Duration.ofMillis(500), Duration.ofSeconds(8),
			Duration.ofSeconds(30), Duration.ofMinutes(1));

	/**
	 * Checks the settings.
	 */
	public RetrySettings {
		Assert.isTrue(maxAttempts > 0, "maxAttempts must be greater than 0");
		Assert.isTrue(!initialDelay.isNegative(), "initialDelay must not be negative");
		Assert.isTrue(!maxDelay.isNegative(), "maxDelay must not be negative");
		Assert.isTrue(!maxRetryAfter.isNegative(), "maxRetryAfter must not be negative");
		Assert.isTrue(!maxDuration.isNegative(), "maxDuration must not be negative");
	}

	/**
	 * Returns the settings of a client that is not told otherwise: three attempts with
	 * delays of half a second and a second, within a minute.
	 * @return the settings
	 */
	public static RetrySettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Returns settings with which no call is repeated.
	 * @return the settings
	 */
	public static RetrySettings none() {
		return DEFAULTS.withMaxAttempts(1);
	}

	/**
	 * Changes how often a call is made at most.
	 * @param maxAttempts the number of attempts, 1 or more
	 * @return the changed settings
	 */
	public RetrySettings withMaxAttempts(int maxAttempts) {
		return new RetrySettings(maxAttempts, this.initialDelay, this.maxDelay, this.maxRetryAfter, this.maxDuration);
	}

	/**
	 * Changes the delay before the second attempt.
	 * @param initialDelay the delay
	 * @return the changed settings
	 */
	public RetrySettings withInitialDelay(Duration initialDelay) {
		return new RetrySettings(this.maxAttempts, initialDelay, this.maxDelay, this.maxRetryAfter, this.maxDuration);
	}

	/**
	 * Changes the longest delay.
	 * @param maxDelay the delay
	 * @return the changed settings
	 */
	public RetrySettings withMaxDelay(Duration maxDelay) {
		return new RetrySettings(this.maxAttempts, this.initialDelay, maxDelay, this.maxRetryAfter, this.maxDuration);
	}

	/**
	 * Changes the longest {@code Retry-After} that is waited for.
	 * @param maxRetryAfter the time
	 * @return the changed settings
	 */
	public RetrySettings withMaxRetryAfter(Duration maxRetryAfter) {
		return new RetrySettings(this.maxAttempts, this.initialDelay, this.maxDelay, maxRetryAfter, this.maxDuration);
	}

	/**
	 * Changes how long after its start the last attempt of a call may begin.
	 * @param maxDuration the time
	 * @return the changed settings
	 */
	public RetrySettings withMaxDuration(Duration maxDuration) {
		return new RetrySettings(this.maxAttempts, this.initialDelay, this.maxDelay, this.maxRetryAfter, maxDuration);
	}

}
