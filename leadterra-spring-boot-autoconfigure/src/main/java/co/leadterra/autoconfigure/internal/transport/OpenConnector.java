package co.leadterra.autoconfigure.internal.transport;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * A transport with all that has to be closed after it.
 *
 * @param connector the transport
 * @param resources each closes something
 */
record OpenConnector(ClientHttpConnector connector, List<Mono<Void>> resources) {

	private static final Log logger = LogFactory.getLog(OpenConnector.class);

	Mono<Void> close() {
		return Mono.whenDelayError(this.resources)
			.doOnError((ex) -> logger.debug("The HTTP library could not be closed", ex))
			.onErrorComplete();
	}

	static Mono<Void> closing(AutoCloseable resource) {
		return Mono.fromCallable(() -> {
			resource.close();
			return null;
		});
	}

}
