package co.leadterra.autoconfigure.internal;

/**
 * Something that is configured in a way that cannot be used, told so that a user can mend
 * it. Neither text shows a secret.
 */
public class LeadterraConfigurationException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Creates an exception.
	 * @param description what is wrong, and where it was set
	 * @param action what to do about it
	 */
	public LeadterraConfigurationException(String description, String action) {
		super(description);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
