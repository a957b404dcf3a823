package co.leadterra.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a location of the API key from which nothing can be read.
 */
class UnreadableApiKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnreadableApiKeyException> {

	private final Environment environment;

	UnreadableApiKeyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnreadableApiKeyException cause) {
		ClientCreationException creation = findCause(rootFailure, ClientCreationException.class);
		String prefix = (creation != null)
				? new ClientPropertiesBinder(this.environment).keyPrefix(creation.getClient()) : "leadterra";
		String description = cause.getMessage() + "."
				+ PropertyOrigin.describe(this.environment, prefix + ".api-key-location");
		return new FailureAnalysis(description, """
				Check that the file is there and that the application may read it. A path needs file: in front:

				    leadterra.api-key-location=file:/path/to/a/file/with/the/key

				The key itself, instead of a file, is given by

				    export LEADTERRA_API_KEY=<the key>""", cause);
	}

}
