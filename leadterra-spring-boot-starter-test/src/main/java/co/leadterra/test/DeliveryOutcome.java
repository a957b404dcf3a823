package co.leadterra.test;

/**
 * What became of a {@link Delivery}.
 *
 * @since 0.1.0
 */
public enum DeliveryOutcome {

	/**
	 * It is under way, or waits for its next attempt.
	 */
	PENDING,

	/**
	 * An attempt was answered with a 2xx status.
	 */
	DELIVERED,

	/**
	 * The first attempt and all five retries failed.
	 */
	GIVEN_UP,

	/**
	 * It was never attempted: the webhook was registered for another machine than this
	 * one.
	 */
	WITHHELD

}
