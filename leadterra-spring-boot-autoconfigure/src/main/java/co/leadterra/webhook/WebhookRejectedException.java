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

	WebhookRejectedException(Reason reason, String message) {
		super(message);
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
		 * There is no signature.
		 */
		MISSING_SIGNATURE,

		/**
		 * The signature is not that of the body by any of the secrets.
		 */
		WRONG_SIGNATURE,

		/**
		 * The event is older than any retry can be.
		 */
		TOO_OLD,

		/**
		 * The event is in the future.
		 */
		IN_THE_FUTURE,

		/**
		 * The body is not an event.
		 */
		NO_EVENT

	}

}
