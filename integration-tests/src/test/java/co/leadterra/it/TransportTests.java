package co.leadterra.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.sdr.DraftRequest;
import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Pool, proxy, compression and timeouts.
 */
@Tag("cases")
class TransportTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	@AutoClose
	private static final LeadterraServer server = LeadterraServer.builder()
		.apiKeys("sk_test_example_0123456789")
		.start();

	@BeforeEach
	void resetServer() {
		server.reset();
	}

	static List<String> connectors() {
		return Connectors.chosen();
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void draftsAreGivenMoreTimeThanOtherAnswers(String connector) {
		String threadId = server.workspace().addThread(Map.of());
		server.inject(Fault.slow(Duration.ofSeconds(2)));
		Connectors.with(connector, server.baseUrl(), (client) -> {
			assertThat(client.sdr().generateDrafts(DraftRequest.of(threadId)).block(LIMIT)).isNotNull();
			assertThatExceptionOfType(LeadterraConnectionException.class)
				.isThrownBy(() -> client.sdr().gmailStatus().block(LIMIT));
		}, "leadterra.read-timeout=500ms", "leadterra.retry.enabled=false");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void draftsAreNotWaitedForForEver(String connector) {
		server.inject(Fault.slow(Duration.ofSeconds(10)));
		Connectors.with(connector, server.baseUrl(),
				(client) -> assertThatExceptionOfType(LeadterraConnectionException.class)
					.isThrownBy(() -> client.sdr().generateDrafts(DraftRequest.of("thr_1")).block(LIMIT)),
				"leadterra.draft-read-timeout=500ms");
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jetty" })
	void compressedAnswerIsAskedForAndRead(String connector) {
		server.inject(Fault.answer(200, "application/json", gzip("[{\"id\":\"pool_9\"}]"))
			.header("Content-Encoding", "gzip"));
		Connectors.with(connector, server.baseUrl(),
				(client) -> assertThat(client.senderPools().list().blockFirst(LIMIT).id()).isEqualTo("pool_9"));
		assertThat(server.requests()).singleElement()
			.satisfies((request) -> assertThat(request.header("Accept-Encoding")).contains("gzip"));
	}

	@Test
	void compressedAnswerIsNotAskedForOfTheJdk() {
		Connectors.with("jdk", server.baseUrl(), (client) -> client.senderPools().list().blockLast(LIMIT));
		assertThat(server.requests()).singleElement()
			.satisfies((request) -> assertThat(request.header("Accept-Encoding")).isNull());
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void callsGoThroughTheProxy(String connector) throws IOException {
		try (ProxyServer proxy = ProxyServer.start()) {
			Connectors.with(connector, server.baseUrl(), TransportTests::readTwice,
					"leadterra.http.proxy=http://localhost:" + proxy.port());
			assertThat(proxy.requests()).isNotEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void callsGiveTheProxyItsPassword(String connector) throws IOException {
		try (ProxyServer proxy = ProxyServer.start("me:s@same")) {
			Connectors.with(connector, server.baseUrl(), TransportTests::readTwice,
					"leadterra.http.proxy=http://me:s%40same@localhost:" + proxy.port());
			assertThat(proxy.requests()).isNotEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void callsGoThroughTheProxyByTls(String connector, @TempDir Path directory) throws Exception {
		try (LeadterraServer secure = LeadterraServer.builder().https().apiKeys("sk_test_example_0123456789").start();
				ProxyServer proxy = ProxyServer.start()) {
			Connectors.with(connector, secure.baseUrl(), TransportTests::readTwice,
					"leadterra.http.proxy=http://localhost:" + proxy.port(), "leadterra.ssl.bundle=leadterra",
					"spring.ssl.bundle.pem.leadterra.truststore.certificate="
							+ Connectors.certificate(secure, directory).toUri());
			assertThat(proxy.requests()).isNotEmpty()
				.allSatisfy((request) -> assertThat(request).startsWith("CONNECT localhost:"));
		}
	}

	@Test
	void poolHasANameAndMetrics() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		Metrics.addRegistry(registry);
		Connectors.with("reactor", server.baseUrl(), (client) -> {
			client.senderPools().list().blockLast(LIMIT);
			assertThat(registry.get("reactor.netty.connection.provider.total.connections")
				.tag("name", "leadterra")
				.gauges()).isNotEmpty();
		});
		Metrics.removeRegistry(registry);
	}

	@Test
	void poolOfAClientWithoutSpringBootHasANameAndMetrics() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		Metrics.addRegistry(registry);
		LeadterraClient.builder()
			.baseUrl(server.baseUrl())
			.apiKey(server.apiKey())
			.build()
			.senderPools()
			.list()
			.blockLast(LIMIT);
		assertThat(
				registry.get("reactor.netty.connection.provider.total.connections").tag("name", "leadterra").gauges())
			.isNotEmpty();
		Metrics.removeRegistry(registry);
	}

	@Test
	void poolKeepsTheCustomizersOfTheApplication() {
		Connectors.runner("reactor", server.baseUrl()).withUserConfiguration(Customization.class).run((context) -> {
			context.getBean(LeadterraClient.class).senderPools().list().blockLast(LIMIT);
			assertThat(server.requests().get(0).header("X-Custom")).isEqualTo("yes");
		});
	}

	@Test
	void callsGoOnAfterTheApplicationWasStoppedAndStarted() {
		Connectors.runner("reactor", server.baseUrl()).run((context) -> {
			LeadterraClient client = context.getBean(LeadterraClient.class);
			client.senderPools().list().blockLast(LIMIT);
			context.stop();
			context.start();
			client.senderPools().list().blockLast(LIMIT);
			assertThat(server.requestCount()).isEqualTo(2);
		});
	}

	@Test
	void clientBuiltWithoutTheApplicationGoesOnWhenTheApplicationStops() {
		LeadterraClient client = LeadterraClient.builder()
			.apiKey("sk_test_example_0123456789")
			.baseUrl(server.baseUrl())
			.build();
		Connectors.runner("reactor", server.baseUrl()).run((context) -> {
			client.senderPools().list().blockLast(LIMIT);
			context.stop();
			client.senderPools().list().blockLast(LIMIT);
			assertThat(server.requestCount()).isEqualTo(2);
		});
	}

	@Test
	void poolRunsOnTheLoopsOfTheApplication() {
		AtomicReference<String> thread = new AtomicReference<>();
		Connectors.runner("reactor", server.baseUrl()).withBean(ReactorResourceFactory.class, () -> {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			factory.setLoopResourcesSupplier(() -> LoopResources.create("of-the-app", 1, true));
			return factory;
		}).run((context) -> {
			context.getBean(LeadterraClient.class)
				.senderPools()
				.list()
				.doOnNext((pool) -> thread.set(Thread.currentThread().getName()))
				.blockLast(LIMIT);
			assertThat(thread.get()).startsWith("of-the-app");
		});
	}

	private static void readTwice(LeadterraClient client) {
		assertThat(client.senderPools().list().count().block(LIMIT)).isEqualTo(2);
		assertThat(client.senderAccounts().list().count().block(LIMIT)).isEqualTo(3);
	}

	private static byte[] gzip(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return bytes.toByteArray();
	}

	@Configuration(proxyBeanMethods = false)
	static class Customization {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> customHeader() {
			return (builder) -> builder.withHttpClientCustomizer(
					(HttpClient client) -> client.headers((headers) -> headers.set("X-Custom", "yes")));
		}

	}

}
