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
		ClientCreationException creation = findCause(rootFailure, ClientCreationException.class);
		String own = (creation != null) ? ClientPropertiesBinder.prefix(creation.getClient()) + ".base-url"
				: "leadterra.base-url";
		String property = PropertyOrigin.describe(this.environment, own).isEmpty() ? "leadterra.base-url" : own;
		String description = cause.getMessage() + "." + PropertyOrigin.describe(this.environment, property);
		String line = PropertyOrigin.assign(this.environment, property, cause.getSuggestion());
		return new FailureAnalysis(description, cause.getRemedy() + "%n%n    %s".formatted(line), cause);
	}

}
