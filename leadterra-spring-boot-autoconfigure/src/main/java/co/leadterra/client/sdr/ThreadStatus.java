package co.leadterra.client.sdr;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * Where a prospect thread stands.
 * <p>
 * The constants are the documented values. Any other value that Leadterra uses is kept as
 * it is, and can be printed and compared like them.
 *
 * @param value the text that stands for the status in JSON
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-inbox">SDR inbox</a>
 */
public record ThreadStatus(@JsonValue String value) {

	/**
	 * Not worked on yet.
	 */
	public static final ThreadStatus NEW = new ThreadStatus("new");

	/**
	 * The prospect is expected to answer.
	 */
	public static final ThreadStatus AWAITING_REPLY = new ThreadStatus("awaiting_reply");

	/**
	 * A follow-up should be sent.
	 */
	public static final ThreadStatus NEEDS_FOLLOWUP = new ThreadStatus("needs_followup");

	/**
	 * The prospect has answered.
	 */
	public static final ThreadStatus REPLIED = new ThreadStatus("replied");

	/**
	 * A meeting is booked.
	 */
	public static final ThreadStatus MEETING_BOOKED = new ThreadStatus("meeting_booked");

	/**
	 * The prospect was won.
	 */
	public static final ThreadStatus WON = new ThreadStatus("won");

	/**
	 * Lost: the prospect is not interested.
	 */
	public static final ThreadStatus LOST_NOT_INTERESTED = new ThreadStatus("lost_not_interested");

	/**
	 * Lost: the time was not right.
	 */
	public static final ThreadStatus LOST_TIMING = new ThreadStatus("lost_timing");

	/**
	 * Lost to a competitor.
	 */
	public static final ThreadStatus LOST_COMPETITOR = new ThreadStatus("lost_competitor");

	/**
	 * Put away.
	 */
	public static final ThreadStatus ARCHIVED = new ThreadStatus("archived");

	/**
	 * Creates a status from its text.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ThreadStatus {
		Assert.notNull(value, "value must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
