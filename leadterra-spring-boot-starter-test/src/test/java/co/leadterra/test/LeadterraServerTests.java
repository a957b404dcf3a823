package co.leadterra.test;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the life of a {@link LeadterraServer}.
 */
class LeadterraServerTests {

	@Test
	void listensOnAFreePort() {
		try (LeadterraServer one = LeadterraServer.start(); LeadterraServer other = LeadterraServer.start()) {
			assertThat(one.baseUrl()).hasScheme("http").hasHost("localhost").hasPath("");
			assertThat(other.baseUrl()).isNotEqualTo(one.baseUrl());
		}
	}

	@Test
	void listensOnTheChosenPort() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		try (LeadterraServer server = LeadterraServer.builder().port(port).start()) {
			assertThat(server.baseUrl()).hasPort(port);
		}
	}

	@Test
	void closedServerDoesNotAnswer() {
		LeadterraServer server = LeadterraServer.start();
		server.close();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> new TestHttp(server).get("/v1/sender-pools"));
	}

	@Test
	void closesInSpiteOfSlowAnswers() {
		LeadterraServer server = LeadterraServer.start();
		server.inject(Fault.slow(Duration.ofMinutes(1)));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new TestHttp(server, Duration.ofMillis(100)).get("/v1/sender-pools"));
		long start = System.nanoTime();
		server.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
	}

	@Test
	void serversShareNothing() throws IOException {
		try (LeadterraServer one = LeadterraServer.start(); LeadterraServer other = LeadterraServer.start()) {
			new TestHttp(one).post("/v1/campaigns", "{'name':'Spring'}");
			assertThat(other.workspace().campaigns()).isEmpty();
			assertThat(other.requestCount()).isZero();
		}
	}

	@Test
	void initialKeysCanBeChosen() throws IOException {
		try (LeadterraServer server = LeadterraServer.builder().apiKeys("sk_test_a", "sk_test_b").start()) {
			assertThat(server.apiKey()).isEqualTo("sk_test_a");
			assertThat(new TestHttp(server).getWithKey("/v1/sdrs", "sk_test_b").status()).isEqualTo(200);
			assertThat(new TestHttp(server).getWithKey("/v1/sdrs", "sk_test_example_0123456789").status())
				.isEqualTo(401);
		}
	}

	@Test
	void resetTakesEverythingBack() throws IOException {
		try (LeadterraServer server = LeadterraServer.start()) {
			TestHttp http = new TestHttp(server);
			String before = http.get("/v1/sender-pools").body();
			http.post("/v1/campaigns", "{'name':'Spring'}");
			server.workspace().clear();
			server.workspace().blockDrafts("No");
			String issued = server.issueKey();
			server.revokeKey(server.apiKey());
			server.respondWith(ResponseShape.REFERENCE);
			server.respondWith(ErrorShape.HTML);
			server.echoAuthorization();
			server.inject(Fault.status(503));
			server.reset();
			assertThat(server.requestCount()).isZero();
			assertThat(server.requests()).isEmpty();
			assertThat(http.get("/v1/sender-pools").body()).isEqualTo(before);
			assertThat(server.workspace().campaigns()).isEmpty();
			assertThat(http.getWithKey("/v1/sdrs", issued).json().at("/error/message").asString()).isNotEmpty()
				.doesNotContain(issued);
		}
	}

	@Test
	void textDoesNotShowTheKey() {
		try (LeadterraServer server = LeadterraServer.start()) {
			assertThat(server).asString().contains(server.baseUrl().toString()).doesNotContain("sk_");
		}
	}

	@Test
	void servesHttpsWithItsCertificate() throws Exception {
		try (LeadterraServer server = LeadterraServer.builder().https().start()) {
			assertThat(server.baseUrl()).hasScheme("https");
			HttpClient client = HttpClient.newBuilder().sslContext(trusting(server)).build();
			HttpRequest request = HttpRequest.newBuilder(server.baseUrl().resolve("/v1/sender-pools"))
				.header("Authorization", "Bearer " + server.apiKey())
				.build();
			assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void certificateIsNotTrustedByItself() {
		try (LeadterraServer server = LeadterraServer.builder().https().start()) {
			assertThatExceptionOfType(SSLHandshakeException.class)
				.isThrownBy(() -> new TestHttp(server).get("/v1/sender-pools"));
		}
	}

	@Test
	void callsAtTheSameTimeLoseNothing() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(16);
		try (LeadterraServer server = LeadterraServer.start()) {
			TestHttp http = new TestHttp(server);
			String campaign = server.workspace().addCampaign(Map.of());
			List<Callable<Integer>> calls = IntStream.range(0, 200)
				.<Callable<Integer>>mapToObj((i) -> () -> http
					.post("/v1/campaigns/" + campaign + "/leads/bulk", "{'leads':[{'email':'lead" + i + "@b.co'}]}")
					.status())
				.toList();
			for (Future<Integer> status : executor.invokeAll(calls)) {
				assertThat(status.get()).isEqualTo(200);
			}
			assertThat(server.workspace().leadCount(campaign)).isEqualTo(200);
			assertThat(server.requestCount("POST /v1/campaigns/:id/leads/bulk")).isEqualTo(200);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static SSLContext trusting(LeadterraServer server) throws Exception {
		KeyStore keyStore = KeyStore.getInstance(KeyStore.getDefaultType());
		keyStore.load(null, null);
		keyStore.setCertificateEntry("leadterra", server.certificate());
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(keyStore);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
