package co.leadterra.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import co.leadterra.client.campaign.Campaign;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.admission.CallAdmission;
import co.leadterra.client.internal.call.Attempt;
import co.leadterra.client.internal.call.ResourceFactory;
import co.leadterra.client.internal.json.LeadterraCodecs;
import co.leadterra.client.internal.key.ApiKeyConnector;
import co.leadterra.client.internal.key.BaseUrl;
import co.leadterra.client.sdr.GmailStatus;
import co.leadterra.client.sdr.Sdr;
import co.leadterra.client.sdr.SentDraft;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunctions;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ErrorTranslator}.
 */
class ErrorTranslatorTests {

	private static final String KEY = "sk_test_example_0123456789";

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

	private static final String FAILED = "POST /v1/drafts/{draftId}/send failed: ";

	private final NettyDataBufferFactory buffers = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);

	private final List<NettyDataBuffer> made = new ArrayList<>();

	private ApiKeyProvider apiKeyProvider = ApiKeyProvider.of(ApiKey.of(KEY));

	@ParameterizedTest
	@ValueSource(ints = { 300, 301, 302, 303, 304, 307, 308 })
	void redirectIsNotFollowed(int status) {
		Answer answer = answer(status).header(HttpHeaders.LOCATION, "https://login.example/v1?token=secret");
		assertThat(failure(answer, LeadterraUnexpectedResponseException.class).getMessage()).isEqualTo(FAILED + status
				+ ", a redirect to login.example. Redirects are not followed, because the API key must not leave its"
				+ " host. Check leadterra.base-url");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login", "login", "", "http://not a uri", "https://my_host/", "mailto:someone" })
	void redirectToNoHostIsNotFollowed(String location) {
		Answer answer = answer(302).header(HttpHeaders.LOCATION, location);
		assertThat(failure(answer, LeadterraUnexpectedResponseException.class))
			.hasMessageStartingWith(FAILED + "302, a redirect. Redirects are not followed");
	}

	@Test
	void redirectWithoutLocationIsNotFollowed() {
		assertThat(failure(answer(302), LeadterraUnexpectedResponseException.class))
			.hasMessageContaining("302, a redirect.");
	}

	@ParameterizedTest
	@CsvSource({ "400, LeadterraInvalidRequestException", "401, LeadterraAuthenticationException",
			"402, LeadterraInvalidRequestException", "403, LeadterraPermissionException",
			"404, LeadterraNotFoundException", "405, LeadterraInvalidRequestException",
			"407, LeadterraUnexpectedResponseException", "408, LeadterraServerException",
			"409, LeadterraConflictException", "410, LeadterraNotFoundException",
			"413, LeadterraInvalidRequestException", "415, LeadterraInvalidRequestException",
			"422, LeadterraInvalidRequestException", "429, LeadterraRateLimitException",
			"451, LeadterraInvalidRequestException", "500, LeadterraServerException", "502, LeadterraServerException",
			"503, LeadterraServerException", "504, LeadterraServerException", "529, LeadterraServerException" })
	void statusMakesTheException(int status, String type) {
		Answer answer = answer(status).body("{\"code\":\"some_code\",\"message\":\"Some explanation\"}")
			.header("X-Request-Id", "r-1");
		LeadterraException failure = failure(answer, LeadterraException.class);
		assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
		assertThat(failure).hasMessageStartingWith(FAILED + status + " some_code, Some explanation")
			.hasMessageEndingWith(" (request id r-1)")
			.hasNoCause();
		assertThat(failure.getMethod()).isEqualTo(HttpMethod.POST);
		assertThat(failure.getUriTemplate()).isEqualTo("/v1/drafts/{draftId}/send");
		assertThat(failure.getStatus()).isEqualTo(status);
		assertThat(failure.getCode()).isEqualTo("some_code");
		assertThat(failure.getRequestId()).isEqualTo("r-1");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 409, 422, 429, 500 })
	void statusIsEnough(int status) {
		LeadterraException failure = failure(answer(status), LeadterraException.class);
		assertThat(failure.getStatus()).isEqualTo(status);
		assertThat(failure.getCode()).isNull();
		assertThat(failure.getRequestId()).isNull();
		assertThat(failure).hasMessageStartingWith(FAILED + status).hasMessageNotContainingAny("null", "request id");
	}

	@Test
	void rejectedKeyIsAnsweredWithAdvice() {
		assertThat(failure(answer(401), LeadterraAuthenticationException.class)).hasMessageContainingAll("revoked",
				"Settings, API Keys", "leadterra.api-key", "LEADTERRA_API_KEY");
	}

	@Test
	void lackingPermissionIsAnsweredWithAdvice() {
		assertThat(failure(answer(403), LeadterraPermissionException.class)).hasMessageContainingAll("valid",
				"Settings, API Keys", "this workspace", "restricted");
	}

	@Test
	void fieldErrorsAreKeptAndTheFirstThreeShown() {
		LeadterraInvalidRequestException failure = failure(answer(422).body("""
				{"errors":["bad",{"index":2,"email":"a@b","message":"no address"},{"field":"email","code":"missing"},
				"fourth","fifth"]}"""), LeadterraInvalidRequestException.class);
		assertThat(failure).hasMessageStartingWith(FAILED + "422, bad, [2] no address, email missing and 2 more. ");
		assertThat(failure.getFieldErrors()).hasSize(5)
			.contains(new FieldError(2, null, "a@b", null, "no address"),
					new FieldError(null, null, null, null, "fifth"));
	}

	@Test
	void contactThatDoesNotFitIsTold() {
		LeadterraInvalidRequestException failure = failure(answer(400).body("{\"icpFailed\":true}"),
				LeadterraInvalidRequestException.class);
		assertThat(failure.isIcpFailed()).isTrue();
		assertThat(failure.getFieldErrors()).isEmpty();
	}

	@Test
	void blockedDraftIsTold() {
		LeadterraDraftBlockedException failure = failure(
				answer(422).body("{\"data\":{\"guardrails\":{\"blocked\":true,\"issues\":[\"spam\"]}}}"),
				LeadterraDraftBlockedException.class);
		assertThat(failure.getGuardrails().issues()).containsExactly("spam");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 1", "' 5 ', 5", "1.5, 2", "7.0, 7", "5s, 5", "99999999999999999999, 999999999",
			"2026-03-01T12:01:30Z, 90", "'Sunday, 01-Mar-26 12:01:30 GMT', 90", "120, 120", "999999999, 999999999",
			"'Sun, 01 Mar 2026 12:01:30 GMT', 90", "'Sun, 01 Mar 2026 11:00:00 GMT', 0" })
	void rateLimitTellsWhenToTryAgain(String header, long seconds) {
		LeadterraRateLimitException failure = failure(answer(429).header(HttpHeaders.RETRY_AFTER, header),
				LeadterraRateLimitException.class);
		assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofSeconds(seconds));
		assertThat(failure).hasMessage(FAILED + "429. Try again in " + seconds + " s");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "soon", "-1", "2026-99-01T12:01:30Z", "Sun, 99 Mar 2026 12:01:30 GMT" })
	void rateLimitWithoutAReadableTimeDoesNotTellWhenToTryAgain(String header) {
		LeadterraRateLimitException failure = failure(answer(429).header(HttpHeaders.RETRY_AFTER, header),
				LeadterraRateLimitException.class);
		assertThat(failure.getRetryAfter()).isNull();
		assertThat(failure).hasMessage(FAILED + "429. Make fewer calls at a time");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Request-Id", "x-request-id", "Request-Id" })
	void requestIdIsReadFromAHeader(String header) {
		assertThat(failure(answer(500).header(header, "r-1"), LeadterraServerException.class).getRequestId())
			.isEqualTo("r-1");
	}

	@Test
	void quotedKeyIsMasked() {
		assertThat(failure(answer(401).body("{\"message\":\"unknown key " + KEY + "\"}"), LeadterraException.class))
			.hasMessageContaining("unknown key sk_test_****6789")
			.hasMessageNotContaining(KEY);
	}

	@Test
	void quotedKeyOfAnyFormIsMasked() {
		this.apiKeyProvider = ApiKeyProvider.of(ApiKey.of("unusual.form/0123456789"));
		assertThat(failure(answer(500).body("{\"code\":\"unusual.form/0123456789\"}"), LeadterraException.class))
			.hasMessageNotContaining("unusual.form");
	}

	@Test
	void quotedKeyIsMaskedThoughItIsNotTheCurrentOneAnyMore() {
		List<ApiKey> keys = new ArrayList<>(
				List.of(ApiKey.of("unusual.form/0123456789"), ApiKey.of("other.form/0123456789")));
		this.apiKeyProvider = () -> Mono.just(keys.remove(0));
		assertThat(failure(answer(500).body("{\"code\":\"unusual.form/0123456789\"}"), LeadterraException.class))
			.hasMessageNotContaining("unusual.form");
	}

	@Test
	void keyInARequestIdIsMasked() {
		LeadterraException failure = failure(answer(400).header("X-Request-Id", KEY), LeadterraException.class);
		assertThat(failure.getRequestId()).isEqualTo("sk_test_****6789");
		assertThat(failure).hasMessageNotContaining(KEY);
	}

	@Test
	void keyInAContentTypeIsMasked() {
		Answer answer = answer(200).body("{").header(HttpHeaders.CONTENT_TYPE, "application/json;x=\"" + KEY + "\"");
		assertThat(failure(answer, LeadterraUnexpectedResponseException.class)).hasMessageNotContaining(KEY);
	}

	@Test
	void keyThatALibraryQuotesIsMaskedInTheCauseToo() {
		IOException cause = new IOException("no protocol", new IllegalArgumentException("HTTP/" + KEY));
		LeadterraException failure = failure(Mono.error(cause), LeadterraConnectionException.class);
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).doesNotContain(KEY).contains("HTTP/sk_test_****6789");
	}

	@Test
	void keyOfAnotherClientIsMaskedWhole() {
		String other = "sk_live_example.of+another/key=";
		assertThat(failure(answer(400).body("{\"message\":\"not " + other + "\"}"), LeadterraException.class))
			.hasMessageNotContainingAny("example", "another");
	}

	@Test
	void causeOfAFailingProviderIsMasked() {
		this.apiKeyProvider = () -> Mono
			.error(new IllegalStateException("vault", new IllegalArgumentException("bad " + KEY)));
		LeadterraException failure = failure(answer(200), LeadterraConnectionException.class);
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).doesNotContain(KEY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "a/b/c;;;", "application/json;charset=nope", "/", "text/", "" })
	void contentTypeThatCannotBeReadIsUnexpected(String contentType) {
		LeadterraException failure = failure(answer(200).header(HttpHeaders.CONTENT_TYPE, contentType).body("<"),
				LeadterraUnexpectedResponseException.class);
		assertThat(failure.getStatus()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "a/b/c;;;", "application/json;charset=nope" })
	void errorWhoseContentTypeCannotBeReadIsToldByItsStatus(String contentType) {
		assertThat(failure(answer(409).header(HttpHeaders.CONTENT_TYPE, contentType).body("{\"code\":\"x\"}"),
				LeadterraConflictException.class)
			.getCode()).isEqualTo("x");
	}

	@Test
	void noLineOfTheLogCanBeForged() {
		LeadterraInvalidRequestException failure = failure(
				answer(400).header("X-Request-Id", "\u001b[2J" + "x".repeat(7000))
					.body("{\"error\":{\"code\":\"bad\\u2028\",\"message\":\"no\\r\\n2026 ERROR forged\\u001b[2J\"},"
							+ "\"errors\":[\"a\\nb\"]}"),
				LeadterraInvalidRequestException.class);
		assertThat(failure.getMessage()).contains("no\\u000D\\u000A2026 ERROR forged\\u001B[2J", "a\\u000Ab")
			.hasSizeLessThan(1200)
			.doesNotContainPattern("[\\p{Cc}\u2028]");
		assertThat(failure.getRequestId()).hasSizeLessThan(600).doesNotContain("\u001b");
		assertThat(failure.getCode()).isEqualTo("bad\\u2028");
	}

	@Test
	void addressesAreForTheProgramOnly() {
		LeadterraInvalidRequestException failure = failure(answer(422).body(
				"{\"message\":\"<ada@x.example> is bad\",\"errors\":[{\"email\":\"ada@x.example\",\"message\":\"ada@x.example?\"}]}"),
				LeadterraInvalidRequestException.class);
		assertThat(failure).hasMessageNotContaining("ada");
		assertThat(failure.getFieldErrors())
			.containsExactly(new FieldError(null, null, "ada@x.example", null, "ada@x.example?"));
	}

	@Test
	void unreadableAnswerKeepsStatusAndRequestId() {
		LeadterraException failure = failure(answer(201).header("Request-Id", "r-1").body("<html>"),
				LeadterraUnexpectedResponseException.class);
		assertThat(failure.getStatusCode()).isEqualTo(HttpStatus.CREATED);
		assertThat(failure.getRequestId()).isEqualTo("r-1");
		assertThat(failure).hasMessageContaining("leadterra.base-url").hasMessageEndingWith("(request id r-1)");
	}

	@Test
	void answerThatBreaksOffKeepsItsRequestId() {
		LeadterraException failure = failure(
				answer(200).header("Request-Id", "r-1").body(Flux.error(new IOException("reset"))),
				LeadterraConnectionException.class);
		assertThat(failure.getRequestId()).isEqualTo("r-1");
	}

	@Test
	void bodyThatNobodyLooksAtIsNotReadToItsEnd() {
		PublisherProbe<DataBuffer> body = PublisherProbe
			.of(Flux.range(0, 1000).map((index) -> buffer("x".repeat(1024))));
		StepVerifier.create(drafts(answer(200).body(body.flux()).toMono()).discard("d1"))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(body.wasCancelled()).isTrue();
		assertAllReleased();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>", "[" })
	void rawAnswerThatCannotBeReadIsTold(String body) {
		StepVerifier.create(
				webClient(answer(200).body(body).toMono()).get().uri("/v1/new").retrieve().bodyToMono(SentDraft.class))
			.expectErrorSatisfies(
					(failure) -> assertThat(failure).isInstanceOf(LeadterraUnexpectedResponseException.class)
						.hasMessageStartingWith("GET /v1/new failed: "))
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void rawCallWithoutAnAnswerIsTold() {
		StepVerifier
			.create(webClient(Mono.error(new ConnectException("refused"))).get()
				.uri("/v1/new")
				.retrieve()
				.bodyToMono(String.class))
			.expectError(LeadterraConnectionException.class)
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void exceptionThatARawCallAsksForDoesNotLeadToTheTransport() {
		StepVerifier
			.create(webClient(answer(200).body("x").toMono()).get()
				.uri("/v1/new")
				.exchangeToMono(ClientResponse::createException))
			.assertNext(
					(exception) -> assertThat(exception.getRequest().getClass().getName()).startsWith("co.leadterra."))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void hugeBodyOfAnErrorIsNotRead() {
		PublisherProbe<DataBuffer> body = PublisherProbe
			.of(Flux.range(0, 1000).map((index) -> buffer("x".repeat(1024))));
		assertThat(failure(answer(503).body(body.flux()), LeadterraServerException.class))
			.hasMessageStartingWith(FAILED + "503.");
		assertThat(body.wasCancelled()).isTrue();
		assertAllReleased();
	}

	@Test
	void brokenBodyOfAnErrorIsNotRead() {
		Flux<DataBuffer> body = Flux.defer(() -> Flux.just(buffer("{\"code\":")))
			.concatWith(Mono.error(new IOException("Connection reset")));
		assertThat(failure(answer(404).body(body), LeadterraNotFoundException.class))
			.hasMessageStartingWith(FAILED + "404.");
		assertAllReleased();
	}

	@Test
	void bodyOfAnErrorIsReleased() {
		failure(answer(400).body(Flux.defer(() -> Flux.just(buffer("{\"code\""), buffer(":\"x\"}")))),
				LeadterraInvalidRequestException.class);
		assertAllReleased();
	}

	@ParameterizedTest
	@MethodSource("failuresOfTheConnection")
	void noAnswerIsTold(Throwable cause, String description) {
		LeadterraConnectionException failure = failure(Mono.error(cause), LeadterraConnectionException.class);
		assertThat(failure).hasMessage(FAILED + description).hasCause(cause);
		assertThat(failure.getStatus()).isNull();
		assertThat(failure.getUriTemplate()).isEqualTo("/v1/drafts/{draftId}/send");
	}

	static Stream<Object[]> failuresOfTheConnection() {
		String check = ". Check leadterra.base-url, and the network and proxy in between";
		return Stream.of(
				new Object[] { new ConnectException("Connection refused"),
						"no connection was made: ConnectException, Connection refused" + check },
				new Object[] { new UnknownHostException("app.leadterra.co"),
						"no connection was made: UnknownHostException, app.leadterra.co" + check },
				new Object[] { new SSLHandshakeException("Remote host terminated the handshake"),
						"no connection was made: SSLHandshakeException, Remote host terminated the handshake" + check },
				new Object[] { new SSLHandshakeException("handshake").initCause(new EOFException("closed")),
						"no connection was made: SSLHandshakeException, handshake" + check },
				new Object[] { new SslHandshakeTimeoutException("handshake timed out after 1000ms"),
						"no connection was made: SslHandshakeTimeoutException, handshake timed out after 1000ms."
								+ " The limit is leadterra.connect-timeout" },
				new Object[] { new SSLHandshakeException("PKIX path building failed"),
						"no secure connection was made: SSLHandshakeException, PKIX path building failed."
								+ " Check the certificates on both sides, and leadterra.ssl.bundle" },
				new Object[] { new IOException(), "no answer came: IOException" },
				new Object[] { new ConnectException().initCause(new UnresolvedAddressException()),
						"no connection was made: ConnectException, UnresolvedAddressException" + check },
				new Object[] { new ConnectTimeoutException("timed out"),
						"no connection was made: ConnectTimeoutException, timed out. The limit is leadterra.connect-timeout" },
				new Object[] { ReadTimeoutException.INSTANCE,
						"no answer came: ReadTimeoutException. The limit is leadterra.read-timeout" },
				new Object[] { new HttpTimeoutException("request timed out"),
						"no answer came: HttpTimeoutException, request timed out. The limit is leadterra.read-timeout" },
				new Object[] { new IllegalStateException("pool is closed"),
						"no answer came: IllegalStateException, pool is closed" });
	}

	@Test
	void failingProviderIsTold() {
		this.apiKeyProvider = () -> Mono.error(new IllegalStateException("vault is sealed"));
		assertThat(failure(answer(200), LeadterraConnectionException.class))
			.hasMessage(FAILED + "it was not sent: The ApiKeyProvider failed: vault is sealed");
	}

	@Test
	void answerThatBreaksOffIsTold() {
		Flux<DataBuffer> body = Flux.defer(() -> Flux.just(buffer("{\"messageId\":")))
			.concatWith(Mono.error(new IOException("Connection reset")));
		LeadterraConnectionException failure = failure(answer(200).body(body), LeadterraConnectionException.class);
		assertThat(failure).hasMessage(FAILED + "the answer broke off: IOException, Connection reset");
		assertThat(failure.getStatus()).isEqualTo(200);
	}

	@Test
	void answerThatTakesTooLongInTheMiddleIsTold() {
		Flux<DataBuffer> body = Flux.error(ReadTimeoutException.INSTANCE);
		assertThat(failure(answer(200).body(body), LeadterraConnectionException.class))
			.hasMessage(FAILED + "the answer broke off: ReadTimeoutException. The limit is leadterra.read-timeout");
	}

	@Test
	void answerThatIsTooLongNamesTheProperty() {
		LeadterraUnexpectedResponseException failure = failure(
				answer(200).body("{\"messageId\":\"" + "x".repeat(2048) + "\"}"),
				LeadterraUnexpectedResponseException.class);
		assertThat(failure).hasMessageContaining("leadterra.max-response-size").hasNoCause();
		assertThat(failure.getStatus()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>" + KEY + "</html>", "{\"messageId\":" + KEY, "{\"messageId\":{}}", "null" })
	void answerThatCannotBeReadIsTold(String body) {
		assertThat(failure(answer(200).body(body), LeadterraUnexpectedResponseException.class))
			.hasMessageContaining("of application/json could not be read: ")
			.hasMessageNotContaining(KEY)
			.hasNoCause();
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202, 204 })
	void emptyAnswerToACallThatReadsIsTold(int status) {
		assertEmptyAnswerIsTold("GET /v1/sdr/gmail/status", status, drafts(emptyAnswer(status)).status());
		assertEmptyAnswerIsTold("GET /v1/sdrs", status, drafts(emptyAnswer(status)).list());
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202, 204 })
	void emptyAnswerToACallThatNeedsAnIdIsTold(int status) {
		assertEmptyAnswerIsTold("POST /v1/campaigns", status, drafts(emptyAnswer(status)).create());
	}

	private static Mono<ClientHttpResponse> emptyAnswer(int status) {
		return answer(status).header("X-Request-Id", "req-" + KEY).toMono();
	}

	private static void assertEmptyAnswerIsTold(String call, int status, Publisher<?> publisher) {
		StepVerifier.create(publisher)
			.expectErrorSatisfies((ex) -> assertThat(ex)
				.isInstanceOfSatisfying(LeadterraUnexpectedResponseException.class, (failure) -> {
					assertThat(failure.getStatus()).isEqualTo(status);
					assertThat(failure.getStatusCode()).isEqualTo(HttpStatusCode.valueOf(status));
					assertThat(failure.getRequestId()).startsWith("req-").doesNotContain(KEY);
					assertThat(failure.mayHaveReachedLeadterra()).isTrue();
				})
				.hasMessageStartingWith(call + " failed: The body is empty. Check that leadterra.base-url")
				.hasMessageContaining("(request id req-"))
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void emptyAnswerToACallThatDoesSomethingIsASuccess() {
		StepVerifier.create(drafts(answer(204).toMono()).send("d1", Map.of()))
			.expectNext(new SentDraft(null, null))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		StepVerifier.create(drafts(answer(202).toMono()).start("camp_1"))
			.expectNext(new Campaign("camp_1", null, null, List.of(), null, null, null))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void requestThatCannotBeWrittenIsTheFaultOfTheCaller() {
		Iterable<String> broken = () -> {
			throw new IllegalStateException("no text");
		};
		StepVerifier.create(drafts(answer(200).toMono()).send("d1", Map.of("broken", broken)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(IllegalArgumentException.class)
				.hasMessage("POST /v1/drafts/{draftId}/send was not sent: its body cannot be written as JSON"))
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void leavesOtherFailuresAlone() {
		IllegalStateException failure = new IllegalStateException("of a filter");
		assertThat(ErrorTranslator.translate(failure, call("/v1/sdrs"), new Attempt(1, null, false))).isSameAs(failure);
	}

	@Test
	void leavesTheQueryOutOfTheTemplate() {
		Throwable failure = ErrorTranslator.translate(new DecodingException("no JSON"), call("/v1/replies?{a}={b}"),
				new Attempt(1, null, false));
		assertThat(failure).hasMessageStartingWith("GET /v1/replies failed: no JSON");
	}

	private static LeadterraException.FailedCall call(String uriTemplate) {
		return new LeadterraException.FailedCall(HttpMethod.GET, uriTemplate, null, null, null, null, 1);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failureCanBeSerialized(Answer answer) throws Exception {
		LeadterraException failure = failure(answer, LeadterraException.class);
		LeadterraException copy = copy(failure);
		assertThat(copy).isExactlyInstanceOf(failure.getClass()).hasMessage(failure.getMessage());
		assertThat(copy)
			.extracting(LeadterraException::getMethod, LeadterraException::getUriTemplate,
					LeadterraException::getStatus, LeadterraException::getCode, LeadterraException::getRequestId)
			.containsExactly(failure.getMethod(), failure.getUriTemplate(), failure.getStatus(), failure.getCode(),
					failure.getRequestId());
	}

	@Test
	void fieldErrorsCanBeSerialized() throws Exception {
		LeadterraInvalidRequestException failure = failure(
				answer(422).body("{\"icpFailed\":true,\"errors\":[\"bad\",{\"index\":1}]}"),
				LeadterraInvalidRequestException.class);
		LeadterraInvalidRequestException copy = copy(failure);
		assertThat(copy.getFieldErrors()).hasSize(2).isEqualTo(failure.getFieldErrors());
		assertThat(copy.isIcpFailed()).isTrue();
	}

	@Test
	void timeToTryAgainCanBeSerialized() throws Exception {
		LeadterraRateLimitException failure = failure(answer(429).header(HttpHeaders.RETRY_AFTER, "5"),
				LeadterraRateLimitException.class);
		assertThat(copy(failure).getRetryAfter()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void failureOfTheConnectionCanBeSerialized() throws Exception {
		LeadterraException failure = failure(Mono.error(new ConnectException("refused")), LeadterraException.class);
		assertThat(copy(failure)).hasMessage(failure.getMessage()).hasRootCauseInstanceOf(ConnectException.class);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failureHoldsNeitherKeyNorHeaders(Answer answer) throws Exception {
		LeadterraException failure = failure(answer.header("X-Secret", "hidden"), LeadterraException.class);
		assertThat(new String(serialize(failure), StandardCharsets.ISO_8859_1)).doesNotContain(KEY, "Bearer", "hidden");
		assertThat(failure).hasStackTraceContaining(failure.getMessage())
			.extracting(Throwable::getMessage)
			.asString()
			.doesNotContain("hidden");
	}

	static Stream<Answer> failures() {
		return Stream.concat(
				Stream.of(302, 400, 401, 403, 404, 409, 422, 429, 500)
					.map((status) -> answer(status)
						.body("{\"code\":\"x\",\"message\":\"bad " + KEY
								+ "\",\"icpFailed\":true,\"errors\":[\"bad\",{\"index\":1}]}")
						.header(HttpHeaders.RETRY_AFTER, "5")),
				Stream.of(answer(200).body("{"), answer(422).body(
						"{\"guardrails\":{\"blocked\":true,\"issues\":[{\"type\":\"spam\"}],\"scores\":{\"overall\":0.5}}}")));
	}

	private <T extends Throwable> T failure(Answer answer, Class<T> type) {
		return failure(answer.toMono(), type);
	}

	private <T extends Throwable> T failure(Mono<ClientHttpResponse> response, Class<T> type) {
		List<Throwable> failures = new ArrayList<>();
		StepVerifier.create(drafts(response).send("d1", Map.of()))
			.expectErrorSatisfies(failures::add)
			.verify(Duration.ofSeconds(10));
		assertThat(failures.get(0)).isInstanceOf(type);
		return type.cast(failures.get(0));
	}

	private Drafts drafts(Mono<ClientHttpResponse> response) {
		return new ResourceFactory(() -> new RetryingExchangeAdapter(WebClientAdapter.create(webClient(response)),
				mapper(), RetrySettings.none(), List.of(), Schedulers.parallel(), () -> 0))
			.get(Drafts.class);
	}

	private WebClient webClient(Mono<ClientHttpResponse> response) {
		ErrorTranslator translator = translator();
		BaseUrl baseUrl = BaseUrl.of(URI.create("https://app.leadterra.co"), Set.of());
		ApiKeyConnector connector = new ApiKeyConnector(new Transport(response), this.apiKeyProvider, baseUrl,
				new CallAdmission(Duration.ZERO, Duration.ZERO, CallBudget.unlimited()));
		return WebClient.builder()
			.baseUrl(baseUrl.toString())
			.exchangeFunction(
					translator.apply(ExchangeFunctions.create(connector, LeadterraCodecs.create(mapper(), 1024))))
			.build();
	}

	private ErrorTranslator translator() {
		return new ErrorTranslator(mapper(), CLOCK);
	}

	private static JsonMapper mapper() {
		return LeadterraCodecs.jsonMapper().build();
	}

	private DataBuffer buffer(String text) {
		NettyDataBuffer buffer = this.buffers.allocateBuffer(text.length());
		this.made.add(buffer);
		return buffer.write(text.getBytes(StandardCharsets.UTF_8));
	}

	private void assertAllReleased() {
		assertThat(this.made).isNotEmpty().allMatch((buffer) -> buffer.getNativeBuffer().refCnt() == 0);
	}

	private static Answer answer(int status) {
		return new Answer(status, new HttpHeaders(), Flux.empty());
	}

	@SuppressWarnings("unchecked")
	private static <T extends LeadterraException> T copy(T failure) throws Exception {
		try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(serialize(failure)))) {
			return (T) input.readObject();
		}
	}

	private static byte[] serialize(LeadterraException failure) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
			output.writeObject(failure);
		}
		return bytes.toByteArray();
	}

	interface Drafts {

		@PostExchange("/v1/drafts/{draftId}/discard")
		Mono<Void> discard(@PathVariable String draftId);

		@PostExchange("/v1/drafts/{draftId}/send")
		Mono<SentDraft> send(@PathVariable String draftId, @RequestBody Object body);

		@PostExchange("/v1/campaigns")
		Mono<Campaign> create();

		@PostExchange("/v1/campaigns/{campaignId}/start")
		Mono<Campaign> start(@PathVariable String campaignId);

		@GetExchange("/v1/sdr/gmail/status")
		Mono<GmailStatus> status();

		@GetExchange("/v1/sdrs")
		Flux<Sdr> list();

	}

	record Answer(int status, HttpHeaders headers, Flux<DataBuffer> body) {

		Answer header(String name, String value) {
			HttpHeaders headers = HttpHeaders.copyOf(this.headers);
			headers.add(name, value);
			return new Answer(this.status, headers, this.body);
		}

		Answer body(String body) {
			return body(Flux.defer(() -> Flux
				.just(DefaultDataBufferFactory.sharedInstance.wrap(body.getBytes(StandardCharsets.UTF_8)))));
		}

		Answer body(Flux<DataBuffer> body) {
			return new Answer(this.status, this.headers, body);
		}

		Mono<ClientHttpResponse> toMono() {
			return Mono.fromSupplier(() -> {
				MockClientHttpResponse response = new MockClientHttpResponse(HttpStatusCode.valueOf(this.status));
				response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
				this.headers.forEach((name, values) -> response.getHeaders().put(name, values));
				response.setBody(this.body);
				return response;
			});
		}

	}

	record Transport(Mono<ClientHttpResponse> response) implements ClientHttpConnector {

		@Override
		public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
				Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
			return requestCallback.apply(new MockClientHttpRequest(method, uri)).then(this.response);
		}

	}

}
