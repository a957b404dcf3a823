package co.leadterra.client;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

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

	static FailedCall withoutAnswer(HttpMethod method, String uriTemplate, int attempts) {
		return new FailedCall(method, uriTemplate, null, null, null, attempts);
	}

}
