package co.leadterra.it;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraAuthenticationException;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraPermissionException;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.client.http.ApiKey;
import co.leadterra.test.ErrorShape;
import co.leadterra.test.Fault;
import co.leadterra.test.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AuthenticationTests extends AbstractClientTests {

	private static final List<String> KEYS = List.of("sk_test_example_0123456789",
			"workspacekey0123456789ofnoknownform");

	static Stream<Arguments> statusesByKey() {
		return KEYS.stream()
			.flatMap((key) -> Stream.of(400, 401, 403, 404, 409, 422, 429, 500)
				.map((status) -> Arguments.of(key, status)));
	}

	static Stream<Arguments> errorShapesByKey() {
		return KEYS.stream().flatMap((key) -> Stream.of(ErrorShape.values()).map((shape) -> Arguments.of(key, shape)));
	}

	@Test
	void unknownKeyIsRefusedWithAdvice() {
		this.client = clientBuilder().apiKey("sk_test_example_unknown").build();
		assertThatExceptionOfType(LeadterraAuthenticationException.class).isThrownBy(this::listPools)
			.withMessageStartingWith("GET /v1/sender-pools failed: 401 authentication_failed")
			.withMessageContaining("Settings, API Keys at https://app.leadterra.co")
			.withMessageContaining("white space or line breaks")
			.withMessageContaining("LEADTERRA_API_KEY")
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(401))
			.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo("authentication_failed"));
	}

	@Test
	void revokedKeyIsRefusedWithAdvice() {
		listPools();
		server.revokeKey(server.apiKey());
		assertThatExceptionOfType(LeadterraAuthenticationException.class).isThrownBy(this::listPools)
			.withMessageContaining("create a new one if it was revoked");
	}

	@Test
	void restrictedKeyIsRefusedWithAdvice() {
		server.restrictKeyToReading(server.apiKey());
		listPools();
		assertThatExceptionOfType(LeadterraPermissionException.class)
			.isThrownBy(() -> this.client.campaigns().create(NewCampaign.of("Launch")).block(TIMEOUT))
			.withMessageStartingWith("POST /v1/campaigns failed: 403")
			.withMessageContaining("belongs to this workspace and was not restricted")
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(403))
			.satisfies((ex) -> assertThat(ex.getCode()).isNull());
	}

	@ParameterizedTest
	@EnumSource
	void adviceDoesNotDependOnTheErrorBody(ErrorShape shape) {
		server.respondWith(shape);
		server.revokeKey(server.apiKey());
		assertThatExceptionOfType(LeadterraAuthenticationException.class).isThrownBy(this::listPools)
			.withMessageContaining("Settings, API Keys at https://app.leadterra.co");
	}

	@ParameterizedTest
	@MethodSource("statusesByKey")
	void keyThatAnErrorRepeatsIsNotShown(String key, int status) {
		useKey(key);
		server.inject(Fault.status(status));
		assertThatExceptionOfType(LeadterraException.class).isThrownBy(this::listPools)
			.withMessageContaining("Bearer ")
			.satisfies((ex) -> assertThat(everythingShownBy(ex)).doesNotContain(key));
	}

	@ParameterizedTest
	@MethodSource("errorShapesByKey")
	void keyThatAnErrorOfAnyFormRepeatsIsNotShown(String key, ErrorShape shape) {
		useKey(key);
		server.respondWith(shape);
		server.revokeKey(key);
		assertThatExceptionOfType(LeadterraException.class).isThrownBy(this::listPools)
			.satisfies((ex) -> assertThat(everythingShownBy(ex)).doesNotContain(key));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"id\": %s}", "{\"data\": \"%s\"}", "%s", "\"%s\"", "[%s]" })
	void keyInAnAnswerThatIsNoJsonIsNotShown(String body) {
		for (String key : KEYS) {
			useKey(key);
			server.clearFaults();
			server.inject(Fault.answer(200, "application/json", body.formatted(key)));
			assertThatExceptionOfType(LeadterraException.class).isThrownBy(this::listPools)
				.satisfies((ex) -> assertThat(everythingShownBy(ex)).doesNotContain(key));
		}
	}

	@Test
	void keyIsNotShownByABrokenConnection() {
		server.inject(Fault.connectionReset());
		assertThatExceptionOfType(LeadterraException.class).isThrownBy(this::listPools)
			.satisfies((ex) -> assertThat(everythingShownBy(ex)).doesNotContain(server.apiKey()));
	}

	@Test
	void whiteSpaceAroundTheKeyIsNotSent() {
		this.client = clientBuilder().apiKey(" " + server.apiKey() + "\r\n").build();
		listPools();
		assertThat(server.requests()).singleElement().extracting(RecordedRequest::apiKey).isEqualTo(server.apiKey());
	}

	@Test
	void newKeyIsUsedByTheNextCall() {
		AtomicReference<String> current = new AtomicReference<>(server.apiKey());
		this.client = clientBuilder().apiKeyProvider(() -> Mono.just(ApiKey.of(current.get()))).build();
		listPools();
		current.set(server.issueKey());
		server.revokeKey(server.apiKey());
		listPools();
		assertThat(server.requests()).extracting(RecordedRequest::apiKey)
			.containsExactly(server.apiKey(), current.get());
	}

	@Test
	void callWithoutAKeyIsNotSent() {
		this.client = clientBuilder().apiKeyProvider(Mono::empty).build();
		assertThatExceptionOfType(LeadterraConnectionException.class).isThrownBy(this::listPools)
			.withMessageContaining("it was not sent")
			.withMessageContaining("The ApiKeyProvider gave no key");
		assertThat(server.requestCount()).isZero();
	}

	@Test
	void clientsOfSeveralKeysDoNotMixThem() {
		String other = server.issueKey();
		LeadterraClient otherClient = clientBuilder().apiKey(other).build();
		server.restrictKey(other);
		listPools();
		assertThatExceptionOfType(LeadterraPermissionException.class)
			.isThrownBy(() -> otherClient.senderPools().list().blockLast(TIMEOUT));
		listPools();
		assertThat(server.requests()).extracting(RecordedRequest::apiKey)
			.containsExactly(server.apiKey(), other, server.apiKey());
	}

	private void useKey(String key) {
		server.issueKey(key);
		server.echoAuthorization();
		this.client = clientBuilder().apiKey(key).build();
	}

	private void listPools() {
		this.client.senderPools().list().blockLast(TIMEOUT);
	}

	private static String everythingShownBy(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text, true));
		return text + failure.toString() + failure.getMessage();
	}

}
