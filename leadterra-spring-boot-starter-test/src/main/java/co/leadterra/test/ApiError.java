package co.leadterra.test;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A refusal by the API. The documentation gives no code for many of them, so the code may
 * be absent.
 */
final class ApiError extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final @Nullable String code;

	private final String text;

	private final transient List<InvalidEntry> errors;

	private final transient Map<String, Object> details;

	private ApiError(int status, @Nullable String code, String text, List<InvalidEntry> errors,
			Map<String, Object> details) {
		super(text, null, false, false);
		this.status = status;
		this.code = code;
		this.text = text;
		this.errors = errors;
		this.details = details;
	}

	static ApiError of(int status, @Nullable String code, String text) {
		return new ApiError(status, code, text, List.of(), Map.of());
	}

	static ApiError invalidRequest(String text) {
		return of(400, "invalid_request", text);
	}

	static ApiError notFound(String text) {
		return of(404, null, text);
	}

	static ApiError invalidEntries(String text, List<InvalidEntry> errors) {
		return new ApiError(422, null, text, errors, Map.of());
	}

	static ApiError withDetails(int status, String text, Map<String, Object> details) {
		return new ApiError(status, null, text, List.of(), details);
	}

	int status() {
		return this.status;
	}

	@Nullable String code() {
		return this.code;
	}

	String text() {
		return this.text;
	}

	List<InvalidEntry> errors() {
		return this.errors;
	}

	Map<String, Object> details() {
		return this.details;
	}

}
