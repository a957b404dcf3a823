package co.leadterra.test;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import co.leadterra.client.LeadterraAuthenticationException;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraConflictException;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.LeadterraDraftBlockedException;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraInvalidRequestException;
import co.leadterra.client.LeadterraNotFoundException;
import co.leadterra.client.LeadterraPermissionException;
import co.leadterra.client.LeadterraRateLimitException;
import co.leadterra.client.LeadterraServerException;
import co.leadterra.client.LeadterraUnexpectedResponseException;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.test.internal.api.DraftOperations;
import co.leadterra.test.internal.api.ErrorBodies;
import co.leadterra.test.internal.wire.Answer;
import co.leadterra.test.internal.workspace.ApiError;
import co.leadterra.test.internal.workspace.InvalidEntry;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;
import org.springframework.util.Assert;

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
	 * Returns the exception of a call whose key was rejected (401).
	 * @return the exception
	 */
	public static LeadterraAuthenticationException authenticationFailed() {
		return answered(LeadterraAuthenticationException.class,
				ApiError.of(401, "authentication_failed", "The API key is invalid or has been revoked"));
	}

	/**
	 * Returns the exception of a call that its key may not make (403).
	 * @return the exception
	 */
	public static LeadterraPermissionException permissionDenied() {
		return answered(LeadterraPermissionException.class,
				ApiError.of(403, null, "The API key has no permission to perform this action"));
	}

	/**
	 * Returns the exception of a call for something that does not exist (404).
	 * @param code the error code, for example {@code campaign_not_found}
	 * @return the exception
	 */
	public static LeadterraNotFoundException notFound(String code) {
		return answered(LeadterraNotFoundException.class, ApiError.of(404, code, "There is no such thing"));
	}

	/**
	 * Returns the exception of a hand-off that was made already (409).
	 * @return the exception
	 */
	public static LeadterraConflictException conflict() {
		return answered(LeadterraConflictException.class,
				ApiError.of(409, null, "The reply has already been forwarded"));
	}

	/**
	 * Returns the exception of a call that was refused as it stands (400).
	 * @param code the error code, for example {@code no_leads_enrolled}
	 * @return the exception
	 */
	public static LeadterraInvalidRequestException invalidRequest(String code) {
		return answered(LeadterraInvalidRequestException.class, ApiError.of(400, code, "The call is refused"));
	}

	/**
	 * Returns the exception of a call with leads or addresses that are invalid (422).
	 * @param emails their addresses, which were the first of the call
	 * @return the exception, whose field errors name them
	 */
	public static LeadterraInvalidRequestException invalidEmails(String... emails) {
		List<InvalidEntry> entries = new ArrayList<>();
		for (String email : emails) {
			entries.add(new InvalidEntry(entries.size(), "email", email, "not a valid email address"));
		}
		return answered(LeadterraInvalidRequestException.class,
				ApiError.invalidEntries("Some entries are invalid; none was kept", entries));
	}

	/**
	 * Returns the exception of a hand-off whose contact does not fit the ideal customer
	 * profile (400).
	 * @return the exception
	 */
	public static LeadterraInvalidRequestException icpFailed() {
		return answered(LeadterraInvalidRequestException.class, ApiError.withDetails(400,
				"The contact is outside the ideal customer profile", Map.of("icpFailed", true)));
	}

	/**
	 * Returns the exception of a draft that the guardrails held back (422).
	 * @param issues what they found
	 * @return the exception
	 */
	public static LeadterraDraftBlockedException draftBlocked(String... issues) {
		return answered(LeadterraDraftBlockedException.class,
				ApiError.withDetails(422, "The draft is blocked by the guardrails",
						Map.of("guardrails", DraftOperations.guardrails(List.of(issues)))));
	}

	/**
	 * Returns the exception of a call that came too soon (429), without a
	 * {@code Retry-After}.
	 * @return the exception
	 */
	public static LeadterraRateLimitException rateLimited() {
		return answered(LeadterraRateLimitException.class, tooManyCalls());
	}

	/**
	 * Returns the exception of a call that came too soon (429).
	 * @param retryAfter how long Leadterra asks to wait, of which whole seconds are sent
	 * @return the exception
	 */
	public static LeadterraRateLimitException rateLimited(Duration retryAfter) {
		return answered(LeadterraRateLimitException.class,
				tooManyCalls().withHeaders(Map.of("Retry-After", Long.toString(retryAfter.toSeconds()))));
	}

	private static Answer tooManyCalls() {
		return rendered(ApiError.of(429, null, "The API key made too many calls"));
	}

	/**
	 * Returns the exception of a call that Leadterra could not do.
	 * @param status 408 or a status from 500
	 * @return the exception
	 */
	public static LeadterraServerException serverError(int status) {
		return answered(LeadterraServerException.class, ApiError.of(status, null, "Something went wrong"));
	}

	/**
	 * Returns the exception of an answer that is no JSON.
	 * @return the exception, which says that the answer is a page of HTML
	 */
	public static LeadterraUnexpectedResponseException unexpectedResponse() {
		return answered(LeadterraUnexpectedResponseException.class,
				Answer.of(200, "text/html;charset=utf-8", "<html><body>Maintenance</body></html>"));
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
				(method, uri, callback) -> callback.apply(new MockClientHttpRequest(method, uri))
					.then(Mono.error(new SocketTimeoutException("Read timed out"))));
	}

	private static <T extends LeadterraException> T answered(Class<T> type, ApiError error) {
		return answered(type, rendered(error));
	}

	private static Answer rendered(ApiError error) {
		return new ErrorBodies(ErrorShape.NESTED, ErrorEntryShape.INDEX_AND_EMAIL, "", new JsonMapper()).render(error);
	}

	private static <T extends LeadterraException> T answered(Class<T> type, Answer answer) {
		return failure(type, (method, uri, callback) -> {
			MockClientHttpResponse response = new MockClientHttpResponse(answer.status());
			answer.headers().forEach(response.getHeaders()::set);
			response.setBody(Mono.just(DefaultDataBufferFactory.sharedInstance.wrap(answer.body())));
			return Mono.just(response);
		});
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
			.mapNotNull((signal) -> signal.getThrowable())
			.toFuture()
			.join();
		Assert.state(failure != null, "The call succeeded");
		return type.cast(failure);
	}

}
