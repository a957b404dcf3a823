package co.leadterra.autoconfigure;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Collection;

import co.leadterra.client.internal.transport.ConnectionPool;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpHost;
import org.eclipse.jetty.client.BasicAuthentication.BasicResult;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * What each HTTP library calls the same things. One class for each, since not all of them
 * are on the class path.
 */
final class HttpLibrary {

	private HttpLibrary() {
	}

	static final class ReactorNetty {

		private ReactorNetty() {
		}

		static ReactorClientHttpConnectorBuilder customize(ReactorClientHttpConnectorBuilder builder,
				Duration maxIdleTime, Duration maxLifeTime, @Nullable HttpProxy proxy,
				Collection<AutoCloseable> resources) {
			ConnectionProvider pool = ConnectionPool.create(maxIdleTime, maxLifeTime);
			resources.add(pool::dispose);
			ReactorClientHttpConnectorBuilder pooled = builder.withHttpClientFactory(() -> HttpClient.create(pool));
			return (proxy != null)
					? pooled.withHttpClientCustomizer((client) -> client.proxy((spec) -> configure(spec, proxy)))
					: pooled;
		}

		private static void configure(ProxyProvider.TypeSpec spec, HttpProxy proxy) {
			ProxyProvider.Builder builder = spec.type(ProxyProvider.Proxy.HTTP).host(proxy.host()).port(proxy.port());
			if (proxy.username() != null) {
				builder.username(proxy.username()).password((username) -> proxy.password());
			}
		}

	}

	static final class Jetty {

		private Jetty() {
		}

		static JettyClientHttpConnectorBuilder customize(JettyClientHttpConnectorBuilder builder,
				@Nullable HttpProxy proxy, Collection<AutoCloseable> resources) {
			return builder.withHttpClientCustomizer((client) -> {
				resources.add(client::stop);
				if (proxy != null) {
					configure(client, proxy);
				}
			});
		}

		private static void configure(org.eclipse.jetty.client.HttpClient client, HttpProxy proxy) {
			org.eclipse.jetty.client.HttpProxy jettyProxy = new org.eclipse.jetty.client.HttpProxy(proxy.host(),
					proxy.port());
			client.getProxyConfiguration().addProxy(jettyProxy);
			if (proxy.username() != null) {
				client.getAuthenticationStore()
					.addAuthenticationResult(new BasicResult(jettyProxy.getURI(), HttpHeader.PROXY_AUTHORIZATION,
							proxy.username(), proxy.password()));
			}
		}

	}

	static final class HttpComponents {

		private HttpComponents() {
		}

		// The library would repeat some calls by itself, among them those that must not
		// be.
		static HttpComponentsClientHttpConnectorBuilder customize(HttpComponentsClientHttpConnectorBuilder builder,
				@Nullable HttpProxy proxy) {
			return builder.withHttpClientCustomizer((client) -> {
				client.disableAutomaticRetries();
				if (proxy != null) {
					HttpHost host = new HttpHost(proxy.host(), proxy.port());
					client.setProxy(host);
					if (proxy.username() != null) {
						BasicCredentialsProvider credentials = new BasicCredentialsProvider();
						credentials.setCredentials(new AuthScope(host),
								new UsernamePasswordCredentials(proxy.username(), proxy.password().toCharArray()));
						client.setDefaultCredentialsProvider(credentials);
					}
				}
			});
		}

	}

	static final class Jdk {

		private Jdk() {
		}

		// An authenticator would make the library drop the API key.
		static ClientHttpConnectorBuilder<?> customize(JdkClientHttpConnectorBuilder builder,
				@Nullable HttpProxy proxy) {
			if (proxy == null) {
				return builder;
			}
			JdkClientHttpConnectorBuilder proxied = builder.withHttpClientCustomizer((client) -> client
				.proxy(ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port()))));
			String username = proxy.username();
			return (username != null) ? (settings) -> authorized(proxied.build(settings),
					HttpHeaders.encodeBasicAuth(username, proxy.password(), null)) : proxied;
		}

		private static ClientHttpConnector authorized(ClientHttpConnector connector, String credentials) {
			return (method, uri, requestCallback) -> connector.connect(method, uri, (request) -> {
				request.getHeaders().set(HttpHeaders.PROXY_AUTHORIZATION, "Basic " + credentials);
				return requestCallback.apply(request);
			});
		}

	}

}
