package co.leadterra.test;

import java.net.URI;
import java.util.List;

/**
 * An event on its way to a webhook, as it was at the moment of asking.
 *
 * @param event the type, for example {@code reply.received}
 * @param url where it goes
 * @param body the JSON, before any {@linkplain DeliveryFault fault}
 * @param attempts the attempts that have ended, in the order made
 * @param outcome what became of it
 * @since 0.1.0
 * @see Deliveries#all()
 */
public record Delivery(String event, URI url, String body, List<DeliveryAttempt> attempts, DeliveryOutcome outcome) {

	/**
	 * Creates a delivery.
	 */
	public Delivery {
		attempts = List.copyOf(attempts);
	}

}
