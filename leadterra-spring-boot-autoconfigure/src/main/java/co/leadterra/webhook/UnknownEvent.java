package co.leadterra.webhook;

import java.time.Instant;
import java.util.Objects;

import co.leadterra.client.webhook.WebhookEventType;

/**
 * An event of a kind that has no record of its own.
 *
 * @param type the kind of event
 * @param timestamp the time of the event
 * @param json the JSON as it came
 * @since 0.1.0
 */
public record UnknownEvent(WebhookEventType type, Instant timestamp, String json) implements WebhookEvent {

	/**
	 * Creates an event.
	 */
	public UnknownEvent {
		Objects.requireNonNull(type, "type is missing");
		Objects.requireNonNull(timestamp, "timestamp is missing");
		Objects.requireNonNull(json, "json is missing");
	}

}
