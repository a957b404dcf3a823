package co.leadterra.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class InvalidClientNameFailureAnalyzer extends AbstractFailureAnalyzer<InvalidClientNameException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidClientNameException cause) {
		String description = cause.hasProperties()
				? "'%s' cannot be the name of a Leadterra client.".formatted(cause.getName())
				: "leadterra.clients.%s has a value of its own, but is where the name of a client belongs."
					.formatted(cause.getName());
		return new FailureAnalysis(description, """
				A name consists of letters, digits, and dashes between them, and has the properties of the client \
				below it, for example

				    leadterra.clients.acme.api-key=<the key>

				or, from the environment,

				    export LEADTERRA_CLIENTS_ACME_API_KEY=<the key>""", cause);
	}

}
