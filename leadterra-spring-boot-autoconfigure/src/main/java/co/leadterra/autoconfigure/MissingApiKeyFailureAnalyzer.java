package co.leadterra.autoconfigure;

import java.util.Locale;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class MissingApiKeyFailureAnalyzer extends AbstractFailureAnalyzer<MissingApiKeyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingApiKeyException cause) {
		String name = cause.getClient().toLowerCase(Locale.ROOT);
		boolean named = !cause.isDefaultClient();
		return new FailureAnalysis(
				named ? "The Leadterra client '%s' has no API key.".formatted(cause.getClient())
						: "The Leadterra client has no API key.",
				"""
						Create a key at https://app.leadterra.co under Settings, API Keys, and give it to the \
						application by one of

						    export LEADTERRA_%sAPI_KEY=<the key>
						    leadterra.%sapi-key-location=file:/path/to/a/file/with/the/key

						In a test, add leadterra-spring-boot-starter-test and @AutoConfigureLeadterraServer instead.
						To start without Leadterra, set

						    leadterra.enabled=false""".formatted(
						named ? "CLIENTS_%s_".formatted(name.replace('-', '_').toUpperCase(Locale.ROOT)) : "",
						named ? "clients.%s.".formatted(name) : ""),
				cause);
	}

}
