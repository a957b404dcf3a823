package co.leadterra.client.internal.text;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;

import co.leadterra.client.http.ApiKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes what came from outside fit for messages and logs: without keys, on one line, and
 * not too long.
 *
 * @since 0.1.0
 */
public final class ForeignText {

	private static final int MAX_LENGTH = 500;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

	private static final Pattern ADDRESS = Pattern.compile("[^\\s@\"'<>()\\[\\]{},;:]+@[^\\s@\"'<>()\\[\\]{},;:]+");

	private ForeignText() {
	}

	/**
	 * Returns what may be shown of a text.
	 * @param text the text
	 * @param key the key that may be quoted in it, whatever its form
	 * @return the text with keys masked, control characters escaped, and an end
	 */
	public static String shown(String text, @Nullable ApiKey key) {
		String masked = (key != null) ? key.redact(text) : ApiKey.redactKeys(text);
		String cut = (masked.length() > MAX_LENGTH) ? masked.substring(0, MAX_LENGTH) + "…" : masked;
		return UNPRINTABLE.matcher(cut).replaceAll((match) -> "\\\\u%04X".formatted(match.group().codePointAt(0)));
	}

	/**
	 * Returns a text without the addresses of people.
	 * @param text the text
	 * @return the text with mail addresses masked
	 */
	public static String withoutAddresses(String text) {
		return (text.indexOf('@') >= 0) ? ADDRESS.matcher(text).replaceAll("****") : text;
	}

	/**
	 * Returns what may be shown of a failure.
	 * @param failure the failure
	 * @param key the key that may be quoted in it
	 * @return the failure itself if neither its text nor an object in it can be a secret,
	 * otherwise a copy of its text and stack trace
	 */
	public static Throwable shown(Throwable failure, @Nullable ApiKey key) {
		return isHarmless(failure, key, identitySet()) ? failure : copy(failure, key, identitySet());
	}

	private static boolean isHarmless(@Nullable Throwable failure, @Nullable ApiKey key, Set<Throwable> seen) {
		if (failure == null || !seen.add(failure)) {
			return true;
		}
		String message = String.valueOf(failure.getMessage());
		return hasNoObjects(failure) && message.equals(shown(message, key)) && isHarmless(failure.getCause(), key, seen)
				&& Arrays.stream(failure.getSuppressed()).allMatch((suppressed) -> isHarmless(suppressed, key, seen));
	}

	// Those of other libraries may lead to the request, and so to its headers.
	private static boolean hasNoObjects(Throwable failure) {
		String name = failure.getClass().getName();
		return name.startsWith("java.") || name.startsWith("javax.net.") || name.startsWith("sun.")
				|| name.startsWith("io.netty.") || name.startsWith("reactor.")
				|| name.startsWith("co.leadterra.client.");
	}

	private static MaskedFailure copy(Throwable failure, @Nullable ApiKey key, Set<Throwable> seen) {
		seen.add(failure);
		Throwable cause = failure.getCause();
		MaskedFailure copy = new MaskedFailure(shown(failure.toString(), key),
				(cause != null && !seen.contains(cause)) ? copy(cause, key, seen) : null);
		copy.setStackTrace(failure.getStackTrace());
		return copy;
	}

	private static Set<Throwable> identitySet() {
		return Collections.newSetFromMap(new IdentityHashMap<>());
	}

	// its text begins with the name of the class that it stands for
	@SuppressWarnings("OverrideThrowableToString")
	private static final class MaskedFailure extends RuntimeException {

		private static final long serialVersionUID = 1L;

		MaskedFailure(String text, @Nullable Throwable cause) {
			super(text, cause);
		}

		@Override
		public String toString() {
			return String.valueOf(getMessage());
		}

	}

}
