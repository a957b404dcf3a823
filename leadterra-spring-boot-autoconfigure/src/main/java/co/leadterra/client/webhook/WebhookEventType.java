package co.leadterra.client.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * The kind of an event that a webhook is told about.
 * <p>
 * The constants are the documented values. Any other value that Leadterra uses is kept as
 * it is, and can be printed and compared like them.
 *
 * @param value the text that stands for the event type in JSON
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/webhooks">Webhooks</a>
 */
public record WebhookEventType(@JsonValue String value) {

	/**
	 * A campaign began to send.
	 */
	public static final WebhookEventType CAMPAIGN_STARTED = new WebhookEventType("campaign.started");

	/**
	 * One email of a sequence was sent.
	 */
	public static final WebhookEventType MESSAGE_SENT = new WebhookEventType("message.sent");

	/**
	 * An email was not delivered.
	 */
	public static final WebhookEventType MESSAGE_BOUNCED = new WebhookEventType("message.bounced");

	/**
	 * A reply came in and was classified.
	 */
	public static final WebhookEventType REPLY_RECEIVED = new WebhookEventType("reply.received");

	/**
	 * Creates an event type from its text.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public WebhookEventType {
		Assert.notNull(value, "value must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
