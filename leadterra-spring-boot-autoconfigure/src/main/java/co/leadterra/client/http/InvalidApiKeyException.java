package co.leadterra.client.http;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A text that cannot be a Leadterra API key. Neither the message nor anything else in the
 * exception shows the text.
 *
 * @since 0.1.0
 */
public class InvalidApiKeyException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	InvalidApiKeyException(Reason reason) {
		super("The Leadterra API key " + reason.problem);
		this.reason = reason;
	}

	/**
	 * Returns what is wrong with the text.
	 * @return the first problem that was found
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * What can be wrong with a text that should be a key.
	 *
	 * @since 0.1.0
	 */
	public enum Reason {

		/**
		 * Nothing, or nothing but white space.
		 */
		EMPTY("is empty", "Give it the value that Leadterra showed."),

		/**
		 * A quotation mark at its start or end.
		 */
		QUOTED("has a quotation mark at its start or end",
				"Remove the quotation marks: in environment variables, .env files and mounted secrets they become part"
						+ " of the value."),

		/**
		 * The header's {@code Bearer } in front.
		 */
		BEARER_PREFIX("starts with 'Bearer'",
				"Remove 'Bearer ' and keep what follows it: the client writes the header itself."),

		/**
		 * An example's placeholder.
		 */
		PLACEHOLDER("is still the placeholder of an example",
				"Replace it by your own value, define the variable that it refers to, or have it decrypted."),

		/**
		 * A line break within the key.
		 */
		LINE_BREAK("has a line break in its middle",
				"Put it on one line, with nothing else: a wrapped copy or a file with several lines does this."),

		/**
		 * White space within the key.
		 */
		WHITESPACE("has white space in its middle",
				"Remove the white space, and check that only one value was copied and that none of it is missing."),

		/**
		 * A character outside of ASCII.
		 */
		NON_ASCII("has a character that is not ASCII",
				"Copy it again: editors, word processors and chats replace or add characters, some of them"
						+ " invisible, such as a byte order mark."),

		/**
		 * A control character.
		 */
		CONTROL_CHARACTER("has a control character in its middle",
				"Copy it again: an editor or a terminal put an invisible character into it."),

		/**
		 * Nothing behind the prefix.
		 */
		TRUNCATED("ends right after its prefix", "Copy the whole key: only its beginning is there.");

		private static final Pattern EXAMPLE = Pattern
			.compile("your[_-]?((leadterra|api|webhook|signing)[_-]?)*(key|secret)|^\\$\\{"
					+ "|^(change[_-]?me|null|undefined|none|n/a|todo|placeholder|<.*>|enc\\(.*|\\{cipher}.*|@.*@|%.*%)$");

		private final String problem;

		private final String remedy;

		Reason(String problem, String remedy) {
			this.problem = problem;
			this.remedy = remedy;
		}

		/**
		 * Looks for what is wrong with any secret that someone has copied from one place
		 * to another.
		 * @param secret the secret without white space around it
		 * @return the first problem, or {@code null} if there is none
		 */
		public static @Nullable Reason of(String secret) {
			if (secret.isEmpty()) {
				return EMPTY;
			}
			if (isQuote(secret.charAt(0)) || isQuote(secret.charAt(secret.length() - 1))) {
				return QUOTED;
			}
			if (EXAMPLE.matcher(secret.toLowerCase(Locale.ROOT)).find()) {
				return PLACEHOLDER;
			}
			if (secret.chars().anyMatch((character) -> character == '\n' || character == '\r')) {
				return LINE_BREAK;
			}
			if (secret.chars().anyMatch(Character::isWhitespace)) {
				return WHITESPACE;
			}
			if (secret.chars().anyMatch((character) -> character > 127)) {
				return NON_ASCII;
			}
			return secret.chars().anyMatch(Character::isISOControl) ? CONTROL_CHARACTER : null;
		}

		private static boolean isQuote(char character) {
			return "\"'`\u2018\u2019\u201c\u201d".indexOf(character) >= 0;
		}

		/**
		 * Returns the problem as the end of a sentence that begins with the key.
		 * @return for example {@code is empty}
		 */
		public String problem() {
			return this.problem;
		}

		/**
		 * Returns what to do about it.
		 * @return one or more sentences
		 */
		public String remedy() {
			return this.remedy;
		}

	}

}
