package co.leadterra.client;

/**
 * The API key is valid but may not do this: it is restricted, or belongs to another
 * workspace (403).
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/authentication">Authentication</a>
 */
public class LeadterraPermissionException extends LeadterraException {

	private static final long serialVersionUID = 1L;

	LeadterraPermissionException(FailedCall call, String description) {
		super(call, description, null);
	}

}
