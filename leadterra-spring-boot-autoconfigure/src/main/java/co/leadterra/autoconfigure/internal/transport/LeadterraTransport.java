package co.leadterra.autoconfigure.internal.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import co.leadterra.client.internal.transport.OpenConnector;
import co.leadterra.client.internal.transport.TwinConnector;
import reactor.core.publisher.Mono;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Makes connectors of the application's builder, with what the settings for all of its
 * clients do not know of: the pool, the proxy, and that repeating calls is not left to
 * the HTTP library.
 */
public class LeadterraTransport {

	private final ClientHttpConnectorBuilder<?> builder;

	private final ConnectionSettings connections;

	private final List<RenewableConnector> connectors = new CopyOnWriteArrayList<>();

	private volatile HttpClientSettings settings;

	/**
	 * Creates a transport.
	 * @param builder makes the application's connectors
	 * @param settings settings of the connectors
	 * @param connections further settings
	 */
	public LeadterraTransport(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings,
			ConnectionSettings connections) {
		this.builder = HttpLibrary.checked(builder, connections);
		this.settings = settings;
		this.connections = connections;
	}

	/**
	 * Makes a connector, which is opened by its first call: most applications make no
	 * long calls, few ever repeat one, and some libraries start threads for each
	 * connector. Where there is a certificate it is opened now, so that one that cannot
	 * be used stops the start.
	 * @param readTimeout time an answer may let wait for its next bytes
	 * @return the connector
	 */
	public ClientHttpConnector connector(Duration readTimeout) {
		RenewableConnector usual = renewable(readTimeout, true);
		if (this.settings.sslBundle() != null) {
			usual.open();
		}
		return new TwinConnector(usual, renewable(readTimeout, false));
	}

	private RenewableConnector renewable(Duration readTimeout, boolean pooled) {
		RenewableConnector connector = new RenewableConnector(() -> open(readTimeout, pooled),
				this.connections.maxConnections());
		this.connectors.add(connector);
		return connector;
	}

	private OpenConnector open(Duration readTimeout, boolean pooled) {
		List<Mono<Void>> resources = new ArrayList<>();
		ClientHttpConnector connector = HttpLibrary.customize(this.builder, this.connections, pooled, resources)
			.build(this.settings.withReadTimeout(readTimeout));
		if (connector instanceof AutoCloseable closeable) {
			resources.add(OpenConnector.closing(closeable));
		}
		return new OpenConnector(connector, resources);
	}

	/**
	 * Lets the calls to come use another bundle.
	 * @param bundle the bundle
	 * @param grace time for which calls may still need the old one
	 */
	public void reload(SslBundle bundle, Duration grace) {
		this.settings = this.settings.withSslBundle(bundle);
		this.connectors.forEach((connector) -> connector.renew(grace));
	}

	/**
	 * Lets the calls to come use new connections.
	 * @return closes the old ones
	 */
	public Mono<Void> close() {
		return Mono.when(this.connectors.stream().map(RenewableConnector::close).toList());
	}

	/**
	 * Lets no call be made any more.
	 * @return closes the connections
	 */
	public Mono<Void> end() {
		return Mono.when(this.connectors.stream().map(RenewableConnector::end).toList());
	}

}
