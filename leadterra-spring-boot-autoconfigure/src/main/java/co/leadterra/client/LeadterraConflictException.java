package co.leadterra.client;

/**
 * The call contradicts what was done before, such as a reply that was handed off already
 * (409).
 *
 * @since 0.1.0
 */
public class LeadterraConflictException extends LeadterraException {

	private static final long serialVersionUID = 1L;

	LeadterraConflictException(FailedCall call, String description) {
		super(call, description, null);
	}

}
