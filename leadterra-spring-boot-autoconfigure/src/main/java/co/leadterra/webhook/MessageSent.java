package co.leadterra.webhook;

import java.time.Instant;
import java.util.Objects;

import co.leadterra.client.webhook.WebhookEventType;
import org.jspecify.annotations.Nullable;

/**
 * One email of a sequence was sent.
 *
 * @param timestamp the time of the event
 * @param messageId the identifier of the email
 * @param campaignId the identifier of the campaign
 * @param email the address of the lead
 * @param sequenceStep the index of the step; whether the first is 0 or 1 is not
 * documented
 * @param json the JSON as it came
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/webhooks">Webhooks</a>
 */
public record MessageSent(Instant timestamp, @Nullable String messageId, @Nullable String campaignId,
		@Nullable String email, @Nullable Integer sequenceStep, String json) implements WebhookEvent {

	/**
	 * Creates an event.
	 */
	public MessageSent {
		Objects.requireNonNull(timestamp, "timestamp is missing");
		Objects.requireNonNull(json, "json is missing");
	}

	@Override
	public WebhookEventType type() {
		return WebhookEventType.MESSAGE_SENT;
	}

}
