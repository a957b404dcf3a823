package co.leadterra.client.http;

import java.util.Locale;
import java.util.regex.Pattern;

import co.leadterra.client.http.InvalidApiKeyException.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A Leadterra API key that is known to be usable in a header and never shows itself.
 * <p>
 * White space around the key is dropped, since a trailing line break is what most secret
 * files end with. Everything else that cannot be part of a key is refused.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/authentication">Authentication</a>
 */
public final class ApiKey {

	private static final Pattern KEY_LIKE = Pattern.compile("sk_(live|test)_(?!\\*{4})[^\\s\"'<>(){}\\[\\],;\\\\]+");

	private static final int SHOWN = 4;

	/**
	 * The shortest secret part of which the last characters may be shown.
	 */
	private static final int LONG_ENOUGH = 4 * SHOWN;

	private final String value;

	private final ApiKeyMode mode;

	private ApiKey(String value) {
		this.value = value;
		this.mode = ApiKeyMode.of(value);
	}

	/**
	 * Cleans and checks a key.
	 * @param key the key as it was copied, with or without white space around it
	 * @return the key
	 * @throws InvalidApiKeyException if it cannot be a key; the exception does not show
	 * it
	 */
	public static ApiKey of(@Nullable String key) {
		String value = (key != null) ? key.strip() : "";
		Reason problem = problem(value);
		if (problem != null) {
			throw new InvalidApiKeyException(problem);
		}
		return new ApiKey(value);
	}

	private static @Nullable Reason problem(String value) {
		if (value.toLowerCase(Locale.ROOT).matches("(?s)bearer(\\s.*)?")) {
			return Reason.BEARER_PREFIX;
		}
		Reason problem = Reason.of(value);
		if (problem != null) {
			return problem;
		}
		return value.equals(ApiKeyMode.of(value).prefix()) ? Reason.TRUNCATED : null;
	}

	/**
	 * Returns what the key can reach.
	 * @return the mode, by the key's prefix
	 */
	public ApiKeyMode mode() {
		return this.mode;
	}

	/**
	 * Returns the given text with this key, and all that looks like a Leadterra key,
	 * masked.
	 * @param text any text, such as the message of an error
	 * @return the text without keys
	 */
	public String redact(String text) {
		return redactKeys(text.replace(this.value, toString()));
	}

	/**
	 * Returns the given text with all that looks like a Leadterra key masked.
	 * @param text any text
	 * @return the text without keys of a documented form
	 */
	public static String redactKeys(String text) {
		return KEY_LIKE.matcher(text).replaceAll((match) -> mask(match.group()));
	}

	private static String mask(String value) {
		String prefix = ApiKeyMode.of(value).prefix();
		boolean longEnough = value.length() - prefix.length() >= LONG_ENOUGH;
		return prefix + "****" + (longEnough ? value.substring(value.length() - SHOWN) : "");
	}

	/**
	 * Writes the key into the headers of a request, the one place where it is shown.
	 * @param headers the headers, in which the key replaces another one
	 */
	public void authorize(HttpHeaders headers) {
		headers.setBearerAuth(this.value);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ApiKey that && this.value.equals(that.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	/**
	 * Returns the key masked: its prefix, and its last four characters if it is long
	 * enough to spare them.
	 */
	@Override
	public String toString() {
		return mask(this.value);
	}

}
