package co.leadterra.client;

/**
 * Leadterra could not do what it was asked (408 and 5xx). Whether the call had an effect
 * is not known.
 *
 * @since 0.1.0
 */
public class LeadterraServerException extends LeadterraException {

	private static final long serialVersionUID = 1L;

	LeadterraServerException(FailedCall call, String description) {
		super(call, description, null);
	}

}
