package co.leadterra.autoconfigure;

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
		String description = cause.getMessage() + "."
				+ PropertyOrigin.describe(this.environment, "leadterra.http.proxy");
		return new FailureAnalysis(description, """
				Write the address with scheme, host and port, and with %-escapes in the user name and password if \
				they hold more than letters and digits, for example

				    leadterra.http.proxy=http://proxy.example:3128""", cause);
	}

}
