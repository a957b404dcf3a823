package co.leadterra.client;

/**
 * No complete answer came: the request could not be sent, the connection was refused or
 * broke, or the answer took too long. Unless the connection was never made, the call may
 * have had its effect.
 *
 * @since 0.1.0
 */
public class LeadterraConnectionException extends LeadterraException {

	private static final long serialVersionUID = 1L;

	LeadterraConnectionException(FailedCall call, String description, Throwable cause) {
		super(call, description, cause);
	}

}
