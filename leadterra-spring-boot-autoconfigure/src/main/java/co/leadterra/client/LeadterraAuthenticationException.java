package co.leadterra.client;

/**
 * Leadterra did not accept the API key: it is unknown or revoked, or was not sent whole
 * (401), or the call was not sent because that had happened a moment before, and has no
 * status. The call had no effect.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/authentication">Authentication</a>
 */
public class LeadterraAuthenticationException extends LeadterraException {

	private static final long serialVersionUID = 1L;

	LeadterraAuthenticationException(FailedCall call, String description) {
		super(call, description, null);
	}

}
