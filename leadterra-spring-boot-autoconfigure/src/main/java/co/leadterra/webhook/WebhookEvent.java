package co.leadterra.webhook;

import java.time.Instant;

import co.leadterra.client.webhook.WebhookEventType;

/**
 * What Leadterra tells a webhook about. There is a record for each documented event, and
 * {@link UnknownEvent} for those that Leadterra may add.
 * <p>
 * Fields that a delivery leaves out are {@code null}. The documentation does not show
 * whole deliveries, so {@link #json()} gives access to what has no accessor.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/webhooks">Webhooks</a>
 */
public sealed interface WebhookEvent permits CampaignStarted, MessageSent, MessageBounced, ReplyReceived, UnknownEvent {

	/**
	 * Returns the kind of event.
	 * @return the type
	 */
	WebhookEventType type();

	/**
	 * Returns the time of the event.
	 * @return the time
	 */
	Instant timestamp();

	/**
	 * Returns the whole delivery.
	 * @return the JSON as it came
	 */
	String json();

}
