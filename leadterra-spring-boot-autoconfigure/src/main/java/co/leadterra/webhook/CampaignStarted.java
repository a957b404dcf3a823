package co.leadterra.webhook;

import java.time.Instant;
import java.util.Objects;

import co.leadterra.client.webhook.WebhookEventType;
import org.jspecify.annotations.Nullable;

/**
 * A campaign began to send.
 *
 * @param timestamp the time of the event
 * @param campaignId the identifier of the campaign
 * @param json the JSON as it came
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/webhooks">Webhooks</a>
 */
public record CampaignStarted(Instant timestamp, @Nullable String campaignId, String json) implements WebhookEvent {

	/**
	 * Creates an event.
	 */
	public CampaignStarted {
		Objects.requireNonNull(timestamp, "timestamp is missing");
		Objects.requireNonNull(json, "json is missing");
	}

	@Override
	public WebhookEventType type() {
		return WebhookEventType.CAMPAIGN_STARTED;
	}

}
