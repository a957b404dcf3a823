package co.leadterra.autoconfigure;

import co.leadterra.webhook.InvalidWebhookSecretException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a start with a text that cannot be the secret of a webhook, without showing
 * it.
 */
class InvalidWebhookSecretFailureAnalyzer extends AbstractFailureAnalyzer<InvalidWebhookSecretException> {

	private final Environment environment;

	InvalidWebhookSecretFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidWebhookSecretException cause) {
		String description = cause.getMessage() + "." + PropertyOrigin.describe(this.environment,
				"leadterra.webhook.secret", "leadterra.webhook.secrets", "leadterra.webhook.secrets[0]");
		String action = cause.getReason().remedy() + """


				The secret must be the text that Leadterra signs with and nothing else, for example

				    export LEADTERRA_WEBHOOK_SECRET=<the signing secret>

				To receive no webhooks, remove the property.""";
		return new FailureAnalysis(description, action, cause);
	}

}
