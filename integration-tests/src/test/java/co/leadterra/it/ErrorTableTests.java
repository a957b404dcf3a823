package co.leadterra.it;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraAuthenticationException;
import co.leadterra.client.LeadterraConflictException;
import co.leadterra.client.LeadterraDraftBlockedException;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraInvalidRequestException;
import co.leadterra.client.LeadterraNotFoundException;
import co.leadterra.client.LeadterraPermissionException;
import co.leadterra.client.LeadterraRateLimitException;
import co.leadterra.client.LeadterraServerException;
import co.leadterra.client.LeadterraUnexpectedResponseException;
import co.leadterra.client.http.FieldError;
import co.leadterra.test.ErrorShape;
import co.leadterra.test.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for every status and code that the documentation names, and for those that it
 * does not.
 */
class ErrorTableTests extends AbstractClientTests {

	static Stream<Arguments> documentedCodes() {
		return Stream
			.of(rows(400, "invalid_request", LeadterraInvalidRequestException.class, Endpoint.LIST_SENDER_POOLS,
					Endpoint.LIST_SENDER_ACCOUNTS, Endpoint.CREATE_CAMPAIGN, Endpoint.PAUSE_CAMPAIGN,
					Endpoint.GET_CAMPAIGN_STATS),
					rows(400, "no_leads_enrolled", LeadterraInvalidRequestException.class, Endpoint.START_CAMPAIGN),
					rows(400, "no_sequence_steps", LeadterraInvalidRequestException.class, Endpoint.START_CAMPAIGN),
					rows(401, "authentication_failed", LeadterraAuthenticationException.class, Endpoint.values()),
					rows(404, "workspace_not_found", LeadterraNotFoundException.class, Endpoint.LIST_SENDER_POOLS,
							Endpoint.LIST_SENDER_ACCOUNTS, Endpoint.CREATE_CAMPAIGN),
					rows(404, "campaign_not_found", LeadterraNotFoundException.class, Endpoint.START_CAMPAIGN,
							Endpoint.PAUSE_CAMPAIGN, Endpoint.GET_CAMPAIGN_STATS))
			.flatMap((rows) -> rows);
	}

	static Stream<Arguments> documentedStatuses() {
		return Stream
			.of(rows(400, null, LeadterraInvalidRequestException.class, Endpoint.ENROLL_LEADS, Endpoint.LIST_REPLIES,
					Endpoint.SUPPRESS), rows(403, null, LeadterraPermissionException.class, Endpoint.values()),
					rows(404, null, LeadterraNotFoundException.class, Endpoint.ENROLL_LEADS, Endpoint.LIST_REPLIES,
							Endpoint.SUPPRESS),
					rows(409, null, LeadterraConflictException.class, Endpoint.ASSIGN_REPLY),
					rows(422, null, LeadterraInvalidRequestException.class, Endpoint.ENROLL_LEADS,
							Endpoint.LIST_REPLIES, Endpoint.SUPPRESS, Endpoint.SEND_DRAFT))
			.flatMap((rows) -> rows);
	}

	private static Stream<Arguments> rows(int status, String code, Class<?> type, Endpoint... endpoints) {
		return Stream.of(endpoints).map((endpoint) -> Arguments.of(endpoint, status, code, type));
	}

	static IntStream redirects() {
		return IntStream.rangeClosed(300, 308);
	}

