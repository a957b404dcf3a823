package co.leadterra.client.internal.json;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what an answer says of errors. The documentation shows none, so all sensible
 * shapes are read, and one that cannot be read says nothing.
 *
 * @param key the key that may be quoted in texts
 * @since 0.1.0
 */
public record ErrorReader(@Nullable ApiKey key) {

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
		return ForeignText.shown(node.asString(), this.key);
	}

}
