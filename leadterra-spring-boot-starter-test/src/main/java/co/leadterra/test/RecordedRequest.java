package co.leadterra.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import co.leadterra.test.internal.wire.Operation;
import co.leadterra.test.internal.wire.RawRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request as the server received it, the {@code Authorization} header included. Its
 * text form shows method and path only.
 *
 * @since 0.1.0
 * @see LeadterraServer#requests()
 */
public final class RecordedRequest {

	private final RawRequest request;

	RecordedRequest(RawRequest request) {
		this.request = request;
	}

	/**
	 * Returns the HTTP method, in capitals.
	 * @return the method
	 */
	public String method() {
		return this.request.method();
	}

	/**
	 * Returns the path as it was sent, still percent-encoded and without the query.
	 * @return the path
	 */
	public String path() {
		return this.request.path();
	}

	/**
	 * Returns the documented call that the request is, for example
	 * {@code POST /v1/campaigns/:id/start}.
	 * @return the operation, or {@code null} if the request is none of the documented
	 * calls
	 */
	public @Nullable String operation() {
		Operation operation = this.request.operation();
		return (operation != null) ? operation.toString() : null;
	}

	/**
	 * Returns the decoded query parameters.
	 * @return the values by name, each list in the order sent
	 */
	public Map<String, List<String>> query() {
		return this.request.query();
	}

	/**
	 * Returns the headers.
	 * @return the values by name; names are looked up in any case
	 */
	public Map<String, List<String>> headers() {
		return this.request.headers();
	}

	/**
	 * Returns a header's first value.
	 * @param name the header's name, in any case
	 * @return the value, or {@code null} if the header was not sent
	 */
	public @Nullable String header(String name) {
		return this.request.header(name);
	}

	/**
	 * Returns the API key, unmasked.
	 * @return the {@code Authorization} header's text after {@code Bearer}, or
	 * {@code null} if there is no such header
	 */
	public @Nullable String apiKey() {
		return this.request.apiKey();
	}

	/**
	 * Returns the body as text.
	 * @return the body read as UTF-8, empty if there was none
	 */
	public String body() {
		return new String(this.request.body(), StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return method() + " " + path();
	}

}
