package co.leadterra.autoconfigure;

import java.util.Locale;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.InvalidApiKeyException;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.core.env.Environment;

/**
 * Masks the API key under its own name, and wherever else its text stands: in a variable
 * that a placeholder refers to, in the command line, in {@code spring.application.json}.
 */
class LeadterraSanitizingFunction implements SanitizingFunction {

	private final Environment environment;

	LeadterraSanitizingFunction(Environment environment) {
		this.environment = environment;
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		String key = data.getKey().replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
		if (key.startsWith("leadterra") && key.endsWith("apikey")) {
			return data.withSanitizedValue();
		}
		if (data.getValue() instanceof CharSequence text) {
			return data.withValue(redact(text.toString()));
		}
		return data;
	}

	private String redact(String text) {
		try {
			return ApiKey.of(this.environment.getProperty("leadterra.api-key")).redact(text);
		}
		catch (InvalidApiKeyException ex) {
			return ApiKey.redactKeys(text);
		}
	}

}
