package co.leadterra.client.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * The state of a webhook.
 * <p>
 * The constants are the documented values. Any other value that Leadterra uses is kept as
 * it is, and can be printed and compared like them.
 *
 * @param value the text that stands for the status in JSON
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/webhooks">Webhooks</a>
 */
public record WebhookStatus(@JsonValue String value) {

	/**
	 * Events are delivered; the state of every new webhook.
	 */
	public static final WebhookStatus ACTIVE = new WebhookStatus("active");

	/**
	 * Creates a status from its text.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public WebhookStatus {
		Assert.notNull(value, "value must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
