package co.leadterra.autoconfigure.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.InvalidApiKeyException;
import co.leadterra.webhook.InvalidWebhookSecretException;
import co.leadterra.webhook.WebhookSecret;
import org.jspecify.annotations.Nullable;

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

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");

	/**
	 * How long secrets are remembered: many values are asked for at once, and to look the
	 * secrets up means to look through all properties.
	 */
	private static final Duration MEMORY = Duration.ofMillis(100);

	private final Environment environment;

	private volatile @Nullable Redactions redactions;

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
		String redacted = text;
		for (UnaryOperator<String> redaction : redactions()) {
			redacted = redaction.apply(redacted);
		}
		return ApiKey.redactKeys(redacted);
	}

	private List<UnaryOperator<String>> redactions() {
		Redactions known = this.redactions;
		long now = System.nanoTime();
		if (known == null || now - known.time() > MEMORY.toNanos()) {
			known = new Redactions(now, readRedactions());
			this.redactions = known;
		}
		return known.redactions();
	}

	private List<UnaryOperator<String>> readRedactions() {
		Binder binder = Binder.get(this.environment);
		List<String> prefixes = Stream
			.concat(Stream.of("leadterra"),
					binder.bind("leadterra.clients", Bindable.mapOf(String.class, Object.class))
						.orElseGet(Map::of)
						.keySet()
						.stream()
						.filter(NAME.asMatchPredicate())
						.map((name) -> "leadterra.clients." + name.toLowerCase(Locale.ROOT)))
			.toList();
		Stream<UnaryOperator<String>> secrets = Stream.of("leadterra.webhook.secret", "leadterra.webhook.secrets")
			.flatMap((property) -> binder.bind(property, Bindable.listOf(String.class)).orElseGet(List::of).stream())
			.map((secret) -> redaction(() -> WebhookSecret.of(secret)::redact));
		Stream<UnaryOperator<String>> proxies = values(binder, prefixes, ".http.proxy")
			.map((proxy) -> (text) -> text.replace(proxy, redactProxy(proxy)));
		Stream<UnaryOperator<String>> keys = values(binder, prefixes, ".api-key")
			.map((key) -> redaction(() -> ApiKey.of(key)::redact));
		return Stream.of(secrets, proxies, keys).flatMap((redactions) -> redactions).toList();
	}

	private static Stream<String> values(Binder binder, List<String> prefixes, String property) {
		return prefixes.stream()
			.map((prefix) -> binder.bind(prefix + property, String.class).orElse(""))
			.filter((value) -> !value.isEmpty());
	}

	// What cannot be a key or a secret stopped the start.
	private static UnaryOperator<String> redaction(Supplier<UnaryOperator<String>> value) {
		try {
			return value.get();
		}
		catch (InvalidApiKeyException | InvalidWebhookSecretException ex) {
			return UnaryOperator.identity();
		}
	}

	/**
	 * How to mask what the environment holds.
	 *
	 * @param time when the secrets were read
	 * @param redactions each masks one of them
	 */
	private record Redactions(long time, List<UnaryOperator<String>> redactions) {

	}

}
