package co.leadterra.client;

import java.util.List;
import java.util.Objects;
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

	static ErrorBody parse(byte[] body, JsonMapper mapper, @Nullable ApiKey key) {
		try {
			return read(mapper.readTree(body), mapper, new ErrorReader(key));
		}
		catch (JacksonException ex) {
			return new ErrorBody(null, null, List.of(), false, null);
		}
	}

	private static ErrorBody read(JsonNode root, JsonMapper mapper, ErrorReader errors) {
		List<JsonNode> places = Stream.of(root, root.path("error"), root.path("data"))
			.filter(JsonNode::isObject)
			.toList();
		String code = first(places, "code", errors);
		String message = first(places, "message", errors);
		String error = errors.text(root.path("error"));
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
			.map(errors::fieldError)
			.toList();
		boolean icpFailed = places.stream().anyMatch((place) -> place.path("icpFailed").asBoolean(false));
		Guardrails guardrails = places.stream()
			.map((place) -> place.path("guardrails"))
			.filter(JsonNode::isObject)
			.findFirst()
			.map((node) -> guardrails(node, mapper))
			.orElse(null);
		return new ErrorBody(code, message, fieldErrors, icpFailed, guardrails);
	}

	private static @Nullable String first(List<JsonNode> places, String name, ErrorReader errors) {
		return places.stream()
			.map((place) -> errors.text(place.path(name)))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static Guardrails guardrails(JsonNode node, JsonMapper mapper) {
		try {
			return mapper.treeToValue(node, Guardrails.class);
		}
		catch (JacksonException ex) {
			return new Guardrails(null, List.of(), null);
		}
	}

}
