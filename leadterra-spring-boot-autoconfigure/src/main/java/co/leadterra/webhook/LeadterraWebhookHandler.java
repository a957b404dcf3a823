package co.leadterra.webhook;

import reactor.core.publisher.Mono;

/**
 * Handles the events of webhook deliveries. Beans of this type are called one after the
 * other, in their order, for every event.
 * <p>
 * A delivery that was handled is not handled again. One that failed is: Leadterra
 * delivers it again, and every handler is called again, those too that had succeeded.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LeadterraWebhookHandler {

	/**
	 * Handles an event. Called on a thread that may block.
	 * @param event the event
	 * @return completes when the event is handled; an error makes the delivery fail
	 */
	Mono<Void> handle(WebhookEvent event);

}
