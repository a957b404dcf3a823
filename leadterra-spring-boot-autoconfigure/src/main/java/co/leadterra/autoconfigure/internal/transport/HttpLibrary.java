package co.leadterra.autoconfigure.internal.transport;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import co.leadterra.client.internal.call.Attempt;
import co.leadterra.client.internal.transport.ConnectionPool;
import co.leadterra.client.internal.transport.OpenConnector;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpHost;
import org.eclipse.jetty.client.BasicAuthentication.BasicResult;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ClientHttpResponseDecorator;

/**
 * What each HTTP library calls the same things. One class for each, since not all of them
 * are on the class path.
 */
final class HttpLibrary {

	private static final Log logger = LogFactory.getLog(HttpLibrary.class);

	private static final String ATTEMPT = Attempt.class.getName();

	private HttpLibrary() {
	}

	static ClientHttpConnectorBuilder<?> checked(ClientHttpConnectorBuilder<?> builder,
			ConnectionSettings connections) {
		if (connections.proxy() != null && !(builder instanceof ReactorClientHttpConnectorBuilder)
				&& !(builder instanceof JettyClientHttpConnectorBuilder)
				&& !(builder instanceof HttpComponentsClientHttpConnectorBuilder)
				&& !(builder instanceof JdkClientHttpConnectorBuilder)) {
			logger.warn("leadterra.http.proxy has no effect on connectors of " + builder.getClass().getName());
		}
		if (builder instanceof ReactorClientHttpConnectorBuilder reactor && ReactorNetty.hasOwnFactory(reactor)) {
			logger.warn("The ClientHttpConnectorBuilder of the application has an HttpClient factory. Its clients are"
					+ " used with the pool that they have, so leadterra.http.max-connections, max-idle-time and"
					+ " max-life-time have no effect. They have, if it changes Spring Boot's client instead:"
					+ " withHttpClientCustomizer");
		}
		return builder;
	}

	static ClientHttpConnectorBuilder<?> customize(ClientHttpConnectorBuilder<?> builder,
			ConnectionSettings connections, boolean pooled, Collection<Mono<Void>> resources) {
		if (builder instanceof ReactorClientHttpConnectorBuilder reactor) {
			return ReactorNetty.customize(reactor, connections, pooled, resources);
		}
		if (builder instanceof JettyClientHttpConnectorBuilder jetty) {
			return Jetty.customize(jetty, connections, pooled, resources);
		}
		if (builder instanceof HttpComponentsClientHttpConnectorBuilder httpComponents) {
			return HttpComponents.customize(httpComponents, connections, pooled);
		}
		if (builder instanceof JdkClientHttpConnectorBuilder jdk) {
			return Jdk.customize(jdk, connections.proxy(), pooled);
		}
		return builder;
	}

	private static void connected(@Nullable Object attempt, boolean connected) {
		if (attempt instanceof Attempt known) {
			known.connected(connected);
		}
	}

	static final class ReactorNetty {

		private ReactorNetty() {
		}

		static ReactorClientHttpConnectorBuilder customize(ReactorClientHttpConnectorBuilder builder,
				ConnectionSettings connections, boolean pooled, Collection<Mono<Void>> resources) {
			HttpProxy proxy = connections.proxy();
			ReactorClientHttpConnectorBuilder customized = builder.withHttpClientCustomizer((client) -> ConnectionPool
				.limitHandshake((proxy != null) ? client.proxy((spec) -> configure(spec, proxy)) : client));
			if (hasOwnFactory(builder)) {
				return customized;
			}
			ConnectionProvider pool = pooled ? ConnectionPool.create(connections.maxConnections(),
					connections.maxIdleTime(), connections.maxLifeTime())
					: ConnectionPool.keepingNone(connections.maxConnections());
			resources.add(pool.disposeLater());
			return customized.withHttpClientFactory(() -> HttpClient.create(pool));
		}

