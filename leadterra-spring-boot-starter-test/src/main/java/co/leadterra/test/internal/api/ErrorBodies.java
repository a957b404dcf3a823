package co.leadterra.test.internal.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import co.leadterra.test.ErrorEntryShape;
import co.leadterra.test.ErrorShape;
import co.leadterra.test.internal.wire.Answer;
import co.leadterra.test.internal.workspace.ApiError;
import co.leadterra.test.internal.workspace.InvalidEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings errors into the form of an {@link ErrorShape}.
 *
 * @param shape the form
 * @param entryShape the form of what is said about single entries
 * @param echo what each error's text ends with
 * @param json writes JSON
 */
public record ErrorBodies(ErrorShape shape, ErrorEntryShape entryShape, String echo, JsonMapper json) {

	public Answer render(ApiError error) {
		String text = error.text() + this.echo;
		return switch (this.shape) {
			case NESTED -> json(error, nested(error, text));
			case FLAT -> json(error, flat(error, text));
			case TEXT -> json(error, text(error, text));
			case ERRORS -> json(error, errors(error, text));
			case EMPTY -> Answer.empty(error.status());
			case HTML -> Answer.of(error.status(), "text/html;charset=utf-8",
					"<html><body><h1>%s</h1><p>%s</p></body></html>".formatted(error.status(), text));
		};
	}

	private Answer json(ApiError error, Map<String, Object> body) {
		return Answer.of(error.status(), Answer.JSON, this.json.writeValueAsBytes(body));
	}

	private Map<String, Object> nested(ApiError error, String text) {
		Map<String, Object> inner = codeAndMessage(error, text);
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("error", inner);
		error.details().forEach((name, value) -> (isGuardrails(name) ? inner : body).put(name, value));
		return withErrors(body, error);
	}

	private Map<String, Object> flat(ApiError error, String text) {
		Map<String, Object> body = codeAndMessage(error, text);
		body.putAll(error.details());
		return withErrors(body, error);
	}

	private Map<String, Object> text(ApiError error, String text) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("error", text);
		putIfPresent(body, "code", error.code());
		error.details()
			.forEach((name, value) -> body.put(isGuardrails(name) ? "data" : name,
					isGuardrails(name) ? Map.of(name, value) : value));
		return withErrors(body, error);
	}

	private Map<String, Object> errors(ApiError error, String text) {
		List<?> errors = error.errors().isEmpty() ? List.of(codeAndMessage(error, text)) : entries(error);
		Map<String, Object> body = new LinkedHashMap<>(error.details());
		body.put("errors", errors);
		return body;
	}

	private List<Object> entries(ApiError error) {
		return error.errors().stream().map((entry) -> render(this.entryShape, entry)).toList();
	}

	static Object render(ErrorEntryShape shape, InvalidEntry entry) {
		String message = entry.message();
		return switch (shape) {
			case INDEX_AND_EMAIL -> Map.of("index", entry.index(), "email", entry.email(), "message", message);
			case INDEX -> Map.of("index", entry.index(), "message", message);
			case INDEX_FROM_ONE -> Map.of("index", entry.index() + 1, "message", message);
			case EMAIL -> Map.of("email", entry.email(), "message", message);
			case FIELD -> Map.of("field", entry.field(), "message", message);
			case TEXT -> entry.email() + ": " + message;
		};
	}

	private static Map<String, Object> codeAndMessage(ApiError error, String text) {
		Map<String, Object> body = new LinkedHashMap<>();
		putIfPresent(body, "code", error.code());
		body.put("message", text);
		return body;
	}

	private Map<String, Object> withErrors(Map<String, Object> body, ApiError error) {
		if (!error.errors().isEmpty()) {
			body.put("errors", entries(error));
		}
		return body;
	}

	private static void putIfPresent(Map<String, Object> body, String name, @Nullable String value) {
		if (value != null) {
			body.put(name, value);
		}
	}

	private static boolean isGuardrails(String name) {
		return name.equals("guardrails");
	}

}
