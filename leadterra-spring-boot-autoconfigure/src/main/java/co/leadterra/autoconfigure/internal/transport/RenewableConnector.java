package co.leadterra.autoconfigure.internal.transport;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import co.leadterra.client.internal.transport.BusyConnections;
import co.leadterra.client.internal.transport.OpenConnector;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

/**
 * A transport that is opened by the first call, and again by the first call after it was
 * closed or replaced. A call stays with the transport that it began with.
 */
class RenewableConnector implements ClientHttpConnector {

	private final Supplier<OpenConnector> factory;

	private final int maxConnections;

	private final Set<OpenConnector> unclosed = ConcurrentHashMap.newKeySet();

	private volatile @Nullable OpenConnector open;

	RenewableConnector(Supplier<OpenConnector> factory, int maxConnections) {
		this.factory = factory;
		this.maxConnections = maxConnections;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		return open().connect(method, uri, requestCallback).onErrorMap(BusyConnections::areToldBy, this::explain);
	}

	// Opened early where a mistake in what it is made of is to be noticed at the start.
	OpenConnector open() {
		OpenConnector current = this.open;
		return (current != null) ? current : openOnce();
	}

	private synchronized OpenConnector openOnce() {
		OpenConnector current = this.open;
		if (current == null) {
			current = this.factory.get();
			this.unclosed.add(current);
			this.open = current;
		}
		return current;
	}

	private Throwable explain(Throwable failure) {
		return new IOException(
				"All %s connections to Leadterra are busy, and none became free in time".formatted(this.maxConnections),
				failure);
	}

	/**
	 * Lets the calls to come use a new transport.
	 * @param grace time for which calls may still need the old one
	 */
	synchronized void renew(Duration grace) {
		OpenConnector replaced = this.open;
		this.open = null;
		if (replaced != null) {
			CompletableFuture<@Nullable Void> unused = close(replaced, OpenConnector::release)
				.delaySubscription(grace, Schedulers.boundedElastic())
				.toFuture();
		}
	}

	/**
	 * Lets the calls to come use a new transport.
	 * @return closes the old one, and what was replaced a moment ago
	 */
	synchronized Mono<Void> close() {
		this.open = null;
		return Mono.when(this.unclosed.stream().map((connector) -> close(connector, OpenConnector::close)).toList());
	}

	/**
	 * Lets no call be made any more.
	 * @return closes what is open
	 */
	synchronized Mono<Void> end() {
		Mono<Void> closing = close();
		this.open = OpenConnector.closed();
		return closing;
	}

	private Mono<Void> close(OpenConnector connector, Function<OpenConnector, Mono<Void>> closing) {
		return Mono.defer(() -> this.unclosed.remove(connector) ? closing.apply(connector) : Mono.empty());
	}

}
