package co.leadterra.client.sdr;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * What the threads of an inbox are sorted by.
 * <p>
 * The constants are the documented values. Any other value that Leadterra uses is kept as
 * it is, and can be printed and compared like them.
 *
 * @param value the text that stands for the order in JSON
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-inbox">SDR inbox</a>
 */
public record InboxOrder(@JsonValue String value) {

	/**
	 * By priority score; the default of Leadterra.
	 */
	public static final InboxOrder PRIORITY = new InboxOrder("priority");

	/**
	 * By the time of the last message.
	 */
	public static final InboxOrder LAST_MESSAGE = new InboxOrder("lastMessage");

	/**
	 * By the time of creation.
	 */
	public static final InboxOrder CREATED = new InboxOrder("created");

	/**
	 * Creates an order from its text.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public InboxOrder {
		Assert.notNull(value, "value must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
