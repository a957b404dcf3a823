package co.leadterra.client.internal.transport;

import java.io.IOException;

/**
 * Ends the calls that are in flight when their transport is closed.
 *
 * @since 0.1.0
 */
public class ClosedTransportException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 */
	public ClosedTransportException() {
		super("the client was closed during the call");
	}

}
