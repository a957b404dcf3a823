package co.leadterra.test.internal.api;

import java.util.List;
import java.util.Map;

import co.leadterra.test.internal.workspace.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request, read by type.
 *
 * @param values the decoded values by name
 */
record Query(Map<String, List<String>> values) {

	@Nullable String text(String name) {
		List<String> all = all(name);
		return all.isEmpty() ? null : all.get(0);
	}

	List<String> all(String name) {
		return this.values.getOrDefault(name, List.of());
	}

	int number(String name, int defaultValue, int min, int max) {
		String text = text(name);
		if (text == null) {
			return defaultValue;
		}
		try {
			int number = Integer.parseInt(text);
			if (number >= min && number <= max) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// refused below, as a number out of range is
		}
		throw ApiError.invalidRequest("%s must be a number from %s to %s".formatted(name, min, max));
	}

	@Nullable Boolean flag(String name) {
		return switch (oneOf(name, List.of("true", "false"))) {
			case "true" -> Boolean.TRUE;
			case "false" -> Boolean.FALSE;
			default -> null;
		};
	}

	String oneOf(String name, List<String> allowed) {
		String text = text(name);
		if (text == null) {
			return "";
		}
		if (!allowed.contains(text)) {
			throw ApiError.invalidRequest("%s must be one of %s".formatted(name, allowed));
		}
		return text;
	}

}
