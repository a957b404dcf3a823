package co.leadterra.client.reply;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * What Leadterra takes a reply to mean.
 * <p>
 * The constants are the documented values. Any other value that Leadterra uses is kept as
 * it is, and can be printed and compared like them.
 *
 * @param value the text that stands for the classification in JSON
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/concepts/replies">Replies</a>
 */
public record ReplyClassification(@JsonValue String value) {

	/**
	 * The lead wants to hear more.
	 */
	public static final ReplyClassification INTERESTED = new ReplyClassification("interested");

	/**
	 * The lead declines.
	 */
	public static final ReplyClassification NOT_INTERESTED = new ReplyClassification("not_interested");

	/**
	 * An automatic answer from an absent lead.
	 */
	public static final ReplyClassification OUT_OF_OFFICE = new ReplyClassification("out_of_office");

	/**
	 * A notice that the email was not delivered.
	 */
	public static final ReplyClassification BOUNCE = new ReplyClassification("bounce");

	/**
	 * The lead asks for no further emails.
	 */
	public static final ReplyClassification UNSUBSCRIBE = new ReplyClassification("unsubscribe");

	/**
	 * Creates a classification from its text.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ReplyClassification {
		Assert.notNull(value, "value must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
