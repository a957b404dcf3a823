package co.leadterra.test;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

import co.leadterra.client.LeadterraAuthenticationException;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraConflictException;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraInvalidRequestException;
import co.leadterra.client.LeadterraNotFoundException;
import co.leadterra.client.LeadterraPermissionException;
import co.leadterra.client.LeadterraRateLimitException;
import co.leadterra.client.LeadterraServerException;
import co.leadterra.client.LeadterraUnexpectedResponseException;
import co.leadterra.client.http.RetrySettings;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;

/**
 * The exceptions of calls, for tests whose Leadterra clients are mocks. They are what a
 * real client makes of such an answer, and say that they are about
 * {@code GET /v1/sender-pools}.
 *
 * <pre class="code">
 * given(campaigns.start("camp_1")).willReturn(Mono.error(LeadterraErrors.rateLimited(Duration.ofSeconds(5))));
 * </pre>
 *
 * @since 0.1.0
 */
public final class LeadterraErrors {

	private LeadterraErrors() {
	}

	/**
	 * Returns the exception of a call whose key was refused (401).
	 * @return the exception
	 */
	public static LeadterraAuthenticationException unauthorized() {
		return answered(LeadterraAuthenticationException.class, 401, "authentication_failed");
	}

	/**
	 * Returns the exception of a call that its key may not make (403).
	 * @return the exception
	 */
	public static LeadterraPermissionException forbidden() {
		return answered(LeadterraPermissionException.class, 403, "permission_denied");
	}

	/**
	 * Returns the exception of a call for something that does not exist (404).
	 * @param code Leadterra's error code, for example {@code campaign_not_found}
	 * @return the exception
	 */
	public static LeadterraNotFoundException notFound(String code) {
		return answered(LeadterraNotFoundException.class, 404, code);
	}

	/**
	 * Returns the exception of a call that contradicts an earlier one (409).
	 * @param code Leadterra's error code
	 * @return the exception
	 */
	public static LeadterraConflictException conflict(String code) {
		return answered(LeadterraConflictException.class, 409, code);
	}

	/**
	 * Returns the exception of a call that was refused as it stands (422).
	 * @param code Leadterra's error code, for example {@code no_leads_enrolled}
	 * @return the exception
	 */
	public static LeadterraInvalidRequestException invalidRequest(String code) {
		return answered(LeadterraInvalidRequestException.class, 422, code);
	}

	/**
	 * Returns the exception of a call that came too soon (429).
	 * @param retryAfter how long Leadterra asks to wait, in whole seconds, or
	 * {@code null} if it does not say
	 * @return the exception
	 */
	public static LeadterraRateLimitException rateLimited(@Nullable Duration retryAfter) {
		return answered(LeadterraRateLimitException.class, 429, "rate_limited", (headers) -> {
			if (retryAfter != null) {
				headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
			}
		});
	}

	/**
	 * Returns the exception of a call that Leadterra could not do.
	 * @param status 408 or a status from 500
	 * @return the exception
	 */
	public static LeadterraServerException serverError(int status) {
		return answered(LeadterraServerException.class, status, "internal_error");
	}

	/**
	 * Returns the exception of an answer that is no JSON.
	 * @return the exception
	 */
	public static LeadterraUnexpectedResponseException unexpectedResponse() {
		return failure(LeadterraUnexpectedResponseException.class, (method, uri, callback) -> Mono
			.just(response(200, MediaType.TEXT_HTML, "<html><body>Maintenance</body></html>")));
	}

	/**
	 * Returns the exception of a call for which there was no connection.
	 * @return the exception, which says that the call had no effect
	 */
	public static LeadterraConnectionException notConnected() {
		return failure(LeadterraConnectionException.class,
				(method, uri, callback) -> Mono.error(new ConnectException("Connection refused")));
	}

	/**
	 * Returns the exception of a call that was sent and not answered.
	 * @return the exception, which says that the call may have had its effect
	 */
	public static LeadterraConnectionException unanswered() {
		return failure(LeadterraConnectionException.class,
				(method, uri, callback) -> Mono.error(new SocketTimeoutException("Read timed out")));
	}

	private static <T extends LeadterraException> T answered(Class<T> type, int status, String code) {
		return answered(type, status, code, (headers) -> {
		});
	}

	private static <T extends LeadterraException> T answered(Class<T> type, int status, String code,
			Consumer<HttpHeaders> headers) {
		return failure(type, (method, uri, callback) -> {
			MockClientHttpResponse response = response(status, MediaType.APPLICATION_JSON,
					"{\"error\":{\"code\":\"%s\"}}".formatted(code));
			headers.accept(response.getHeaders());
			return Mono.just(response);
		});
	}

	private static MockClientHttpResponse response(int status, MediaType type, String body) {
		MockClientHttpResponse response = new MockClientHttpResponse(status);
		response.getHeaders().setContentType(type);
		response.setBody(body, StandardCharsets.UTF_8);
		return response;
	}

	// Nothing waits here: the answer is there before it is asked for.
	private static <T extends LeadterraException> T failure(Class<T> type, ClientHttpConnector connector) {
		Throwable failure = LeadterraClient.builder()
			.apiKey("sk_test_example_of_an_exception")
			.baseUrl(URI.create("http://localhost"))
			.connector(connector)
			.retries(RetrySettings.none())
			.build()
			.senderPools()
			.list()
			.then()
			.materialize()
			.map((signal) -> signal.getThrowable())
			.toFuture()
			.join();
		return type.cast(failure);
	}

}
