package co.leadterra.autoconfigure.webhook;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The source of a published event, to which listeners add what is still to be awaited.
 */
class ListenerResults {

	private final List<Publisher<?>> results = new CopyOnWriteArrayList<>();

	void add(Publisher<?> result) {
		this.results.add(result);
	}

	Mono<Void> completion() {
		return Flux.fromIterable(this.results).concatMap((result) -> result).then();
	}

}
