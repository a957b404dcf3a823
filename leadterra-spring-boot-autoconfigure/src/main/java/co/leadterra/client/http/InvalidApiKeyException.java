package co.leadterra.client.http;

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
		EMPTY("is empty", "Give it the value that the dashboard showed when the key was created."),

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
				"Replace it by your own key, define the variable that it refers to, or have it decrypted."),

		/**
		 * A line break within the key.
		 */
		LINE_BREAK("has a line break in its middle",
				"Put the key on one line, with nothing else: a wrapped copy or a file with several lines does this."),

		/**
		 * White space within the key.
		 */
		WHITESPACE("has white space in its middle",
				"Remove the white space, and check that only one key was copied and that none of it is missing."),

		/**
		 * A character outside of ASCII.
		 */
		NON_ASCII("has a character that is not ASCII",
				"Copy the key again from the dashboard: word processors and chats replace or add characters, some of"
						+ " them invisible."),

		/**
		 * A control character.
		 */
		CONTROL_CHARACTER("has a control character in its middle",
				"Copy the key again: an editor or a terminal put an invisible character into it."),

		/**
		 * Nothing behind the prefix.
		 */
		TRUNCATED("ends right after its prefix", "Copy the whole key: only its beginning is there.");

		private final String problem;

		private final String remedy;

		Reason(String problem, String remedy) {
			this.problem = problem;
			this.remedy = remedy;
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
