package co.leadterra.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class NoDefaultClientFailureAnalyzer extends AbstractFailureAnalyzer<NoDefaultClientException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NoDefaultClientException cause) {
		return new FailureAnalysis(
				"A Leadterra client is to be injected without saying which, and each has a name: %s."
					.formatted(cause.getNames()),
				"""
						Say which client, or inject LeadterraClients, which has them all:

						    @Qualifier("%s") LeadterraClient client

						To have a client that needs no name, set leadterra.api-key (LEADTERRA_API_KEY) too."""
					.formatted(cause.getNames().replaceFirst(",.*", "")),
				cause);
	}

}
