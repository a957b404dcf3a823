package co.leadterra.autoconfigure;

import java.io.IOException;

import co.leadterra.client.http.ApiKey;

/**
 * Raised when there is nothing to read where the API key should be. The failure that says
 * so is not kept: it names the location, for which some take the key itself.
 */
class UnreadableApiKeyException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	UnreadableApiKeyException(IOException failure) {
		super("The Leadterra API key cannot be read: " + ApiKey.redactKeys(String.valueOf(failure.getMessage())));
	}

}
