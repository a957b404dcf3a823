package co.leadterra.client;

import java.time.Duration;

import co.leadterra.client.http.ConnectionPool;
import io.netty.channel.ChannelOption;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * The transport of clients that are built without one. They share a pool, as there is
 * nobody to dispose of one for each.
 */
final class ReactorConnectors {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final HttpClient CLIENT = HttpClient
		.create(ConnectionPool.create(ConnectionPool.MAX_IDLE_TIME, ConnectionPool.MAX_LIFE_TIME))
		.compress(true)
		.proxyWithSystemProperties()
		.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());

	private ReactorConnectors() {
	}

	static ClientHttpConnector create(Duration readTimeout) {
		return new ReactorClientHttpConnector(CLIENT.responseTimeout(readTimeout));
	}

}
