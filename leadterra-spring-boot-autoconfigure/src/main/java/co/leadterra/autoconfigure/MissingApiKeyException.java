package co.leadterra.autoconfigure;

import co.leadterra.client.LeadterraClients;

class MissingApiKeyException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String client;

	MissingApiKeyException(String client) {
		super("No API key is configured for the Leadterra client '%s'".formatted(client));
		this.client = client;
	}

	String getClient() {
		return this.client;
	}

	boolean isDefaultClient() {
		return this.client.equals(LeadterraClients.DEFAULT);
	}

}
