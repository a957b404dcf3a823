package co.leadterra.client.sdr;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * How the Gmail connection of an SDR is doing.
 * <p>
 * The constants are the documented values. Any other value that Leadterra uses is kept as
 * it is, and can be printed and compared like them.
 *
 * @param value the text that stands for the state in JSON
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-gmail-status">Gmail
 * status</a>
 */
public record GmailHealthState(@JsonValue String value) {

	/**
	 * The connection works.
	 */
	public static final GmailHealthState ACTIVE = new GmailHealthState("active");

	/**
	 * The SDR has to authorize the connection again.
	 */
	public static final GmailHealthState NEEDS_REAUTH = new GmailHealthState("needs_reauth");

	/**
	 * Gmail limits the rate of calls at the moment.
	 */
	public static final GmailHealthState RATE_LIMITED = new GmailHealthState("rate_limited");

	/**
	 * There is no connection.
	 */
	public static final GmailHealthState DISCONNECTED = new GmailHealthState("disconnected");

	/**
	 * Creates a state from its text.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public GmailHealthState {
		Assert.notNull(value, "value must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
