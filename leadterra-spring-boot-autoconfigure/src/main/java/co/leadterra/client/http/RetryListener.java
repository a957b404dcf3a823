package co.leadterra.client.http;

/**
 * Is told of every repetition of a call, one after the other and on a thread that may
 * block. No call waits for it: if it is 1,000 behind, it is not told of more. That, or
 * the first exception that it throws, is logged.
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
