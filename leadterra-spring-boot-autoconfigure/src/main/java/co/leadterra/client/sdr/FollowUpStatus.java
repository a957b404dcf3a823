package co.leadterra.client.sdr;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * The state of a follow-up.
 * <p>
 * The constants are the documented values. Any other value that Leadterra uses is kept as
 * it is, and can be printed and compared like them.
 *
 * @param value the text that stands for the status in JSON
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-followups">Due follow-ups</a>
 */
public record FollowUpStatus(@JsonValue String value) {

	/**
	 * Still to be done; the only value the documentation shows.
	 */
	public static final FollowUpStatus PENDING = new FollowUpStatus("pending");

	/**
	 * Creates a status from its text.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public FollowUpStatus {
		Assert.notNull(value, "value must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
