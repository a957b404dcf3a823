package co.leadterra.test.internal.workspace;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A refusal by the API. The documentation gives no code for many of them, so the code may
 * be absent.
 */
public final class ApiError extends RuntimeException {

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

	public static ApiError of(int status, @Nullable String code, String text) {
		return new ApiError(status, code, text, List.of(), Map.of());
	}

	public static ApiError invalidRequest(String text) {
		return of(400, "invalid_request", text);
	}

	public static ApiError notFound(String text) {
		return of(404, null, text);
	}

	public static ApiError invalidEntries(String text, List<InvalidEntry> errors) {
		return new ApiError(422, null, text, errors, Map.of());
	}

	public static ApiError withDetails(int status, String text, Map<String, Object> details) {
		return new ApiError(status, null, text, List.of(), details);
	}

	public int status() {
		return this.status;
	}

	public @Nullable String code() {
		return this.code;
	}

	public String text() {
		return this.text;
	}

	public List<InvalidEntry> errors() {
		return this.errors;
	}

	public Map<String, Object> details() {
		return this.details;
	}

}
