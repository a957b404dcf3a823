package co.leadterra.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * The kind of a failed delivery of an email.
 * <p>
 * The constants are the documented values. Any other value that Leadterra uses is kept as
 * it is, and can be printed and compared like them.
 *
 * @param value the text that stands for the bounce type in JSON
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/webhooks">Webhooks</a>
 */
public record BounceType(@JsonValue String value) {

	/**
	 * The address does not take email: Leadterra suppresses the lead.
	 */
	public static final BounceType HARD = new BounceType("hard");

	/**
	 * The email was not taken for a reason that may pass.
	 */
	public static final BounceType SOFT = new BounceType("soft");

	/**
	 * Creates a bounce type from its text.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public BounceType {
		Assert.notNull(value, "value must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
