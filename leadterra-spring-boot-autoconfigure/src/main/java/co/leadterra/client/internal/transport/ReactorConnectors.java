package co.leadterra.client.internal.transport;

import java.time.Duration;

import io.netty.channel.ChannelOption;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * The transport of clients that are built without one. They share a pool and its event
 * loops, as there is nobody to dispose of those of each. Reactor Netty's own loops are
 * not theirs: a Spring application may stop these, and no pool outlives its loops.
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

	private static final HttpClient POOLED = client(ConnectionPool.create(ConnectionPool.MAX_CONNECTIONS,
			ConnectionPool.MAX_IDLE_TIME, ConnectionPool.MAX_LIFE_TIME));

	private static final HttpClient UNPOOLED = client(ConnectionPool.keepingNone(ConnectionPool.MAX_CONNECTIONS));

	private ReactorConnectors() {
	}

	/**
	 * Creates a transport.
	 * @param readTimeout how long an answer may take to go on
	 * @return the transport
	 */
	public static ClientHttpConnector create(Duration readTimeout) {
		return new TwinConnector(new ReactorClientHttpConnector(POOLED.responseTimeout(readTimeout)),
				new ReactorClientHttpConnector(UNPOOLED.responseTimeout(readTimeout)));
	}

	private static HttpClient client(ConnectionProvider pool) {
		return ConnectionPool.limitHandshake(HttpClient.create(pool))
			.runOn(LOOPS)
			.compress(true)
			.proxyWithSystemProperties()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
	}

}
