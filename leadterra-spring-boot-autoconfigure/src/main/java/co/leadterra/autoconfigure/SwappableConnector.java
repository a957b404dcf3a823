package co.leadterra.autoconfigure;

import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

/**
 * A transport that can be replaced while calls go on. A call stays with the transport
 * that it began with.
 */
class SwappableConnector implements ClientHttpConnector {

	private final Supplier<ClientHttpConnector> factory;

	private volatile ClientHttpConnector delegate;

	SwappableConnector(Supplier<ClientHttpConnector> factory) {
		this.factory = factory;
		this.delegate = factory.get();
	}

	void swap() {
		this.delegate = this.factory.get();
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		return this.delegate.connect(method, uri, requestCallback);
	}

}
