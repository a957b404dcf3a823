package co.leadterra.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.sdr.DraftRequest;
import co.leadterra.test.LeadterraServer;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for connections that are all busy, and for those of an application that stops,
 * starts again, or gets new certificates. The client of the JDK has no limit, and is
 * closed when it is collected.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionLifecycleTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final List<CompletableFuture<Void>> ends = new CopyOnWriteArrayList<>();

	// HttpComponents looks at those that wait only when a connection comes back.
	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jetty", "http-components" })
	void busyConnectionsAreToldOf(String connector) {
		try (ScriptedServer busy = ScriptedServer.start((connection) -> {
			connection.read();
			connection.input().read();
		})) {
			Connectors.runner(connector, busy.baseUrl())
				.withBean(Impatience.class)
				.withPropertyValues("leadterra.http.max-connections=1", "leadterra.read-timeout=300ms",
						"leadterra.retry.enabled=false")
				.run((context) -> {
					LeadterraClient client = context.getBean(LeadterraClient.class);
					LeadterraConnectionException failure = Flux.range(0, 4)
						.flatMap((call) -> client.senderPools()
							.list()
							.then(Mono.<LeadterraConnectionException>empty())
							.onErrorResume(LeadterraConnectionException.class, Mono::just))
						.filter((refused) -> !refused.mayHaveReachedLeadterra())
						.blockFirst(LIMIT);
					assertThat(failure).hasMessageContaining("no connection was made: ")
						.hasMessageContaining("All 1 connections to Leadterra are busy")
						.hasMessageContaining("leadterra.http.max-connections");
				});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jetty", "http-components" })
	void noConnectionIsOpenAfterStop(String connector) {
		try (ScriptedServer server = ScriptedServer.start(this::answer)) {
			Connectors.runner(connector, server.baseUrl()).run((context) -> {
				LeadterraClient client = context.getBean(LeadterraClient.class);
				client.senderPools().list().blockLast(LIMIT);
				client.sdr().generateDrafts(DraftRequest.of("thr_1")).onErrorComplete().block(LIMIT);
				assertThat(this.ends).hasSize(2);
				context.stop();
				assertAllClosed();
			});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jetty", "http-components" })
	void connectionOfAReplacedBundleIsClosedInTime(String connector, @TempDir Path directory) throws Exception {
		try (ScriptedServer server = ScriptedServer.start(this::answer)) {
			withBundle(connector, server.baseUrl(), directory).withPropertyValues("leadterra.draft-read-timeout=100ms")
				.run((context) -> {
					replaceTheBundle(context.getBean(LeadterraClient.class), context.getBean(SslBundleRegistry.class),
							context.getBean(SslBundles.class));
					assertAllClosed();
				});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jetty", "http-components" })
	void connectionOfABundleReplacedAMomentAgoIsClosedByStop(String connector, @TempDir Path directory)
			throws Exception {
		try (ScriptedServer server = ScriptedServer.start(this::answer)) {
			withBundle(connector, server.baseUrl(), directory).run((context) -> {
				replaceTheBundle(context.getBean(LeadterraClient.class), context.getBean(SslBundleRegistry.class),
						context.getBean(SslBundles.class));
				context.stop();
				assertAllClosed();
			});
		}
	}

	private static void replaceTheBundle(LeadterraClient client, SslBundleRegistry registry, SslBundles bundles) {
		client.senderPools().list().blockLast(LIMIT);
		registry.updateBundle("leadterra", bundles.getBundle("leadterra"));
	}

	private static ApplicationContextRunner withBundle(String connector, URI baseUrl, Path directory) throws Exception {
		try (LeadterraServer secure = LeadterraServer.builder().https().start()) {
			return Connectors.runner(connector, baseUrl)
				.withPropertyValues("leadterra.ssl.bundle=leadterra",
						"spring.ssl.bundle.pem.leadterra.truststore.certificate="
								+ Connectors.certificate(secure, directory).toUri());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jetty", "http-components", "jdk" })
	void beanOfAnEarlyPhaseMakesCallsAtEveryStart(String connector) {
		try (ScriptedServer server = ScriptedServer.start(this::answer)) {
			Connectors.runner(connector, server.baseUrl()).withBean(EarlyCaller.class).run((context) -> {
				context.stop();
				context.start();
				assertThat(context.getBean(EarlyCaller.class).calls).containsExactly(0L, 0L);
			});
		}
	}

	// HttpComponents and the JDK's client log errors of their own for calls that are cut.
	@Tag("cases")
	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#chosen")
	void callThatIsInFlightWhenTheApplicationIsClosedFailsAndIsNotRepeated(String connector, CapturedOutput output)
			throws Exception {
		assertThatCallsInFlightEnd((baseUrl, makeCalls) -> Connectors.runner(connector, baseUrl)
			.run((context) -> makeCalls.accept(context.getBean(LeadterraClient.class))));
		if (connector.equals("reactor") || connector.equals("jetty")) {
			assertThat(output).doesNotContain("ERROR").doesNotContain("onErrorDropped");
		}
	}

	@Test
	void callThatIsInFlightWhenAClientOfTheBuilderIsClosedFailsAndIsNotRepeated() throws Exception {
		assertThatCallsInFlightEnd((baseUrl, makeCalls) -> {
			try (LeadterraClient client = LeadterraClient.builder()
				.apiKey("sk_test_example")
				.baseUrl(baseUrl)
				.build()) {
				makeCalls.accept(client);
			}
		});
	}

	private static void assertThatCallsInFlightEnd(BiConsumer<URI, Consumer<LeadterraClient>> application)
			throws Exception {
		CountDownLatch received = new CountDownLatch(3);
		try (ScriptedServer server = ScriptedServer.start((connection) -> {
			if (connection.read().get(0).contains("cmp_1")) {
				connection.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n[");
			}
			received.countDown();
			connection.input().read();
		})) {
			List<CompletableFuture<?>> calls = new ArrayList<>();
			application.accept(server.baseUrl(), (client) -> {
				calls.add(client.senderPools().list().collectList().toFuture());
				calls.add(client.campaigns().stats("cmp_1").toFuture());
				calls.add(client.sdr().generateDrafts(DraftRequest.of("thr_1")).toFuture());
				assertThatNoException().isThrownBy(() -> assertThat(received.await(10, TimeUnit.SECONDS)).isTrue());
			});
			assertThat(calls).allSatisfy((call) -> assertThat(call).failsWithin(LIMIT)
				.withThrowableThat()
				.havingCause()
				.isInstanceOfSatisfying(LeadterraConnectionException.class,
						(failure) -> assertThat(failure.mayHaveReachedLeadterra()).isTrue())
				.withMessageContaining("the client was closed during the call"));
			assertThat(server.requests()).hasSize(3);
		}
	}

	@Test
	void callWhoseConnectionIsBeingMadeWhenTheApplicationIsClosedFailsWithoutAnErrorInTheLog(CapturedOutput output) {
		LateResolver resolver = new LateResolver();
		List<CompletableFuture<?>> calls = new ArrayList<>();
		try (ScriptedServer server = ScriptedServer.start(this::answer)) {
			Connectors.runner("reactor", server.baseUrl())
				.withBean(Resolution.class, () -> new Resolution(resolver))
				.run((context) -> {
					context.addApplicationListener(resolver);
					calls.add(context.getBean(LeadterraClient.class).senderPools().list().collectList().toFuture());
					assertThat(resolver.asked.await(10, TimeUnit.SECONDS)).isTrue();
				});
			assertThat(resolver.resolved).succeedsWithin(LIMIT);
			assertThat(calls.get(0)).failsWithin(LIMIT)
				.withThrowableThat()
				.havingCause()
				.withMessageContaining("the client was closed");
			assertThat(server.requests()).isEmpty();
		}
		// the JDK's client may still log errors of the calls that were cut in another
		// test
		assertThat(output).doesNotContain("event executor terminated").doesNotContain("Event loop shut down");
	}

	@Test
	@Tag("thorough")
	void callWhoseConnectionIsNotMadeWithinASecondOfTheCloseFailsToo() {
		LateResolver resolver = new LateResolver();
		List<CompletableFuture<?>> calls = new ArrayList<>();
		Connectors.runner("reactor", URI.create("http://localhost:1"))
			.withBean(Resolution.class, () -> new Resolution(resolver))
			.run((context) -> {
				calls.add(context.getBean(LeadterraClient.class).senderPools().list().collectList().toFuture());
				assertThat(resolver.asked.await(10, TimeUnit.SECONDS)).isTrue();
			});
		assertThat(calls.get(0)).failsWithin(LIMIT)
			.withThrowableThat()
			.havingCause()
			.withMessageContaining("the client was closed");
	}

	@Test
	void callThatWaitsToBeRepeatedWhenTheApplicationIsClosedIsNotMadeAgain() {
		CountDownLatch waiting = new CountDownLatch(1);
		try (ScriptedServer server = ScriptedServer.start((connection) -> {
			connection.read();
			connection.write("HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n");
		})) {
			List<CompletableFuture<?>> calls = new ArrayList<>();
			Connectors.runner("reactor", server.baseUrl())
				.withBean(RetryListener.class, () -> (event) -> waiting.countDown())
				.withPropertyValues("leadterra.retry.initial-delay=500ms")
				.run((context) -> {
					calls.add(context.getBean(LeadterraClient.class).senderPools().list().collectList().toFuture());
					assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
				});
			assertThat(calls).singleElement()
				.satisfies((call) -> assertThat(call).failsWithin(LIMIT)
					.withThrowableThat()
					.havingCause()
					.withMessageContaining("The client was closed"));
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void theFirstCallMayBeThatOfABeanThatIsDestroyed() throws IOException {
		try (ScriptedServer server = ScriptedServer.start(this::answer)) {
			LateCaller[] caller = new LateCaller[1];
			Connectors.runner("reactor", server.baseUrl())
				.withBean(LateCaller.class)
				.run((context) -> caller[0] = context.getBean(LateCaller.class));
			assertThat(caller[0].pools).isZero();
		}
	}

	private void answer(ScriptedServer.Connection connection) {
		CompletableFuture<Void> end = new CompletableFuture<>();
		this.ends.add(end);
		try {
			while (true) {
				connection.read();
				connection.answer("[]");
			}
		}
		catch (IOException ex) {
			end.complete(null);
		}
	}

	private void assertAllClosed() {
		assertThat(this.ends).isNotEmpty().allSatisfy((end) -> assertThat(end).succeedsWithin(LIMIT));
	}

	static class Impatience implements ClientHttpConnectorBuilderCustomizer<HttpComponentsClientHttpConnectorBuilder> {

		@Override
		public HttpComponentsClientHttpConnectorBuilder customize(HttpComponentsClientHttpConnectorBuilder builder) {
			return builder.withDefaultRequestConfigCustomizer(
					(config) -> config.setConnectionRequestTimeout(Timeout.ofMilliseconds(100)));
		}

	}

	record Resolution(
			LateResolver resolver) implements ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> {

		@Override
		public ReactorClientHttpConnectorBuilder customize(ReactorClientHttpConnectorBuilder builder) {
			return builder.withHttpClientCustomizer((client) -> client.resolver(this.resolver));
		}

	}

	/**
	 * Resolves no name before the application is being closed.
	 */
	static class LateResolver extends AddressResolverGroup<InetSocketAddress>
			implements ApplicationListener<ContextClosedEvent> {

		private final CountDownLatch asked = new CountDownLatch(1);

		private final CompletableFuture<Void> closing = new CompletableFuture<>();

		private volatile CompletableFuture<?> resolved = this.closing;

		@Override
		public void onApplicationEvent(ContextClosedEvent event) {
			this.closing.completeAsync(() -> null, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
		}

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetNameResolver(executor) {

				@Override
				protected void doResolve(String host, Promise<InetAddress> promise) {
					later(promise, InetAddress.getLoopbackAddress());
				}

				@Override
				protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
					later(promise, List.of(InetAddress.getLoopbackAddress()));
				}

			}.asAddressResolver();
		}

		private <T> void later(Promise<T> promise, T value) {
			this.resolved = this.closing.thenRun(() -> promise.setSuccess(value));
			this.asked.countDown();
		}

	}

	static class LateCaller implements DisposableBean {

		private final LeadterraClient client;

		private @Nullable Long pools;

		LateCaller(LeadterraClient client) {
			this.client = client;
		}

		@Override
		public void destroy() {
			this.pools = this.client.senderPools().list().count().block(LIMIT);
		}

	}

	static class EarlyCaller implements SmartLifecycle {

		private final List<Long> calls = new CopyOnWriteArrayList<>();

		private final ObjectProvider<LeadterraClient> client;

		private volatile boolean running;

		EarlyCaller(ObjectProvider<LeadterraClient> client) {
			this.client = client;
		}

		@Override
		public void start() {
			this.calls.add(this.client.getObject().senderPools().list().count().block(LIMIT));
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return Integer.MIN_VALUE;
		}

	}

}
