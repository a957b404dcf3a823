package co.leadterra.client;

import java.io.Serializable;
import java.util.Objects;
import java.util.stream.Stream;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * The call that an exception is about, and what was answered to it.
 *
 * @param method the HTTP method
 * @param uriTemplate the path with its variables unfilled
 * @param status the HTTP status, absent if there was no answer
 * @param requestId the id that the answer carried for the request
 * @param code Leadterra's error code
 * @param attempts how often the call was made so far
 */
record FailedCall(HttpMethod method, String uriTemplate, @Nullable Integer status, @Nullable String requestId,
		@Nullable String code, int attempts) implements Serializable {

	FailedCall {
		uriTemplate = uriTemplate.replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*", "");
	}

	static FailedCall withoutAnswer(HttpMethod method, String uriTemplate, int attempts) {
		return new FailedCall(method, uriTemplate, null, null, null, attempts);
	}

	FailedCall answered(int status, HttpHeaders headers, @Nullable ApiKey key) {
		String requestId = Stream.of("X-Request-Id", "Request-Id")
			.map(headers::getFirst)
			.filter(Objects::nonNull)
			.findFirst()
			.map((id) -> ForeignText.shown(id, key))
			.orElse(null);
		return new FailedCall(this.method, this.uriTemplate, status, requestId, null, this.attempts);
	}

	FailedCall withCode(@Nullable String code) {
		return new FailedCall(this.method, this.uriTemplate, this.status, this.requestId, code, this.attempts);
	}

}