	@ParameterizedTest
	@MethodSource("documentedCodes")
	void documentedCodeIsTold(Endpoint endpoint, int status, String code, Class<? extends LeadterraException> type) {
		server.inject(Fault.error(status, code));
		assertThatExceptionOfType(type).isThrownBy(() -> call(endpoint))
			.withMessageStartingWith(
					"%s %s failed: %s %s".formatted(endpoint.method(), endpoint.uriTemplate(), status, code))
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(status))
			.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo(code));
	}

	@ParameterizedTest
	@MethodSource("documentedStatuses")
	void documentedStatusIsToldWithoutACode(Endpoint endpoint, int status, String code,
			Class<? extends LeadterraException> type) {
		server.inject(Fault.status(status));
		assertThatExceptionOfType(type).isThrownBy(() -> call(endpoint))
			.withMessageStartingWith("%s %s failed: %s".formatted(endpoint.method(), endpoint.uriTemplate(), status))
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(status))
			.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo(code));
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 500, 502, 503, 504, 529, 599 })
	void failureOfTheServerIsTold(int status) {
		server.inject(Fault.status(status));
		assertThatExceptionOfType(LeadterraServerException.class).isThrownBy(() -> call(Endpoint.LIST_SENDER_POOLS))
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(status));
	}

	@ParameterizedTest
	@ValueSource(ints = { 402, 405, 406, 413, 415, 418, 451 })
	void otherFaultOfTheClientIsTold(int status) {
		server.inject(Fault.status(status));
		assertThatExceptionOfType(LeadterraInvalidRequestException.class)
			.isThrownBy(() -> call(Endpoint.LIST_SENDER_POOLS))
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(status));
	}

	@Test
	void rateLimitTellsWhenToTryAgain() {
		server.inject(Fault.status(429).retryAfter(Duration.ofSeconds(7)));
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(() -> call(Endpoint.LIST_SENDER_POOLS))
			.satisfies((ex) -> assertThat(ex.getRetryAfter()).isEqualTo(Duration.ofSeconds(7)));
	}

	@Test
	void rateLimitTellsWhenToTryAgainFromADate() {
		server.inject(Fault.status(429).retryAfter("Fri, 31 Dec 2100 23:59:59 GMT"));
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(() -> call(Endpoint.LIST_SENDER_POOLS))
			.satisfies((ex) -> assertThat(ex.getRetryAfter()).isGreaterThan(Duration.ofDays(365)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "-1" })
	void rateLimitWithATimeThatIsNoneTellsNone(String retryAfter) {
		server.inject(Fault.status(429).retryAfter(retryAfter));
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(() -> call(Endpoint.LIST_SENDER_POOLS))
			.satisfies((ex) -> assertThat(ex.getRetryAfter()).isNull());
	}

	@ParameterizedTest
	@MethodSource("redirects")
	void redirectIsAnErrorAndNotFollowed(int status) {
		server.inject(Fault.redirect(status, URI.create(server.baseUrl() + "/v1/sender-accounts")));
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class)
			.isThrownBy(() -> call(Endpoint.LIST_SENDER_POOLS))
			.withMessageContaining(status + ", a redirect to localhost")
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(status));
		assertThat(server.requestCount("GET /v1/sender-accounts")).isZero();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.INCLUDE, names = { "NESTED", "FLAT", "TEXT" })
	void codeIsReadFromEveryFormThatHasOne(ErrorShape shape) {
		server.respondWith(shape);
		server.inject(Fault.error(404, "workspace_not_found"));
		assertThatExceptionOfType(LeadterraNotFoundException.class).isThrownBy(() -> call(Endpoint.LIST_SENDER_POOLS))
			.withMessageContaining("Fault on demand")
			.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo("workspace_not_found"));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "EMPTY", "HTML" })
	void errorsOfAddressesAreReadFromEveryFormThatHasThem(ErrorShape shape) {
		server.respondWith(shape);
		assertThatExceptionOfType(LeadterraInvalidRequestException.class)
			.isThrownBy(() -> this.client.suppressionList().suppress(List.of("grace@localhost")).block(TIMEOUT))
			.satisfies((ex) -> assertThat(ex.getFieldErrors()).extracting(FieldError::email)
				.containsExactly("grace@localhost"));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "EMPTY", "HTML", "ERRORS" })
	void guardrailsAreReadFromEveryPlace(ErrorShape shape) {
		server.respondWith(shape);
		Endpoint.prepare(server, this.client);
		server.workspace().blockDrafts("Broken link");
		assertThatExceptionOfType(LeadterraDraftBlockedException.class).isThrownBy(() -> call(Endpoint.SEND_DRAFT))
			.satisfies((ex) -> assertThat(ex.getGuardrails().issues()).containsExactly("Broken link"));
	}

	@ParameterizedTest
	@EnumSource(names = { "EMPTY", "HTML" })
	void statusIsEnough(ErrorShape shape) {
		server.respondWith(shape);
		server.inject(Fault.error(404, "workspace_not_found"));
		assertThatExceptionOfType(LeadterraNotFoundException.class).isThrownBy(() -> call(Endpoint.LIST_SENDER_POOLS))
			.withMessageStartingWith("GET /v1/sender-pools failed: 404. Check the id")
			.satisfies((ex) -> assertThat(ex.getCode()).isNull());
	}

	private void call(Endpoint endpoint) {
		Flux.from(endpoint.call(this.client)).blockLast(TIMEOUT);
	}

}
