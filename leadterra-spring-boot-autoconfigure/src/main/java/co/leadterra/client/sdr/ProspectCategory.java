package co.leadterra.client.sdr;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * How promising a prospect is, as a letter.
 * <p>
 * The constants are the documented values. Any other value that Leadterra uses is kept as
 * it is, and can be printed and compared like them.
 *
 * @param value the text that stands for the category in JSON
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/replies-assign">Assigning a
 * reply</a>
 */
public record ProspectCategory(@JsonValue String value) {

	/**
	 * Category A.
	 */
	public static final ProspectCategory A = new ProspectCategory("A");

	/**
	 * Category B.
	 */
	public static final ProspectCategory B = new ProspectCategory("B");

	/**
	 * Category C.
	 */
	public static final ProspectCategory C = new ProspectCategory("C");

	/**
	 * Creates a category from its text.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ProspectCategory {
		Assert.notNull(value, "value must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
