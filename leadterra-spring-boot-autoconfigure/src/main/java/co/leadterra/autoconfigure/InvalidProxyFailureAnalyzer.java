package co.leadterra.autoconfigure;

import co.leadterra.client.LeadterraClients;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a start with a proxy that is none, without showing it.
 */
class InvalidProxyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidProxyException> {

	private final Environment environment;

	InvalidProxyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidProxyException cause) {
		ClientCreationException creation = findCause(rootFailure, ClientCreationException.class);
		String property = new ClientPropertiesBinder(this.environment)
			.source((creation != null) ? creation.getClient() : LeadterraClients.DEFAULT, "http.proxy");
		String description = cause.getMessage() + "." + PropertyOrigin.describe(this.environment, property);
		return new FailureAnalysis(description, """
				Write the address with scheme, host and port, and with %%-escapes in the user name and password if \
				they hold more than letters and digits, for example

				    %s=http://proxy.example:3128""".formatted(property), cause);
	}

}
