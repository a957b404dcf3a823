package co.leadterra.client.http;

import java.time.Duration;

/**
 * A call was not sent because it would have to wait for a rate limit longer than it may.
 *
 * @since 0.1.0
 */
public class CallHeldBackException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final Duration retryAfter;

	/**
	 * Creates an exception.
	 * @param limit what holds calls back
	 * @param retryAfter how long the limit lasts from now on
	 */
	public CallHeldBackException(String limit, Duration retryAfter) {
		super("%s for another %s s".formatted(limit, retryAfter.plusMillis(999).toSeconds()));
		this.retryAfter = retryAfter;
	}

	/**
	 * Returns how long the limit lasts from the moment of this exception.
	 * @return the time
	 */
	public Duration getRetryAfter() {
		return this.retryAfter;
	}

}
