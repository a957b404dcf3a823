package co.leadterra.client.http;

/**
 * Is told of every repetition of a call. Must not block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RetryListener {

	/**
	 * Called when an attempt has failed and the next one is due after a delay.
	 * @param retry the repetition
	 */
	void onRetry(RetryEvent retry);

}
