package co.leadterra.client.internal.key;

/**
 * A base URL to which no call may go.
 *
 * @since 0.1.0
 */
public class InvalidBaseUrlException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	private final String suggestion;

	/**
	 * Creates an exception.
	 * @param problem what is wrong with the address
	 * @param remedy what to do about it
	 * @param suggestion an address that is probably meant
	 */
	public InvalidBaseUrlException(String problem, String remedy, String suggestion) {
		super(problem);
		this.remedy = remedy;
		this.suggestion = suggestion;
	}

	/**
	 * Returns what to do about it.
	 * @return one or more sentences
	 */
	public String getRemedy() {
		return this.remedy;
	}

	/**
	 * Returns an address that is probably meant.
	 * @return a base URL that is accepted, without user name and password
	 */
	public String getSuggestion() {
		return this.suggestion;
	}

}
