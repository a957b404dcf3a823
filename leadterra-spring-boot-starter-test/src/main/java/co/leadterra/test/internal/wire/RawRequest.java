package co.leadterra.test.internal.wire;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came in.
 *
 * @param method the HTTP method, in capitals
 * @param path the path, still encoded
 * @param segments the segments of the path, decoded
 * @param query the query parameters, decoded
 * @param headers the headers
 * @param body the body
 * @param operation what is called, or {@code null} if it is not documented
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawRequest(String method, String path, List<String> segments, Map<String, List<String>> query,
		Map<String, List<String>> headers, byte[] body, @Nullable Operation operation) {

	public static final String BEARER = "Bearer ";

	RawRequest(String method, String path, List<String> segments, Map<String, List<String>> query,
			Map<String, List<String>> headers, byte[] body) {
		this(method, path, segments, query, headers, body,
				Operation.atPath(segments)
					.stream()
					.filter((candidate) -> candidate.method().equals(method))
					.findFirst()
					.orElse(null));
	}

	public @Nullable String header(String name) {
		List<String> values = this.headers.getOrDefault(name, List.of());
		return values.isEmpty() ? null : values.get(0);
	}

	public @Nullable String apiKey() {
		String authorization = header("Authorization");
		return (authorization != null && authorization.startsWith(BEARER)) ? authorization.substring(BEARER.length())
				: null;
	}

}
