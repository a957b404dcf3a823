package co.leadterra.webhook;

import java.time.Instant;
import java.util.Objects;

import co.leadterra.client.reply.Reply;
import co.leadterra.client.webhook.WebhookEventType;

/**
 * A reply came in and was classified.
 *
 * @param timestamp the time of the event
 * @param reply the reply
 * @param json the JSON as it came
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/webhooks">Webhooks</a>
 */
public record ReplyReceived(Instant timestamp, Reply reply, String json) implements WebhookEvent {

	/**
	 * Creates an event.
	 */
	public ReplyReceived {
		Objects.requireNonNull(timestamp, "timestamp is missing");
		Objects.requireNonNull(reply, "reply is missing");
		Objects.requireNonNull(json, "json is missing");
	}

	@Override
	public WebhookEventType type() {
		return WebhookEventType.REPLY_RECEIVED;
	}

}
