package co.leadterra.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes connectors of the application's builder, with what the settings for all of its
 * clients do not know of: the pool, the proxy, and that repeating calls is not left to
 * the HTTP library.
 */
class LeadterraTransport implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(LeadterraTransport.class);

	private final List<AutoCloseable> resources = new CopyOnWriteArrayList<>();

	private final ClientHttpConnectorBuilder<?> applicationBuilder;

	private final LeadterraClientProperties.Http properties;

	private final List<SwappableConnector> connectors = new CopyOnWriteArrayList<>();

	private volatile ClientHttpConnectorBuilder<?> builder;

	private volatile HttpClientSettings settings;

	LeadterraTransport(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings,
			LeadterraClientProperties.Http properties) {
		this.applicationBuilder = builder;
		this.properties = properties;
		this.builder = customize(builder, properties);
		this.settings = settings;
	}

	private ClientHttpConnectorBuilder<?> customize(ClientHttpConnectorBuilder<?> builder,
			LeadterraClientProperties.Http properties) {
		HttpProxy proxy = (properties.getProxy() != null) ? HttpProxy.of(properties.getProxy()) : null;
		if (builder instanceof ReactorClientHttpConnectorBuilder reactor) {
			return HttpLibrary.ReactorNetty.customize(reactor, properties.getMaxIdleTime(), properties.getMaxLifeTime(),
					proxy, this.resources);
		}
		if (builder instanceof JettyClientHttpConnectorBuilder jetty) {
			return HttpLibrary.Jetty.customize(jetty, proxy, this.resources);
		}
		if (builder instanceof HttpComponentsClientHttpConnectorBuilder httpComponents) {
			return HttpLibrary.HttpComponents.customize(httpComponents, proxy);
		}
		if (builder instanceof JdkClientHttpConnectorBuilder jdk) {
			return HttpLibrary.Jdk.customize(jdk, proxy);
		}
		if (proxy != null) {
			logger.warn("leadterra.http.proxy has no effect on connectors of " + builder.getClass().getName());
		}
		return builder;
	}

	ClientHttpConnector connector(@Nullable Duration readTimeout) {
		SwappableConnector connector = new SwappableConnector(() -> build(readTimeout));
		this.connectors.add(connector);
		return connector;
	}

	private ClientHttpConnector build(@Nullable Duration readTimeout) {
		ClientHttpConnector connector = this.builder.build(this.settings.withReadTimeout(readTimeout));
		if (connector instanceof AutoCloseable closeable) {
			this.resources.add(closeable);
		}
		return connector;
	}

	/**
	 * Lets the calls to come use another bundle.
	 * @param bundle the bundle
	 */
	void reload(SslBundle bundle) {
		this.settings = this.settings.withSslBundle(bundle);
		this.connectors.forEach(SwappableConnector::swap);
	}

	/**
	 * Lets the calls to come use new connections. Those of Reactor Netty do not outlive
	 * its event loops, which stop with the application.
	 */
	void restart() {
		if (this.applicationBuilder instanceof ReactorClientHttpConnectorBuilder) {
			close();
			this.builder = customize(this.applicationBuilder, this.properties);
			this.connectors.forEach(SwappableConnector::swap);
		}
	}

	// Most applications never need it, and some libraries start threads for each
	// connector.
	ClientHttpConnector lazyConnector(Duration readTimeout) {
		SingletonSupplier<ClientHttpConnector> connector = SingletonSupplier.of(() -> connector(readTimeout));
		return (method, uri, requestCallback) -> connector.obtain().connect(method, uri, requestCallback);
	}

	@Override
	public void close() {
		this.resources.forEach(LeadterraTransport::close);
		this.resources.clear();
	}

	private static void close(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			logger.debug("The HTTP library could not be closed", ex);
		}
	}

}
