package co.leadterra.client;

import java.time.Duration;

import co.leadterra.client.internal.call.UncertainOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Leadterra could not do what it was asked (408 and 5xx). Whether the call had an effect
 * is not known.
 *
 * @since 0.1.0
 */
public class LeadterraServerException extends LeadterraException implements UncertainOutcome {

	private static final long serialVersionUID = 1L;

	LeadterraServerException(FailedCall call, String description) {
		super(call, description, null);
	}

	/**
	 * Returns how long Leadterra asks to wait, from the moment of the answer.
	 * @return the time of the {@code Retry-After} header, zero or longer, or {@code null}
	 * if there was none that can be read
	 */
	public @Nullable Duration getRetryAfter() {
		return retryAfter();
	}

	/**
	 * Returns whether the call may have had its effect.
	 * @return {@code true}
	 */
	@Override
	public boolean mayHaveReachedLeadterra() {
		return true;
	}

}
