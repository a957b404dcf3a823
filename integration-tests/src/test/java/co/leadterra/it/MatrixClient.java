package co.leadterra.it;

import java.net.URI;
import java.time.Duration;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.transport.ConnectionPool;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * Clients that are quick to give up and to try again, over one pool whose connections are
 * counted.
 */
final class MatrixClient implements AutoCloseable {

	static final int MAX_ATTEMPTS = 3;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ConnectionProvider pool = ConnectionPool.create(ConnectionPool.MAX_CONNECTIONS,
			ConnectionPool.MAX_IDLE_TIME, ConnectionPool.MAX_LIFE_TIME);

	MatrixClient() {
		Metrics.addRegistry(this.meters);
	}

	LeadterraClientBuilder builder(URI baseUrl, String apiKey) {
		return builder(baseUrl, apiKey, AbstractClientTests.TIMEOUT);
	}

	LeadterraClientBuilder builder(URI baseUrl, String apiKey, Duration readTimeout) {
		return LeadterraClient.builder()
			.baseUrl(baseUrl)
			.apiKey(apiKey)
			.connector(new ReactorClientHttpConnector(HttpClient.create(this.pool).responseTimeout(readTimeout)))
			.retries(RetrySettings.defaults().withMaxAttempts(MAX_ATTEMPTS).withInitialDelay(Duration.ofMillis(1)));
	}

	/**
	 * Returns the connections that a call has not given back.
	 */
	double activeConnections() {
		return this.meters.find("reactor.netty.connection.provider.active.connections")
			.gauges()
			.stream()
			.mapToDouble(Gauge::value)
			.sum();
	}

	/**
	 * Returns the calls that wait for a connection.
	 */
	double pendingConnections() {
		return this.meters.find("reactor.netty.connection.provider.pending.connections")
			.gauges()
			.stream()
			.mapToDouble(Gauge::value)
			.sum();
	}

	/**
	 * Returns whether the pool is seen at all.
	 */
	boolean isCounting() {
		return !this.meters.find("reactor.netty.connection.provider.active.connections").gauges().isEmpty();
	}

	@Override
	public void close() {
		this.pool.disposeLater().block(AbstractClientTests.TIMEOUT);
		Metrics.removeRegistry(this.meters);
		this.meters.close();
	}

}
