package co.leadterra.autoconfigure;

import co.leadterra.client.http.InvalidBaseUrlException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a start with a base URL to which no call may go.
 */
class InvalidBaseUrlFailureAnalyzer extends AbstractFailureAnalyzer<InvalidBaseUrlException> {

	private final Environment environment;

	InvalidBaseUrlFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidBaseUrlException cause) {
		String description = cause.getMessage() + "." + PropertyOrigin.describe(this.environment, "leadterra.base-url");
		String line = PropertyOrigin.assign(this.environment, "leadterra.base-url", cause.getSuggestion());
		return new FailureAnalysis(description, cause.getRemedy() + "%n%n    %s".formatted(line), cause);
	}

}
