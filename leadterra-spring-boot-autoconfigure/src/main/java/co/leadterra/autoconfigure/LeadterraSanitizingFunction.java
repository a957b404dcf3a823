package co.leadterra.autoconfigure;

import java.util.Locale;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.InvalidApiKeyException;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.core.env.Environment;

/**
 * Masks the API key and the credentials of the proxy under their own names, and wherever
 * else their text stands: in a variable that a placeholder refers to, in the command
 * line, in {@code spring.application.json}.
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
			boolean proxy = key.startsWith("leadterra") && key.endsWith("httpproxy");
			return data.withValue(proxy ? redactProxy(text.toString()) : redact(text.toString()));
		}
		return data;
	}

	private static String redactProxy(String address) {
		return address.replaceFirst("^(\\w+://)?.*@", "$1****@");
	}

	private String redact(String text) {
		String proxy = this.environment.getProperty("leadterra.http.proxy");
		String shown = (proxy != null && !proxy.isEmpty()) ? text.replace(proxy, redactProxy(proxy)) : text;
		try {
			return ApiKey.of(this.environment.getProperty("leadterra.api-key")).redact(shown);
		}
		catch (InvalidApiKeyException ex) {
			return ApiKey.redactKeys(shown);
		}
	}

}
