package co.leadterra.client;

import co.leadterra.client.http.Idempotent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.ReactorHttpExchangeAdapterDecorator;

/**
 * Repeats calls as the policy says. Every attempt is a whole exchange, with the filters,
 * the key and the observation of its own. Since the codecs read an answer to its end
 * before they emit anything of it, nothing is ever emitted twice.
 */
final class RetryingExchangeAdapter extends ReactorHttpExchangeAdapterDecorator {

	private final RetryPolicy policy;

	RetryingExchangeAdapter(HttpExchangeAdapter delegate, RetryPolicy policy) {
		super(delegate);
		this.policy = policy;
	}

	@Override
	public Mono<Void> exchangeForMono(HttpRequestValues request) {
		Mono<Void> call = super.exchangeForMono(request);
		return Mono.deferContextual((context) -> attempt(call, start(request, context)));
	}

	@Override
	public <T> Mono<T> exchangeForBodyMono(HttpRequestValues request, ParameterizedTypeReference<T> bodyType) {
		Mono<T> call = super.exchangeForBodyMono(request, bodyType);
		return Mono.deferContextual((context) -> attempt(call, start(request, context)));
	}

	@Override
	public <T> Flux<T> exchangeForBodyFlux(HttpRequestValues request, ParameterizedTypeReference<T> bodyType) {
		Flux<T> call = super.exchangeForBodyFlux(request, bodyType);
		return Flux.deferContextual((context) -> attempt(call, start(request, context)));
	}

	private RetryPolicy.Attempts start(HttpRequestValues request, ContextView context) {
		return this.policy.start(request.getAttributes().containsKey(Idempotent.ATTRIBUTE), context);
	}

	private static <T> Mono<T> attempt(Mono<T> call, RetryPolicy.Attempts attempts) {
		return call.contextWrite(attempts::describe)
			.onErrorResume(LeadterraException.class,
					(failure) -> attempts.next(failure).then(Mono.defer(() -> attempt(call, attempts))));
	}

	private static <T> Flux<T> attempt(Flux<T> call, RetryPolicy.Attempts attempts) {
		return call.contextWrite(attempts::describe)
			.onErrorResume(LeadterraException.class,
					(failure) -> attempts.next(failure).thenMany(Flux.defer(() -> attempt(call, attempts))));
	}

}
