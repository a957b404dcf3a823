package co.leadterra.webhook;

import co.leadterra.client.http.InvalidApiKeyException.Reason;

/**
 * A text that cannot be the secret of a webhook. Nothing in the exception shows the text.
 *
 * @since 0.1.0
 */
public class InvalidWebhookSecretException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	InvalidWebhookSecretException(Reason reason) {
		super("The Leadterra webhook secret " + reason.problem());
		this.reason = reason;
	}

	/**
	 * Returns what is wrong with the text.
	 * @return the first problem that was found
	 */
	public Reason getReason() {
		return this.reason;
	}

}
