package co.leadterra.autoconfigure.internal;

import org.jspecify.annotations.Nullable;

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
	 * @param cause what it was noticed by, if it shows no secret
	 */
	public LeadterraConfigurationException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
