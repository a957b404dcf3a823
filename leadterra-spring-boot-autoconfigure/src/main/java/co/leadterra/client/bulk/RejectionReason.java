package co.leadterra.client.bulk;

/**
 * Why an entry of a stream was left out.
 *
 * @since 0.1.0
 */
public enum RejectionReason {

	/**
	 * Its address was in the stream before.
	 */
	DUPLICATE,

	/**
	 * It cannot be right and was not sent.
	 */
	INVALID,

	/**
	 * Leadterra refused it.
	 */
	REFUSED,

	/**
	 * Leadterra refused it, alone in its call, as too large.
	 */
	TOO_LARGE

}
