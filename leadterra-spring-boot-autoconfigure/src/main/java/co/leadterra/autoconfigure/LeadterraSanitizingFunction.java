package co.leadterra.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.InvalidApiKeyException;
import co.leadterra.webhook.InvalidWebhookSecretException;
import co.leadterra.webhook.WebhookSecret;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Masks the API key, the webhook secrets and the credentials of the proxy under their own
 * names, and wherever else their text stands: in a variable that a placeholder refers to,
 * in the command line, in {@code spring.application.json}.
 */
class LeadterraSanitizingFunction implements SanitizingFunction {

	private static final Pattern SECRET = Pattern.compile("leadterra.*(apikey|webhooksecrets?)");

	private final Environment environment;

	LeadterraSanitizingFunction(Environment environment) {
		this.environment = environment;
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		String key = data.getKey().replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
		if (SECRET.matcher(key).matches()) {
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
		ClientPropertiesBinder properties = new ClientPropertiesBinder(this.environment);
		String redacted = redactSecrets(text);
		for (String proxy : properties.values("http.proxy")) {
			redacted = redacted.replace(proxy, redactProxy(proxy));
		}
		for (String key : properties.values("api-key")) {
			redacted = redactApiKey(redacted, key);
		}
		return ApiKey.redactKeys(redacted);
	}

	private static String redactApiKey(String text, String key) {
		try {
			return ApiKey.of(key).redact(text);
		}
		catch (InvalidApiKeyException ex) {
			return text;
		}
	}

	private String redactSecrets(String text) {
		String redacted = text;
		for (String secret : secrets()) {
			try {
				redacted = WebhookSecret.of(secret).redact(redacted);
			}
			catch (InvalidWebhookSecretException ex) {
				// what cannot be a secret stopped the start
			}
		}
		return redacted;
	}

	private List<String> secrets() {
		Binder binder = Binder.get(this.environment);
		List<String> secrets = new ArrayList<>();
		for (String property : new String[] { "leadterra.webhook.secret", "leadterra.webhook.secrets" }) {
			secrets.addAll(binder.bind(property, Bindable.listOf(String.class)).orElseGet(List::of));
		}
		return secrets;
	}

}
