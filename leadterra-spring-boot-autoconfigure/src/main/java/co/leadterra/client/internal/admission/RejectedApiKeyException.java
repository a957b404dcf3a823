package co.leadterra.client.internal.admission;

import java.time.Duration;

import co.leadterra.client.internal.call.CallNotSentException;

/**
 * A call was not sent because Leadterra rejected its API key a moment ago.
 *
 * @since 0.1.0
 */
public class RejectedApiKeyException extends CallNotSentException {

	private static final long serialVersionUID = 1L;

	RejectedApiKeyException(Duration remaining) {
		super("Leadterra rejected this API key (401), which is tried again in %s s"
			.formatted(remaining.plusMillis(999).toSeconds()), null);
	}

}
