package co.leadterra.autoconfigure;

/**
 * Tells which client could not be created.
 */
class ClientCreationException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String client;

	ClientCreationException(String client, RuntimeException cause) {
		super("The Leadterra client '%s' cannot be created".formatted(client), cause);
		this.client = client;
	}

	String getClient() {
		return this.client;
	}

}