		// Nothing but a field tells, and a client cannot be given another pool.
		static boolean hasOwnFactory(ReactorClientHttpConnectorBuilder builder) {
			try {
				Object factory = new DirectFieldAccessor(builder).getPropertyValue("httpClientBuilder.factory");
				return factory != null && !factory.getClass().getName().startsWith("org.springframework.boot.");
			}
			catch (BeansException ex) {
				return false;
			}
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

		static ClientHttpConnectorBuilder<?> customize(JettyClientHttpConnectorBuilder builder,
				ConnectionSettings connections, boolean pooled, Collection<Mono<Void>> resources) {
			HttpProxy proxy = connections.proxy();
			JettyClientHttpConnectorBuilder customized = builder.withHttpClientTransportCustomizer((transport) -> {
				if (!pooled) {
					transport
						.setConnectionPoolFactory((destination) -> usedOnce(destination, connections.maxConnections()));
				}
			}).withHttpClientCustomizer((client) -> {
				resources.add(OpenConnector.closing(client::stop));
				client.setHttpCookieStore(new HttpCookieStore.Empty());
				client.setMaxConnectionsPerDestination(connections.maxConnections());
				client.setMaxRequestsQueuedPerDestination(2 * connections.maxConnections());
				client.getRequestListeners()
					.addFailureListener((request, failure) -> connected(request.getAttributes().get(ATTEMPT),
							hasConnection(request)));
				if (proxy != null) {
					configure(client, proxy);
				}
			});
			return (settings) -> aborting(customized.build(settings));
		}

		private static ClientHttpConnector aborting(ClientHttpConnector connector) {
			return (method, uri, requestCallback) -> {
				AtomicReference<@Nullable Request> sent = new AtomicReference<>();
				return connector.connect(method, uri, (request) -> {
					sent.set(request.getNativeRequest());
					return requestCallback.apply(request);
				})
					.map((response) -> new AbortableResponse(response,
							(body) -> body.doOnCancel(() -> abort(Objects.requireNonNull(sent.get())))));
			};
		}

		private static void abort(Request request) {
			CompletableFuture<Boolean> unused = request.abort(new CancellationException());
		}

		// A session has no protocol before its handshake is done.
		private static boolean hasConnection(Request request) {
			Connection connection = request.getConnection();
			EndPoint.SslSessionData tls = (connection != null) ? connection.getSslSessionData() : null;
			return connection != null && (tls == null || !"NONE".equals(tls.sslSession().getProtocol()));
		}

		private static org.eclipse.jetty.client.ConnectionPool usedOnce(Destination destination, int maxConnections) {
			DuplexConnectionPool pool = new DuplexConnectionPool(destination, maxConnections);
			pool.setMaxUsage(1);
			return pool;
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

	/**
	 * A response of which the library would go on reading a body that nobody wants.
	 */
	private static final class AbortableResponse extends ClientHttpResponseDecorator {

		private final UnaryOperator<Flux<DataBuffer>> abortable;

		AbortableResponse(ClientHttpResponse delegate, UnaryOperator<Flux<DataBuffer>> abortable) {
			super(delegate);
			this.abortable = abortable;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return this.abortable.apply(super.getBody());
		}

	}

	static final class HttpComponents {

		private HttpComponents() {
		}

		// The library would repeat some calls by itself, among them those that must not
		// be.
		static HttpComponentsClientHttpConnectorBuilder customize(HttpComponentsClientHttpConnectorBuilder builder,
				ConnectionSettings connections, boolean pooled) {
			HttpProxy proxy = connections.proxy();
			return builder.withConnectionManagerCustomizer((manager) -> {
				manager.setMaxConnPerRoute(connections.maxConnections());
				manager.setMaxConnTotal(connections.maxConnections());
			}).withHttpClientCustomizer((client) -> {
				client.disableAutomaticRetries();
				client.disableCookieManagement();
				client.addExecInterceptorFirst("unconnected", (request, entity, scope, chain, callback) -> {
					connected(scope.clientContext.getAttribute(ATTEMPT), false);
					chain.proceed(request, entity, scope, callback);
				});
				client.addExecInterceptorAfter(ChainElement.CONNECT.name(), "connected",
						(request, entity, scope, chain, callback) -> {
							connected(scope.clientContext.getAttribute(ATTEMPT), true);
							chain.proceed(request, entity, scope, callback);
						});
				if (!pooled) {
					client.setConnectionReuseStrategy((request, response, context) -> false);
				}
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

		private static final Duration MAX_AGE = Duration.ofSeconds(1);

		private Jdk() {
		}

		static ClientHttpConnectorBuilder<?> customize(JdkClientHttpConnectorBuilder builder, @Nullable HttpProxy proxy,
				boolean pooled) {
			ClientHttpConnectorBuilder<?> proxied = proxied(
					builder.withHttpClientCustomizer(
							(client) -> client.cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_NONE))),
					proxy);
			return (settings) -> aborting(pooled ? proxied.build(settings) : shortLived(() -> proxied.build(settings)));
		}

		private static ClientHttpConnector aborting(ClientHttpConnector connector) {
			return (method, uri, requestCallback) -> connector.connect(method, uri, requestCallback)
				.map((response) -> new AbortableResponse(response, Jdk::abortable));
		}

		// Spring lets readers share the body, and keeps it when the only one goes.
		private static Flux<DataBuffer> abortable(Flux<DataBuffer> body) {
			AtomicReference<@Nullable Subscription> reader = new AtomicReference<>();
			return body.doOnSubscribe(reader::set).doFinally((signal) -> {
				if (signal == SignalType.CANCEL) {
					Scannable.from(reader.get())
						.parents()
						.filter(Disposable.class::isInstance)
						.forEach((shared) -> ((Disposable) shared).dispose());
				}
			});
		}

		// The library keeps all connections, so the client that has them is let go.
		private static ClientHttpConnector shortLived(Supplier<ClientHttpConnector> factory) {
			Mono<ClientHttpConnector> client = Mono.fromSupplier(factory).cache(MAX_AGE);
			return (method, uri, requestCallback) -> client
				.flatMap((connector) -> connector.connect(method, uri, requestCallback));
		}

		// An authenticator would make the library drop the API key.
		private static ClientHttpConnectorBuilder<?> proxied(JdkClientHttpConnectorBuilder builder,
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
