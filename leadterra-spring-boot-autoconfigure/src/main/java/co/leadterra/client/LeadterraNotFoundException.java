package co.leadterra.client;

/**
 * What the call names does not exist in the workspace of the key (404, 410).
 *
 * @since 0.1.0
 */
public class LeadterraNotFoundException extends LeadterraException {

	private static final long serialVersionUID = 1L;

	LeadterraNotFoundException(FailedCall call, String description) {
		super(call, description, null);
	}

}
