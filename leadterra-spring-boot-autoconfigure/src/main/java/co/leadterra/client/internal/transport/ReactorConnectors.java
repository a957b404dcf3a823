package co.leadterra.client.internal.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * The transport of a client that is built without one. All such clients share their event
 * loops. Reactor Netty's own loops are not theirs: a Spring application may stop these,
 * and no pool outlives its loops.
 */
public final class ReactorConnectors {

	/**
	 * How long a connection may take to be made.
	 */
	public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * How long an answer may take to go on.
	 */
	public static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

	/**
	 * How long an answer that is long in coming may take to go on.
	 */
	public static final Duration LONG_READ_TIMEOUT = Duration.ofMinutes(2);

	private static final LoopResources LOOPS = LoopResources.create("leadterra");

	private final ConnectionProvider pool = ConnectionPool.create(ConnectionPool.MAX_CONNECTIONS,
			ConnectionPool.MAX_IDLE_TIME, ConnectionPool.MAX_LIFE_TIME);

	private final ConnectionProvider noPool = ConnectionPool.keepingNone(ConnectionPool.MAX_CONNECTIONS);

	private final List<OpenConnector> connectors = new CopyOnWriteArrayList<>();

	/**
	 * Creates a transport.
	 * @param readTimeout how long an answer may take to go on
	 * @return the transport
	 */
	public ClientHttpConnector create(Duration readTimeout) {
		return new TwinConnector(connector(this.pool, readTimeout), connector(this.noPool, readTimeout));
	}

	private ClientHttpConnector connector(ConnectionProvider pool, Duration readTimeout) {
		OpenConnector connector = new OpenConnector(
				new ReactorClientHttpConnector(client(pool).responseTimeout(readTimeout)), List.of());
		this.connectors.add(connector);
		return connector;
	}

	/**
	 * Closes the connections, which ends the calls that are in flight.
	 */
	public void close() {
		CompletableFuture<@Nullable Void> unused = Mono
			.when(this.connectors.stream().map(OpenConnector::close).toList())
			.then(Mono.when(this.pool.disposeLater(), this.noPool.disposeLater()))
			.toFuture();
	}

	private static HttpClient client(ConnectionProvider pool) {
		return ConnectionPool.limitHandshake(HttpClient.create(pool))
			.runOn(LOOPS)
			.compress(true)
			.proxyWithSystemProperties()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
	}

}
