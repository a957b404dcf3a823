package co.leadterra.client;

import java.io.Serializable;
import java.time.Duration;
import java.util.stream.Stream;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.internal.call.Attempt;
import co.leadterra.client.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * A call to Leadterra that failed. The subtypes tell why; the message says what happened,
 * to which call, and what to do about it.
 * <p>
 * Neither this exception nor its causes hold request headers, the body of the answer or
 * the API key. The message shows no mail addresses; a program gets them from
 * {@link LeadterraInvalidRequestException#getFieldErrors()}.
 *
 * @since 0.1.0
 */
public abstract class LeadterraException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final FailedCall call;

	LeadterraException(FailedCall call, String description, @Nullable Throwable cause) {
		super(ForeignText.withoutAddresses(message(call, description)), cause);
		this.call = call;
	}

	private static String message(FailedCall call, String description) {
		String attempts = (call.attempts() > 1) ? " after " + call.attempts() + " attempts" : "";
		String message = call.method() + " " + call.uriTemplate() + " failed" + attempts + ": " + description;
		return (call.requestId() != null) ? message + " (request id " + call.requestId() + ")" : message;
	}

	/**
	 * Returns how often the call was made. This exception is about the last time.
	 * @return 1 or more
	 */
	public int getAttempts() {
		return this.call.attempts();
	}

	/**
	 * Returns the HTTP method of the call.
	 * @return for example {@code POST}
	 */
	public HttpMethod getMethod() {
		return this.call.method();
	}

	/**
	 * Returns the path of the call with its variables unfilled.
	 * @return for example <code>/v1/campaigns/{campaignId}/start</code>
	 */
	public String getUriTemplate() {
		return this.call.uriTemplate();
	}

	/**
	 * Returns the HTTP status of the answer.
	 * @return the status, or {@code null} if no answer came or it could not be read
	 */
	public @Nullable Integer getStatus() {
		return this.call.status();
	}

	/**
	 * Returns the HTTP status of the answer as Spring knows it.
	 * @return the status, or {@code null} if no answer came or it could not be read
	 */
	public @Nullable HttpStatusCode getStatusCode() {
		return (this.call.status() != null) ? HttpStatusCode.valueOf(this.call.status()) : null;
	}

	/**
	 * Returns the code by which Leadterra names the error.
	 * @return for example {@code no_leads_enrolled}, or {@code null} if the answer had
	 * none
	 */
	public @Nullable String getCode() {
		return this.call.code();
	}

	/**
	 * Returns the id by which Leadterra's support can find the request.
	 * @return the id, or {@code null} if the answer carried none
	 */
	public @Nullable String getRequestId() {
		return this.call.requestId();
	}

	@Nullable Duration retryAfter() {
		return this.call.retryAfter();
	}

	/**
	 * The call that an exception is about, and what was answered to it.
	 *
	 * @param method the HTTP method
	 * @param uriTemplate the path with its variables unfilled
	 * @param status the HTTP status, absent if there was no answer
	 * @param requestId the id that the answer carried for the request
	 * @param code Leadterra's error code
	 * @param retryAfter how long to wait, if that is known
	 * @param attempts how often the call was made so far
	 */
	record FailedCall(HttpMethod method, String uriTemplate, @Nullable Integer status, @Nullable String requestId,
			@Nullable String code, @Nullable Duration retryAfter, int attempts) implements Serializable {

		FailedCall {
			uriTemplate = uriTemplate.replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*", "");
		}

		static FailedCall of(HttpMethod method, String uriTemplate, Attempt attempt) {
			ClientResponse answer = attempt.answer();
			return new FailedCall(method, uriTemplate, (answer != null) ? answer.statusCode().value() : null,
					(answer != null) ? requestId(answer, attempt.sentKey()) : null, null, null, attempt.number());
		}

		private static @Nullable String requestId(ClientResponse answer, @Nullable ApiKey key) {
			return Stream.of("X-Request-Id", "Request-Id")
				.flatMap((name) -> answer.headers().header(name).stream())
				.findFirst()
				.map((id) -> ForeignText.shown(id, key))
				.orElse(null);
		}

		FailedCall refused(@Nullable String code, @Nullable Duration retryAfter) {
			return new FailedCall(this.method, this.uriTemplate, this.status, this.requestId, code, retryAfter,
					this.attempts);
		}

	}

}
