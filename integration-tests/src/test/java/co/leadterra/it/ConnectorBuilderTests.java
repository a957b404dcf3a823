package co.leadterra.it;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import co.leadterra.client.LeadterraClient;
import co.leadterra.test.LeadterraServer;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for connector builders of the application's own: what it tells them leads to the
 * server, which nothing else finds.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectorBuilderTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String HOST = "known-to-one.invalid";

	@AutoClose
	private static final LeadterraServer server = LeadterraServer.builder()
		.apiKeys("sk_test_example_0123456789")
		.start();

	@Test
	void factoryOfReactorNettyIsUsedAndWarnedOf(CapturedOutput output) {
		assertUsed(ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(() -> HttpClient.create().resolver(new LoopbackResolver())));
		assertThat(output).containsOnlyOnce("leadterra.http.max-connections, max-idle-time and max-life-time have no");
	}

	@Test
	void customizerOfReactorNettyIsUsed(CapturedOutput output) {
		assertUsed(ClientHttpConnectorBuilder.reactor()
			.withHttpClientCustomizer((client) -> client.resolver(new LoopbackResolver())));
		assertThat(output).doesNotContain("leadterra.http.max-connections");
	}

	@Test
	void resourcesOfReactorNettyAreUsed(CapturedOutput output) {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		assertUsed(ClientHttpConnectorBuilder.reactor()
			.withReactorResourceFactory(resources)
			.withHttpClientCustomizer((client) -> client.resolver(new LoopbackResolver())));
		assertThat(output).doesNotContain("leadterra.http.max-connections");
	}

	@Test
	void customizerOfJettyIsUsed() {
		assertUsed(ClientHttpConnectorBuilder.jetty()
			.withHttpClientCustomizer(
					(client) -> client.setSocketAddressResolver((host, port, context, promise) -> promise
						.succeeded(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))))));
	}

	@Test
	void customizerOfHttpComponentsIsUsed() {
		assertUsed(ClientHttpConnectorBuilder.httpComponents()
			.withConnectionManagerCustomizer((manager) -> manager.setDnsResolver(new SystemDefaultDnsResolver() {

				@Override
				public InetAddress[] resolve(String host) throws UnknownHostException {
					return super.resolve(host.equals(HOST) ? "localhost" : host);
				}

			})));
	}

	@Test
	void customizerOfTheJdkIsUsed() {
		assertUsed(ClientHttpConnectorBuilder.jdk()
			.withHttpClientCustomizer((client) -> client.proxy(ProxySelector
				.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.baseUrl().getPort())))));
	}

	private static void assertUsed(ClientHttpConnectorBuilder<?> builder) {
		URI baseUrl = URI.create("http://" + HOST + ":" + server.baseUrl().getPort());
		Connectors.runner("reactor", baseUrl)
			.withBean(ClientHttpConnectorBuilder.class, () -> builder)
			.withPropertyValues("leadterra.insecure-hosts=" + HOST)
			.run((context) -> {
				LeadterraClient client = context.getBean(LeadterraClient.class);
				assertThat(client.senderPools().list().count().block(LIMIT)).isEqualTo(2);
			});
	}

	private static class LoopbackResolver extends AddressResolverGroup<InetSocketAddress> {

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetNameResolver(executor) {

				@Override
				protected void doResolve(String host, Promise<InetAddress> promise) {
					promise.setSuccess(InetAddress.getLoopbackAddress());
				}

				@Override
				protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
					promise.setSuccess(List.of(InetAddress.getLoopbackAddress()));
				}

			}.asAddressResolver();
		}

	}

}
