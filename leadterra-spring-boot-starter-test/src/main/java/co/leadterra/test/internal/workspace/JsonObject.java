package co.leadterra.test.internal.workspace;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, read by type: whatever is missing or of another type ends
 * the call with {@code invalid_request}.
 */
public final class JsonObject {

	public static final JsonObject EMPTY = new JsonObject("", Map.of());

	private final String path;

	private final Map<String, @Nullable Object> values;

	private JsonObject(String path, Map<String, @Nullable Object> values) {
		this.path = path;
		this.values = values;
	}

	public static JsonObject body(@Nullable Object json) {
		return from(json, "", "the body");
	}

	@SuppressWarnings("unchecked")
	private static JsonObject from(@Nullable Object json, String path, String name) {
		if (!(json instanceof Map)) {
			throw ApiError.invalidRequest(name + " must be an object");
		}
		return new JsonObject(path, (Map<String, @Nullable Object>) json);
	}

	public Map<String, @Nullable Object> values() {
		return this.values;
	}

	public String requiredText(String name) {
		String text = text(name);
		if (text == null || text.isBlank()) {
			throw missing(name);
		}
		return text;
	}

	public @Nullable String text(String name) {
		return read(name, String.class, "a string");
	}

	public void copyTexts(Map<String, Object> target, String... names) {
		for (String name : names) {
			String text = text(name);
			if (text != null) {
				target.put(name, text);
			}
		}
	}

	public @Nullable Integer integer(String name) {
		return read(name, Integer.class, "an integer");
	}

	public boolean flag(String name) {
		return Boolean.TRUE.equals(read(name, Boolean.class, "a boolean"));
	}

	public @Nullable Instant instant(String name) {
		String text = text(name);
		if (text == null) {
			return null;
		}
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			throw mistyped(name, "an ISO 8601 date and time");
		}
	}

	@Nullable JsonObject object(String name) {
		Object value = this.values.get(name);
		return (value != null) ? from(value, pathOf(name) + ".", pathOf(name)) : null;
	}

	public List<JsonObject> objects(String name) {
		return elements(name, (element, path) -> from(element, path + ".", path));
	}

	public List<String> texts(String name) {
		return elements(name, (element, path) -> {
			if (element instanceof String text) {
				return text;
			}
			throw ApiError.invalidRequest(path + " must be a string");
		});
	}

	private <T> List<T> elements(String name, BiFunction<@Nullable Object, String, T> reader) {
		List<?> list = read(name, List.class, "an array");
		if (list == null) {
			return List.of();
		}
		List<T> elements = new ArrayList<>(list.size());
		for (int i = 0; i < list.size(); i++) {
			elements.add(reader.apply(list.get(i), pathOf(name) + "[" + i + "]"));
		}
		return elements;
	}

	private <T> @Nullable T read(String name, Class<T> type, String description) {
		Object value = this.values.get(name);
		if (value != null && !type.isInstance(value)) {
			throw mistyped(name, description);
		}
		return type.cast(value);
	}

	public ApiError missing(String name) {
		return ApiError.invalidRequest(pathOf(name) + " is required");
	}

	public ApiError mistyped(String name, String description) {
		return ApiError.invalidRequest(pathOf(name) + " must be " + description);
	}

	private String pathOf(String name) {
		return this.path + name;
	}

}
