package co.leadterra.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Fault}.
 */
class FaultTests extends AbstractServerTests {

	private static final String POOLS = "/v1/sender-pools";

	private static final String CAMPAIGN = "{'name':'Spring'}";

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 429, 500, 503, 599 })
	void status(int status) throws IOException {
		server.inject(Fault.status(status));
		TestHttp.Reply reply = http.get(POOLS);
		assertThat(reply.status()).isEqualTo(status);
		assertThat(reply.text("/error/message")).isNotEmpty();
	}

	@Test
	void errorHasCode() throws IOException {
		server.respondWith(ErrorShape.FLAT);
		server.inject(Fault.error(404, "workspace_not_found"));
		assertThat(http.get(POOLS).text("/code")).isEqualTo("workspace_not_found");
	}

	@Test
	void faultHitsUntilCleared() throws IOException {
		server.inject(Fault.status(503));
		assertThat(http.get(POOLS).status()).isEqualTo(503);
		assertThat(http.get(POOLS).status()).isEqualTo(503);
		server.clearFaults();
		assertThat(http.get(POOLS).status()).isEqualTo(200);
	}

	@Test
	void faultHitsOnce() throws IOException {
		server.inject(Fault.status(503).once());
		assertThat(http.get(POOLS).status()).isEqualTo(503);
		assertThat(http.get(POOLS).status()).isEqualTo(200);
	}

	@Test
	void faultsHitOneAfterTheOther() throws IOException {
		server.inject(Fault.status(503).times(2));
		server.inject(Fault.status(429).once());
		assertThat(http.get(POOLS).status()).isEqualTo(503);
		assertThat(http.get(POOLS).status()).isEqualTo(503);
		assertThat(http.get(POOLS).status()).isEqualTo(429);
		assertThat(http.get(POOLS).status()).isEqualTo(200);
	}

	@Test
	void faultHitsOnlyItsOperation() throws IOException {
		server.inject(Fault.status(503).on("POST /v1/campaigns").once());
		assertThat(http.get(POOLS).status()).isEqualTo(200);
		assertThat(http.post("/v1/campaigns", CAMPAIGN).status()).isEqualTo(503);
		assertThat(http.post("/v1/campaigns", CAMPAIGN).status()).isEqualTo(200);
	}

	@Test
	void faultHitsOperationWithPathVariable() throws IOException {
		server.inject(Fault.status(503).on("POST /v1/campaigns/{campaignId}/start"));
		assertThat(http.post("/v1/campaigns/camp_1/start").status()).isEqualTo(503);
	}

	@Test
	void faultHitsUnknownPathsAndKeysToo() throws IOException {
		server.inject(Fault.status(503));
		assertThat(http.getWithKey("/v1/unknown", "sk_test_other").status()).isEqualTo(503);
	}

	@Test
	void unknownOperationIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(503).on("POST /v1/campaign"));
	}

	@Test
	void faultHappensAtLeastOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(503).times(0));
	}

	@Test
	void faultIsImmutable() throws IOException {
		Fault fault = Fault.status(503);
		fault.retryAfter("9").on("POST /v1/campaigns").once();
		server.inject(fault);
		http.get(POOLS);
		TestHttp.Reply reply = http.get(POOLS);
		assertThat(reply.status()).isEqualTo(503);
		assertThat(reply.header("Retry-After")).isEmpty();
	}

	@Test
	void retryAfter() throws IOException {
		server.inject(Fault.status(429).retryAfter(Duration.ofMinutes(2)).once());
		assertThat(http.get(POOLS).header("Retry-After")).isEqualTo("120");
		server.inject(Fault.status(429).retryAfter("Wed, 04 Mar 2026 05:06:07 GMT").once());
		assertThat(http.get(POOLS).header("Retry-After")).isEqualTo("Wed, 04 Mar 2026 05:06:07 GMT");
	}

	@Test
	void headersAreAdded() throws IOException {
		server.inject(Fault.status(500).header("X-Request-Id", "abc").header("X-Other", "def"));
		TestHttp.Reply reply = http.get(POOLS);
		assertThat(reply.header("X-Request-Id")).isEqualTo("abc");
		assertThat(reply.header("X-Other")).isEqualTo("def");
		assertThat(reply.header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void rawAnswer() throws IOException {
		server.inject(Fault.answer(200, "text/plain", "Hello"));
		TestHttp.Reply reply = http.get(POOLS);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.header("Content-Type")).isEqualTo("text/plain");
		assertThat(reply.body()).isEqualTo("Hello");
	}

	@Test
	void hugeAnswer() throws IOException {
		server.inject(Fault.answer(200, "application/json", new byte[50 * 1024 * 1024]));
		assertThat(http.get(POOLS).body()).hasSize(50 * 1024 * 1024);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void redirect(int status) throws IOException {
		server.inject(Fault.redirect(status, URI.create("http://localhost:1/other")));
		TestHttp.Reply reply = http.get(POOLS);
		assertThat(reply.status()).isEqualTo(status);
		assertThat(reply.header("Location")).isEqualTo("http://localhost:1/other");
	}

	@Test
	void slowAnswerIsTheRealOne() throws IOException {
		server.inject(Fault.slow(Duration.ofMillis(300)));
		long start = System.nanoTime();
		assertThat(http.get(POOLS).status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
	}

	@Test
	void slowCallTakesEffectAtOnce() {
		server.inject(Fault.slow(Duration.ofSeconds(30)));
		assertThatExceptionOfType(HttpTimeoutException.class)
			.isThrownBy(() -> new TestHttp(server, Duration.ofMillis(500)).post("/v1/campaigns", CAMPAIGN));
		assertThat(server.workspace().campaigns()).hasSize(1);
	}

	@Test
	void slowAnswersDoNotHoldUpOthers() throws IOException {
		server.inject(Fault.slow(Duration.ofSeconds(30)).on("GET /v1/sender-pools"));
		List<RawConnection> waiting = new ArrayList<>();
		try {
			for (int i = 0; i < 100; i++) {
				waiting.add(RawConnection.get(server, POOLS));
			}
			await().atMost(Duration.ofSeconds(10)).until(() -> server.requestCount() == 100);
			assertThat(http.get("/v1/sender-accounts").status()).isEqualTo(200);
		}
		finally {
			for (RawConnection connection : waiting) {
				connection.close();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 202 })
	void successHasAnotherStatus(int status) throws IOException {
		server.inject(Fault.success(status));
		TestHttp.Reply reply = http.post("/v1/campaigns", CAMPAIGN);
		assertThat(reply.status()).isEqualTo(status);
		assertThat(reply.text("/campaign/id")).isEqualTo("camp_1");
		assertThat(server.workspace().campaigns()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 205 })
	void successWithoutContentHasNoBody(int status) throws IOException {
		server.inject(Fault.success(status));
		TestHttp.Reply reply = http.post("/v1/campaigns", CAMPAIGN);
		assertThat(reply.status()).isEqualTo(status);
		assertThat(reply.body()).isEmpty();
		assertThat(reply.header("Content-Type")).isEmpty();
		assertThat(server.workspace().campaigns()).hasSize(1);
	}

	@Test
	void bodyCanBeLeftOut() throws IOException {
		server.inject(Fault.success(200).withoutBody());
		TestHttp.Reply reply = http.post("/v1/campaigns", CAMPAIGN);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.body()).isEmpty();
		server.clearFaults();
		server.inject(Fault.status(503).withoutBody());
		assertThat(http.get(POOLS).body()).isEmpty();
	}

	@Test
	void callThatFailsIsNoSuccess() throws IOException {
		server.inject(Fault.success(204));
		TestHttp.Reply reply = http.post("/v1/campaigns/camp_9/start");
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.errorCode()).isEqualTo("campaign_not_found");
	}

	@ParameterizedTest
	@ValueSource(ints = { 199, 300 })
	void successNeedsASuccessStatus(int status) {
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.success(status));
	}

	@Test
	void errorCanBeDelayed() throws IOException {
		server.inject(Fault.status(503).delayed(Duration.ofMillis(200)));
		long start = System.nanoTime();
		assertThat(http.get(POOLS).status()).isEqualTo(503);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(190));
	}

	@Test
	void drippingAnswerSendsItsHeadAtOnce() throws Exception {
		server.inject(Fault.dripping(Duration.ofMillis(600)));
		long start = System.nanoTime();
		try (RawConnection connection = RawConnection.get(server, POOLS)) {
			assertThat(connection.read(15)).isEqualTo("HTTP/1.1 200 OK");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
			assertThat(connection.readToEnd()).endsWith("}");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
		}
	}

	@Test
	void truncatedBodyIsShorterThanPromised() throws Exception {
		server.inject(Fault.truncatedBody());
		try (RawConnection connection = RawConnection.get(server, POOLS)) {
			String answer = connection.readToEnd();
			int promised = Integer.parseInt(answer.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
			assertThat(answer).startsWith("HTTP/1.1 200 OK");
			assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).startsWith("{").hasSizeLessThan(promised);
		}
	}

	@Test
	void emptyResponseHasNoBytes() throws Exception {
		server.inject(Fault.emptyResponse());
		try (RawConnection connection = RawConnection.get(server, POOLS)) {
			assertThat(connection.readToEnd()).isEmpty();
		}
	}

	@Test
	void garbageIsNotHttp() throws Exception {
		server.inject(Fault.garbage());
		try (RawConnection connection = RawConnection.get(server, POOLS)) {
			assertThat(connection.readToEnd()).isNotEmpty().doesNotStartWith("HTTP");
		}
	}

	@Test
	void connectionIsReset() throws Exception {
		server.inject(Fault.connectionReset());
		try (RawConnection connection = RawConnection.get(server, POOLS)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(connection::readToEnd)
				.withMessageContaining("reset");
		}
	}

	@ParameterizedTest
	@MethodSource("replacingFaults")
	void callHasNoEffect(Fault fault) {
		server.inject(fault);
		call();
		assertThat(server.workspace().campaigns()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("replacingFaults")
	void callHasTakenEffect(Fault fault) {
		server.inject(fault.afterTakingEffect());
		call();
		assertThat(server.workspace().campaigns()).hasSize(1);
	}

	@Test
	void truncatedCallHasTakenEffect() {
		server.inject(Fault.truncatedBody());
		call();
		assertThat(server.workspace().campaigns()).hasSize(1);
	}

	static Fault[] replacingFaults() {
		return new Fault[] { Fault.status(503), Fault.answer(200, "text/html", "<html>"),
				Fault.redirect(302, URI.create("http://localhost:1")), Fault.connectionReset(), Fault.emptyResponse(),
				Fault.garbage() };
	}

	private static void call() {
		try {
			http.post("/v1/campaigns", CAMPAIGN);
		}
		catch (IOException ex) {
			assertThat(ex).isNotInstanceOf(HttpTimeoutException.class);
		}
	}

}
