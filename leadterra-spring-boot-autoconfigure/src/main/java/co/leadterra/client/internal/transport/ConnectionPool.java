package co.leadterra.client.internal.transport;

import java.time.Duration;

import io.netty.handler.ssl.SslHandler;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.util.ClassUtils;

/**
 * The connections of Reactor Netty to Leadterra: a pool named {@code leadterra} of their
 * own, in which none grows old enough for a firewall or server to have dropped it
 * unnoticed. Its metrics are recorded where Micrometer is on the class path.
 *
 * @since 0.1.0
 */
public final class ConnectionPool {

	/**
	 * How long a connection stays unused unless told otherwise.
	 */
	public static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	/**
	 * How long a connection is used unless told otherwise.
	 */
	public static final Duration MAX_LIFE_TIME = Duration.ofMinutes(5);

	/**
	 * As many as Reactor Netty's own pool for HTTP has.
	 */
	public static final int MAX_CONNECTIONS = 500;

	private ConnectionPool() {
	}

	/**
	 * Creates a pool.
	 * @param maxConnections how many connections there are at most
	 * @param maxIdleTime how long a connection stays unused
	 * @param maxLifeTime how long a connection is used, so that changes of DNS are
	 * noticed
	 * @return the pool, to be disposed of by the caller
	 */
	public static ConnectionProvider create(int maxConnections, Duration maxIdleTime, Duration maxLifeTime) {
		return builder("leadterra", maxConnections).maxIdleTime(maxIdleTime)
			.maxLifeTime(maxLifeTime)
			.evictInBackground(maxIdleTime)
			.build();
	}

	/**
	 * Creates a pool that keeps no connection: each call makes one of its own.
	 * @param maxConnections how many connections there are at most
	 * @return the pool, to be disposed of by the caller
	 */
	public static ConnectionProvider keepingNone(int maxConnections) {
		return builder("leadterra-repeats", maxConnections).evictionPredicate((connection, metadata) -> true).build();
	}

	/**
	 * Gives a TLS handshake no more time than a connection has to be made.
	 * @param client a client
	 * @return the client with this limit
	 */
	public static HttpClient limitHandshake(HttpClient client) {
		return client.doOnChannelInit((observer, channel, remoteAddress) -> {
			SslHandler handler = channel.pipeline().get(SslHandler.class);
			if (handler != null) {
				handler.setHandshakeTimeoutMillis(channel.config().getConnectTimeoutMillis());
			}
		});
	}

	private static ConnectionProvider.Builder builder(String name, int maxConnections) {
		return ConnectionProvider.builder(name)
			.maxConnections(maxConnections)
			.metrics(ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry",
					ConnectionPool.class.getClassLoader()));
	}

}
