package co.leadterra.autoconfigure.webhook;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationEvent;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * The source of a published event, to which listeners add what is still to be awaited.
 */
class ListenerResults {

	private final List<Publisher<?>> results = new CopyOnWriteArrayList<>();

	/**
	 * Adds what a listener returned, if the event came with a delivery and the result is
	 * there only later.
	 * @param event the event
	 * @param result the result
	 * @param use is given what the result turns out to be
	 * @return whether it was added
	 */
	static boolean addTo(ApplicationEvent event, Object result, Consumer<Object> use) {
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, result);
		if (adapter == null || !(event.getSource() instanceof ListenerResults awaited)) {
			return false;
		}
		return awaited.results.add(Flux.from(adapter.toPublisher(result)).doOnNext(use));
	}

	Mono<Void> completion() {
		return Flux.concat(this.results).then();
	}

}
