package co.leadterra.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request as the server received it, the {@code Authorization} header included. Its
 * text form shows method and path only.
 *
 * @since 0.1.0
 * @see LeadterraServer#requests()
 */
public final class RecordedRequest {

	private final String method;

	private final String path;

	private final Map<String, List<String>> query;

	private final Map<String, List<String>> headers;

	private final byte[] body;

	private final List<String> segments;

	private final @Nullable Operation operation;

	RecordedRequest(String method, String path, List<String> segments, Map<String, List<String>> query,
			Map<String, List<String>> headers, byte[] body) {
		this.method = method;
		this.path = path;
		this.segments = segments;
		this.query = query;
		this.headers = headers;
		this.body = body;
		this.operation = Operation.atPath(segments)
			.stream()
			.filter((candidate) -> candidate.method().equals(method))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the HTTP method, in capitals.
	 * @return the method
	 */
	public String method() {
		return this.method;
	}

	/**
	 * Returns the path as it was sent, still percent-encoded and without the query.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Returns the documented call that the request is, for example
	 * {@code POST /v1/campaigns/:id/start}.
	 * @return the operation, or {@code null} if the request is none of the documented
	 * calls
	 */
	public @Nullable String operation() {
		return (this.operation != null) ? this.operation.toString() : null;
	}

	/**
	 * Returns the decoded query parameters.
	 * @return the values by name, each list in the order sent
	 */
	public Map<String, List<String>> query() {
		return this.query;
	}

	/**
	 * Returns the headers.
	 * @return the values by name; names are looked up in any case
	 */
	public Map<String, List<String>> headers() {
		return this.headers;
	}

	/**
	 * Returns a header's first value.
	 * @param name the header's name, in any case
	 * @return the value, or {@code null} if the header was not sent
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.getOrDefault(name, List.of());
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * Returns the API key, unmasked.
	 * @return the {@code Authorization} header's text after {@code Bearer}, or
	 * {@code null} if there is no such header
	 */
	public @Nullable String apiKey() {
		String authorization = header("Authorization");
		return (authorization != null && authorization.startsWith(Keys.BEARER))
				? authorization.substring(Keys.BEARER.length()) : null;
	}

	/**
	 * Returns the body as text.
	 * @return the body read as UTF-8, empty if there was none
	 */
	public String body() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	byte[] bodyBytes() {
		return this.body;
	}

	List<String> segments() {
		return this.segments;
	}

	@Nullable Operation calledOperation() {
		return this.operation;
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

}
