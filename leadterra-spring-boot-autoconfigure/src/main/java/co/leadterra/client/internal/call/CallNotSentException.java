package co.leadterra.client.internal.call;

import org.jspecify.annotations.Nullable;

/**
 * A call was stopped before anything of it was sent.
 *
 * @since 0.1.0
 */
public class CallNotSentException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message why the call was not sent
	 * @param cause what made it so, or {@code null}
	 */
	public CallNotSentException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
