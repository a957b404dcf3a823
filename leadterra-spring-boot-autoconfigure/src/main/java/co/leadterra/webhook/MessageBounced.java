package co.leadterra.webhook;

import java.time.Instant;
import java.util.Objects;

import co.leadterra.client.webhook.WebhookEventType;
import org.jspecify.annotations.Nullable;

/**
 * An email was not delivered.
 *
 * @param timestamp the time of the event
 * @param messageId the identifier of the email
 * @param campaignId the identifier of the campaign
 * @param email the address of the lead
 * @param bounceType whether the failure is final
 * @param bounceReason what the receiving server said
 * @param json the JSON as it came
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/webhooks">Webhooks</a>
 */
public record MessageBounced(Instant timestamp, @Nullable String messageId, @Nullable String campaignId,
		@Nullable String email, @Nullable BounceType bounceType, @Nullable String bounceReason,
		String json) implements WebhookEvent {

	/**
	 * Creates an event.
	 */
	public MessageBounced {
		Objects.requireNonNull(timestamp, "timestamp is missing");
		Objects.requireNonNull(json, "json is missing");
	}

	@Override
	public WebhookEventType type() {
		return WebhookEventType.MESSAGE_BOUNCED;
	}

}
