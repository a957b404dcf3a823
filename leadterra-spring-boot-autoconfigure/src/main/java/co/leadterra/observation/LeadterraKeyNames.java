package co.leadterra.observation;

import io.micrometer.common.docs.KeyName;

/**
 * The tags that calls to Leadterra have besides those of every Spring {@code WebClient}.
 * All have few values.
 *
 * @since 0.1.0
 */
public enum LeadterraKeyNames implements KeyName {

	/**
	 * Name of the client.
	 */
	CLIENT("leadterra.client"),

	/**
	 * Method and path of the call, with its variables unfilled.
	 */
	OPERATION("leadterra.operation"),

	/**
	 * Mode of the API key, {@code NONE} if none is known yet.
	 */
	MODE("leadterra.mode"),

	/**
	 * Error code that Leadterra gave, {@code none} if it gave none.
	 */
	ERROR_CODE("leadterra.error.code");

	private final String key;

	LeadterraKeyNames(String key) {
		this.key = key;
	}

	@Override
	public String asString() {
		return this.key;
	}

}
