package co.leadterra.client.internal.transport;

import java.net.URI;
import java.util.function.Function;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

/**
 * A transport with a twin for calls that are repeated because a connection broke. The
 * other connections of its pool may be as dead, so the twin uses none that is old.
 *
 * @param usual the transport, with a pool
 * @param unpooled the twin, which makes a new connection for each call
 * @since 0.1.0
 */
public record TwinConnector(ClientHttpConnector usual, ClientHttpConnector unpooled) implements ClientHttpConnector {

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		return this.usual.connect(method, uri, requestCallback);
	}

}
