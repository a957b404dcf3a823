package co.leadterra.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The key made more calls than Leadterra allows in a time (429), or more than the
 * application allows itself, and the call could not wait for so long. It had no effect.
 * If it was not even sent, it has no status.
 *
 * @since 0.1.0
 */
public class LeadterraRateLimitException extends LeadterraException {

	private static final long serialVersionUID = 1L;

	LeadterraRateLimitException(FailedCall call, String description) {
		super(call, description, null);
	}

	/**
	 * Returns how long to wait, from the moment of the exception.
	 * @return the time of the {@code Retry-After} header, or what is left of it or of the
	 * application's own limit; {@code null} if Leadterra gave none that can be read
	 */
	public @Nullable Duration getRetryAfter() {
		return retryAfter();
	}

}
