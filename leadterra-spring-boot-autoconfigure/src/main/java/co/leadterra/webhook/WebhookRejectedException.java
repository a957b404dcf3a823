package co.leadterra.webhook;

/**
 * A delivery that is not to be trusted or not to be understood. The exception shows
 * neither the body nor the signature.
 *
 * @since 0.1.0
 */
public class WebhookRejectedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	WebhookRejectedException(Reason reason) {
		super(reason.text);
		this.reason = reason;
	}

	WebhookRejectedException(Reason reason, String detail) {
		super(reason.text + ": " + detail);
		this.reason = reason;
	}

	/**
	 * Returns why the delivery was rejected.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Why a delivery can be rejected.
	 *
	 * @since 0.1.0
	 */
	public enum Reason {

		/**
		 * It is not a {@code POST}.
		 */
		METHOD_NOT_ALLOWED("Deliveries are sent by POST"),

		/**
		 * The body is of a type other than JSON.
		 */
		UNSUPPORTED_MEDIA_TYPE("Deliveries are JSON"),

		/**
		 * The body is too large.
		 */
		BODY_TOO_LARGE("The body is too large"),

		/**
		 * The body did not arrive in time, or too many others were arriving.
		 */
		BODY_TOO_SLOW("The body did not arrive in time"),

		/**
		 * The body ended before its end.
		 */
		BODY_INCOMPLETE("The body is incomplete"),

		/**
		 * There is no signature.
		 */
		MISSING_SIGNATURE("The signature is missing or wrong"),

		/**
		 * The signature is not that of the body by any of the secrets.
		 */
		WRONG_SIGNATURE("The signature is missing or wrong"),

		/**
		 * The event is older than any retry can be.
		 */
		TOO_OLD("The event is too old"),

		/**
		 * The event is in the future.
		 */
		IN_THE_FUTURE("The event is in the future"),

		/**
		 * The body is not an event.
		 */
		NO_EVENT("The body is no event");

		private final String text;

		Reason(String text) {
			this.text = text;
		}

	}

}
