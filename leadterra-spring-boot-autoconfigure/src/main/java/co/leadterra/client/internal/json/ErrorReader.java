package co.leadterra.client.internal.json;

import java.util.function.UnaryOperator;

import co.leadterra.client.http.FieldError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what an answer says of errors. The documentation shows none, so all sensible
 * shapes are read, and one that cannot be read says nothing.
 *
 * @param redactor takes keys out of texts
 * @since 0.1.0
 */
public record ErrorReader(UnaryOperator<String> redactor) {

	private static final int MAX_TEXT = 500;

	/**
	 * Reads one entry of {@code errors}.
	 * @param node an object, or a text
	 * @return what it says
	 */
	public FieldError fieldError(JsonNode node) {
		if (!node.isObject()) {
			return new FieldError(null, null, null, null, text(node));
		}
		JsonNode index = node.path("index");
		return new FieldError(index.canConvertToInt() ? index.intValue() : null, text(node.path("field")),
				text(node.path("email")), text(node.path("code")), text(node.path("message")));
	}

	/**
	 * Reads a text.
	 * @param node a value
	 * @return the text, cut off if it is long, or {@code null} if there is none
	 */
	public @Nullable String text(JsonNode node) {
		if (!node.isValueNode() || node.isNull() || node.asString().isBlank()) {
			return null;
		}
		String text = this.redactor.apply(node.asString());
		return (text.length() > MAX_TEXT) ? text.substring(0, MAX_TEXT) + "…" : text;
	}

}
