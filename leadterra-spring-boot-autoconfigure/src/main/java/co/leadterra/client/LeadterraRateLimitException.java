package co.leadterra.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The key made more calls than Leadterra allows in a time (429). The call had no effect.
 *
 * @since 0.1.0
 */
public class LeadterraRateLimitException extends LeadterraException {

	private static final long serialVersionUID = 1L;

	private final @Nullable Duration retryAfter;

	LeadterraRateLimitException(FailedCall call, String description, @Nullable Duration retryAfter) {
		super(call, description, null);
		this.retryAfter = retryAfter;
	}

	/**
	 * Returns how long Leadterra asks to wait, from the moment of the answer.
	 * @return the time of the {@code Retry-After} header, zero or longer, or {@code null}
	 * if there was none that can be read
	 */
	public @Nullable Duration getRetryAfter() {
		return this.retryAfter;
	}

}
