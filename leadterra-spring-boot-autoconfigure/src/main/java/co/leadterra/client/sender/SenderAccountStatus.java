package co.leadterra.client.sender;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * The state of a sender account.
 * <p>
 * The constants are the documented values. Any other value that Leadterra uses is kept as
 * it is, and can be printed and compared like them.
 *
 * @param value the text that stands for the status in JSON
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sender-accounts">Sender
 * accounts</a>
 */
public record SenderAccountStatus(@JsonValue String value) {

	/**
	 * The account sends.
	 */
	public static final SenderAccountStatus ACTIVE = new SenderAccountStatus("active");

	/**
	 * The account does not send.
	 */
	public static final SenderAccountStatus PAUSED = new SenderAccountStatus("paused");

	/**
	 * The account is being ramped up and does not yet take its full share.
	 */
	public static final SenderAccountStatus WARMING = new SenderAccountStatus("warming");

	/**
	 * Creates a status from its text.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public SenderAccountStatus {
		Assert.notNull(value, "value must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
