package co.leadterra.autoconfigure;

import co.leadterra.client.http.ApiKey;

class InvalidClientNameException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String name;

	private final boolean hasProperties;

	InvalidClientNameException(String name, boolean hasProperties) {
		super("leadterra.clients holds '%s', which names no client".formatted(ApiKey.redactKeys(name)));
		this.name = ApiKey.redactKeys(name);
		this.hasProperties = hasProperties;
	}

	String getName() {
		return this.name;
	}

	boolean hasProperties() {
		return this.hasProperties;
	}

}
