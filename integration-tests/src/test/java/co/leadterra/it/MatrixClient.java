package co.leadterra.it;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.transport.ConnectionPool;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
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

	private @Nullable URI server;

	MatrixClient() {
		Metrics.addRegistry(this.meters);
	}

	LeadterraClientBuilder builder(URI baseUrl, String apiKey) {
		return builder(baseUrl, apiKey, AbstractClientTests.TIMEOUT);
	}

	LeadterraClientBuilder builder(URI baseUrl, String apiKey, Duration readTimeout) {
		this.server = baseUrl;
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
		return gauges("active").mapToDouble(Gauge::value).sum();
	}

	/**
	 * Returns the calls that wait for a connection.
	 */
	double pendingConnections() {
		return gauges("pending").mapToDouble(Gauge::value).sum();
	}

	/**
	 * Returns whether the pool is seen at all.
	 */
	boolean isCounting() {
		return gauges("active").findAny().isPresent();
	}

	// Pools of other tests are counted in the same registry.
	private Stream<Gauge> gauges(String connections) {
		String port = ":" + Objects.requireNonNull(this.server).getPort();
		return this.meters.find("reactor.netty.connection.provider." + connections + ".connections")
			.gauges()
			.stream()
			.filter((gauge) -> String.valueOf(gauge.getId().getTag("remote.address")).endsWith(port));
	}

	@Override
	public void close() {
		this.pool.disposeLater().block(AbstractClientTests.TIMEOUT);
		Metrics.removeRegistry(this.meters);
		this.meters.close();
	}

}
