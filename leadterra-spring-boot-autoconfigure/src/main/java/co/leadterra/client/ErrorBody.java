package co.leadterra.client;

import java.util.List;
import java.util.stream.Stream;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.json.ErrorReader;
import co.leadterra.client.sdr.Guardrails;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the body of an error says. The documentation shows none, so all sensible shapes
 * are read, and one that cannot be read says nothing.
 *
 * @param code Leadterra's error code
 * @param message Leadterra's explanation
 * @param fieldErrors what is wrong with single fields
 * @param icpFailed whether a contact does not fit the ideal customer profile
 * @param guardrails why a draft was not sent
 */
record ErrorBody(@Nullable String code, @Nullable String message, List<FieldError> fieldErrors, boolean icpFailed,
		@Nullable Guardrails guardrails) {

	private static final ErrorBody NOTHING = new ErrorBody(null, null, List.of(), false, null);

	static ErrorBody parse(byte[] body, JsonMapper mapper, @Nullable ApiKey key) {
		try {
			JsonNode root = mapper.readTree(body);
			return root.isObject() ? new Reader(root, mapper, new ErrorReader(key)).read() : NOTHING;
		}
		catch (JacksonException ex) {
			return NOTHING;
		}
	}

	private record Reader(JsonNode root, JsonMapper mapper, ErrorReader errors) {

		ErrorBody read() {
			List<JsonNode> places = Stream.of(this.root, this.root.path("error"), this.root.path("data"))
				.filter(JsonNode::isObject)
				.toList();
			String code = first(places, "code");
			String message = first(places, "message");
			String error = this.errors.text(this.root.path("error"));
			if (error != null) {
				if (code == null && error.matches("\\w+")) {
					code = error;
				}
				else if (message == null) {
					message = error;
				}
			}
			List<FieldError> fieldErrors = places.stream()
				.flatMap((place) -> place.path("errors").valueStream())
				.map(this.errors::fieldError)
				.toList();
			boolean icpFailed = places.stream().anyMatch((place) -> place.path("icpFailed").asBoolean(false));
			return new ErrorBody(code, message, fieldErrors, icpFailed, guardrails(places));
		}

		private @Nullable Guardrails guardrails(List<JsonNode> places) {
			return places.stream()
				.map((place) -> place.path("guardrails"))
				.filter(JsonNode::isObject)
				.findFirst()
				.map(this::guardrails)
				.orElse(null);
		}

		private Guardrails guardrails(JsonNode node) {
			try {
				return this.mapper.treeToValue(node, Guardrails.class);
			}
			catch (JacksonException ex) {
				return new Guardrails(null, List.of(), null);
			}
		}

		private @Nullable String first(List<JsonNode> places, String name) {
			return places.stream()
				.map((place) -> place.path(name))
				.map(this.errors::text)
				.filter((text) -> text != null)
				.findFirst()
				.orElse(null);
		}

	}

}
