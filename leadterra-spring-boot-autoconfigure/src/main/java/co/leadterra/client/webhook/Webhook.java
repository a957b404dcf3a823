package co.leadterra.client.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A registered webhook.
 *
 * @param id the identifier
 * @param url where events are delivered
 * @param events the events that are delivered, empty if Leadterra did not list them
 * @param status the state
 * @param createdAt the time of registration
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/webhooks">Webhooks</a>
 */
@Envelope("webhook")
public record Webhook(String id, @Nullable String url, List<WebhookEventType> events, @Nullable WebhookStatus status,
		@Nullable Instant createdAt) {

	/**
	 * Creates a webhook.
	 */
	public Webhook {
		Objects.requireNonNull(id, "id is missing");
		events = (events != null) ? List.copyOf(events) : List.of();
	}

}
