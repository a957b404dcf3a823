package co.leadterra.autoconfigure.internal.transport;

import java.net.URI;
import java.util.List;
import java.util.function.Function;

import co.leadterra.client.internal.transport.ClosedTransportException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ClientHttpResponseDecorator;

/**
 * A transport that can be closed, which ends the calls that are in flight: a library
 * whose threads end before its connections are closed complains in the log.
 */
class OpenConnector implements ClientHttpConnector {

	private static final Log logger = LogFactory.getLog(OpenConnector.class);

	private final ClientHttpConnector connector;

	private final List<Mono<Void>> resources;

	private final Sinks.Empty<Void> closed = Sinks.empty();

	/**
	 * Creates a transport.
	 * @param connector makes the calls
	 * @param resources each closes something
	 */
	OpenConnector(ClientHttpConnector connector, List<Mono<Void>> resources) {
		this.connector = connector;
		this.resources = resources;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		Mono<Void> closed = this.closed.asMono();
		return Mono
			.firstWithSignal(closed.cast(ClientHttpResponse.class),
					this.connector.connect(method, uri, requestCallback))
			.map((response) -> new ClosableResponse(response, closed));
	}

	Mono<Void> close() {
		return Mono.defer(() -> {
			this.closed.tryEmitError(new ClosedTransportException());
			return Mono.whenDelayError(this.resources);
		}).doOnError((ex) -> logger.debug("The HTTP library could not be closed", ex)).onErrorComplete();
	}

	static Mono<Void> closing(AutoCloseable resource) {
		return Mono.fromCallable(() -> {
			resource.close();
			return null;
		});
	}

	private static class ClosableResponse extends ClientHttpResponseDecorator {

		private final Mono<Void> closed;

		ClosableResponse(ClientHttpResponse delegate, Mono<Void> closed) {
			super(delegate);
			this.closed = closed;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return super.getBody().takeUntilOther(this.closed);
		}

	}

}
