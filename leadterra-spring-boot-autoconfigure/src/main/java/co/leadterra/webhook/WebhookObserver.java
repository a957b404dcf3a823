package co.leadterra.webhook;

import java.time.Duration;

/**
 * Is told what becomes of webhook deliveries, one thing after the other and on a thread
 * that may block. No delivery waits for it: if it is 1,000 behind, it is not told of
 * more. That, or the first exception that it throws, is logged.
 *
 * @since 0.1.0
 */
public interface WebhookObserver {

	/**
	 * A delivery arrived.
	 */
	default void received() {
	}

	/**
	 * A delivery was rejected.
	 * @param reason why
	 */
	default void rejected(WebhookRejectedException.Reason reason) {
	}

	/**
	 * A delivery was found to be genuine.
	 * @param event what it tells
	 */
	default void verified(WebhookEvent event) {
	}

	/**
	 * A genuine delivery was not handled, because it is or was handled already.
	 * @param event what it tells
	 * @param handled {@code true} if its handling is over, {@code false} if it goes on
	 */
	default void duplicate(WebhookEvent event, boolean handled) {
	}

	/**
	 * A delivery was handled.
	 * @param event what it tells
	 * @param time how long it took
	 */
	default void handled(WebhookEvent event, Duration time) {
	}

	/**
	 * The handling of a delivery failed.
	 * @param event what it tells
	 * @param time how long it took
	 */
	default void failed(WebhookEvent event, Duration time) {
	}

}
