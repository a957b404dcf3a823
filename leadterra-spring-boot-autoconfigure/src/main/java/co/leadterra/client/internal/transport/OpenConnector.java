package co.leadterra.client.internal.transport;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import co.leadterra.client.internal.call.CallNotSentException;
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
 *
 * @since 0.1.0
 */
public final class OpenConnector implements ClientHttpConnector {

	private static final Log logger = LogFactory.getLog(OpenConnector.class);

	private static final Duration MAX_WAIT = Duration.ofSeconds(1);

	private final ClientHttpConnector connector;

	private final List<Mono<Void>> resources;

	private final Set<Sinks.Empty<ClientHttpResponse>> connecting = ConcurrentHashMap.newKeySet();

	private final Set<Sinks.Empty<ClientHttpResponse>> connected = ConcurrentHashMap.newKeySet();

	private volatile boolean closing;

	/**
	 * Creates a transport.
	 * @param connector makes the calls
	 * @param resources each closes something
	 */
	public OpenConnector(ClientHttpConnector connector, List<Mono<Void>> resources) {
		this.connector = connector;
		this.resources = resources;
	}

	/**
	 * Returns a transport over which no call is made.
	 * @return a transport that was closed before
	 */
	public static OpenConnector closed() {
		OpenConnector connector = new OpenConnector((method, uri, callback) -> Mono.never(), List.of());
		connector.closing = true;
		return connector;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		return Mono.using(Sinks::<ClientHttpResponse>empty, (call) -> {
			this.connecting.add(call);
			if (this.closing) {
				return Mono.error(new CallNotSentException("The client was closed", null));
			}
			return Mono
				.firstWithSignal(call.asMono(),
						this.connector.connect(method, uri,
								(request) -> connected(call) ? requestCallback.apply(request) : Mono.never()))
				.map((response) -> new ClosableResponse(response, call));
		}, this::end);
	}

	private boolean connected(Sinks.Empty<ClientHttpResponse> call) {
		this.connected.add(call);
		this.connecting.remove(call);
		if (this.closing) {
			cut(call);
		}
		return !this.closing;
	}

	private void end(Sinks.Empty<ClientHttpResponse> call) {
		this.connected.remove(call);
		if (this.connecting.remove(call) && this.closing) {
			call.tryEmitEmpty();
		}
	}

	private static void cut(Sinks.Empty<ClientHttpResponse> call) {
		call.tryEmitError(new ClosedTransportException());
	}

	/**
	 * Ends the calls that are in flight; one whose connection is being made, once it is
	 * or a second is over. Those to come fail without being sent.
	 * @return closes the resources, and completes if one cannot be closed
	 */
	public Mono<Void> close() {
		return Mono.defer(() -> {
			this.closing = true;
			this.connected.forEach(OpenConnector::cut);
			return Mono.whenDelayError(this.connecting.stream().map(Sinks.Empty::asMono).toList())
				.timeout(MAX_WAIT)
				.onErrorComplete()
				.then(Mono.fromRunnable(() -> this.connecting.forEach(OpenConnector::cut)))
				.then(release());
		});
	}

	/**
	 * Lets the calls that are in flight go on as far as the HTTP library does.
	 * @return closes the resources, and completes if one cannot be closed
	 */
	public Mono<Void> release() {
		return Mono.whenDelayError(this.resources)
			.doOnError((ex) -> logger.debug("The HTTP library could not be closed", ex))
			.onErrorComplete();
	}

	/**
	 * Returns whether a call ended because its transport was closed.
	 * @param failure what the transport threw
	 * @return whether it says so
	 */
	public static boolean wasClosed(Throwable failure) {
		return failure instanceof ClosedTransportException;
	}

	/**
	 * Adapts something that is closed.
	 * @param resource what is closed
	 * @return closes it
	 */
	public static Mono<Void> closing(AutoCloseable resource) {
		return Mono.fromCallable(() -> {
			resource.close();
			return null;
		});
	}

	private static class ClosedTransportException extends IOException {

		private static final long serialVersionUID = 1L;

		ClosedTransportException() {
			super("the client was closed during the call");
		}

	}

	private final class ClosableResponse extends ClientHttpResponseDecorator {

		private final Sinks.Empty<ClientHttpResponse> call;

		ClosableResponse(ClientHttpResponse delegate, Sinks.Empty<ClientHttpResponse> call) {
			super(delegate);
			this.call = call;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.using(() -> connected(this.call), (open) -> super.getBody().takeUntilOther(this.call.asMono()),
					(open) -> end(this.call));
		}

	}

}
