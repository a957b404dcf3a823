package co.leadterra.webhook;

/**
 * A text that cannot be the secret of a webhook. Nothing in the exception shows the text.
 *
 * @since 0.1.0
 */
public class InvalidWebhookSecretException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	InvalidWebhookSecretException(Reason reason) {
		super("The Leadterra webhook secret " + reason.problem);
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
	 * What can be wrong with a text that should be a secret.
	 *
	 * @since 0.1.0
	 */
	public enum Reason {

		/**
		 * Nothing, or nothing but white space.
		 */
		EMPTY("is empty", "Give it the signing secret of the webhook."),

		/**
		 * A quotation mark at its start or end.
		 */
		QUOTED("has a quotation mark at its start or end",
				"Remove the quotation marks: in environment variables, .env files and mounted secrets they become part"
						+ " of the value."),

		/**
		 * An example's placeholder.
		 */
		PLACEHOLDER("is still the placeholder of an example",
				"Replace it by the signing secret of the webhook, or define the variable that it refers to."),

		/**
		 * A line break within the secret.
		 */
		LINE_BREAK("has a line break in its middle", "Put the secret on one line. Several secrets go into a list."),

		/**
		 * White space within the secret.
		 */
		WHITESPACE("has white space in its middle",
				"Remove the white space, and check that only one secret was copied and that none of it is missing."),

		/**
		 * A character outside of ASCII.
		 */
		NON_ASCII("has a character that is not ASCII",
				"Copy the secret again: editors, word processors and chats replace or add characters, some of them"
						+ " invisible, such as a byte order mark."),

		/**
		 * A control character.
		 */
		CONTROL_CHARACTER("has a control character in its middle",
				"Copy the secret again: an editor or a terminal put an invisible character into it.");

		private final String problem;

		private final String remedy;

		Reason(String problem, String remedy) {
			this.problem = problem;
			this.remedy = remedy;
		}

		/**
		 * Returns the problem as the end of a sentence that begins with the secret.
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
