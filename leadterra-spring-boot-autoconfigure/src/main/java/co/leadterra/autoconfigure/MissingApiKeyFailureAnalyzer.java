package co.leadterra.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a start without an API key.
 */
class MissingApiKeyFailureAnalyzer extends AbstractFailureAnalyzer<MissingApiKeyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingApiKeyException cause) {
		return new FailureAnalysis("The Leadterra client has no API key.", """
				Create a key at https://app.leadterra.co under Settings, API Keys, and give it to the application by \
				one of

				    export LEADTERRA_API_KEY=<the key>
				    leadterra.api-key-location=file:/path/to/a/file/with/the/key

				In a test, add leadterra-spring-boot-starter-test and @AutoConfigureLeadterraServer instead.
				To start without Leadterra, set

				    leadterra.enabled=false""", cause);
	}

}
