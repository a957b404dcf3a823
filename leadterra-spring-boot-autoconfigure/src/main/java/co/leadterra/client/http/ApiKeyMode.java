package co.leadterra.client.http;

/**
 * What an API key can reach, told by its prefix.
 *
 * @since 0.1.0
 */
public enum ApiKeyMode {

	/**
	 * The production workspace: calls send real mail. Prefix {@code sk_live_}.
	 */
	LIVE("sk_live_"),

	/**
	 * A sandbox, where the workspace has one. Prefix {@code sk_test_}.
	 */
	TEST("sk_test_"),

	/**
	 * Neither of the documented prefixes.
	 */
	UNKNOWN("");

	private final String prefix;

	ApiKeyMode(String prefix) {
		this.prefix = prefix;
	}

	String prefix() {
		return this.prefix;
	}

	static ApiKeyMode of(String key) {
		if (key.startsWith(LIVE.prefix)) {
			return LIVE;
		}
		return key.startsWith(TEST.prefix) ? TEST : UNKNOWN;
	}

}
