package co.leadterra.autoconfigure;

import co.leadterra.client.http.InvalidApiKeyException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a start with a text that cannot be an API key, without showing it.
 */
class InvalidApiKeyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidApiKeyException> {

	private final Environment environment;

	InvalidApiKeyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidApiKeyException cause) {
		ClientCreationException creation = findCause(rootFailure, ClientCreationException.class);
		String prefix = (creation != null)
				? new ClientPropertiesBinder(this.environment).keyPrefix(creation.getClient()) : "leadterra";
		String description = "The Leadterra API key " + cause.getReason().problem() + "."
				+ PropertyOrigin.describe(this.environment, prefix + ".api-key", prefix + ".api-key-location");
		String action = cause.getReason().remedy() + """


				The key must be the text from the dashboard and nothing else, for example

				    export LEADTERRA_API_KEY=sk_live_...

				To start without Leadterra, set

				    leadterra.enabled=false""";
		return new FailureAnalysis(description, action, cause);
	}

}
