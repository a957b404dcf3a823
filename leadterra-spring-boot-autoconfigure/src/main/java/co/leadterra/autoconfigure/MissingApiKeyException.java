package co.leadterra.autoconfigure;

/**
 * Raised when the client is wanted and no API key is configured.
 */
class MissingApiKeyException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	MissingApiKeyException() {
		super("No Leadterra API key is configured");
	}

}
