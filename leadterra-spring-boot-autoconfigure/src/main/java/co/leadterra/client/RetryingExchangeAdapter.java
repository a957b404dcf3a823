package co.leadterra.client;

import co.leadterra.client.internal.call.Idempotent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.codec.DecodingException;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.ReactorHttpExchangeAdapterDecorator;

/**
 * Repeats calls as the policy says, and lets no failure out but as the error translator
 * words it. Every attempt is a whole exchange, with the filters, the key and the
 * observation of its own. Since the codecs read an answer to its end before they emit
 * anything of it, nothing is ever emitted twice.
 */
final class RetryingExchangeAdapter extends ReactorHttpExchangeAdapterDecorator {

	private final JsonMapper mapper;

	private final RetryPolicy policy;

	RetryingExchangeAdapter(HttpExchangeAdapter delegate, JsonMapper mapper, RetryPolicy policy) {
		super(delegate);
		this.mapper = mapper;
		this.policy = policy;
	}

	@Override
	public Mono<Void> exchangeForMono(HttpRequestValues request) {
		Mono<Void> call = super.exchangeForMono(request);
		return Mono.deferContextual((context) -> attempt(call, request, start(request, context)));
	}

	@Override
	public <T> Mono<T> exchangeForBodyMono(HttpRequestValues request, ParameterizedTypeReference<T> bodyType) {
		Mono<T> call = super.exchangeForBodyMono(request, bodyType)
			.switchIfEmpty(Mono.fromSupplier(() -> ofEmptyAnswer(request, bodyType)));
		return Mono.deferContextual((context) -> attempt(call, request, start(request, context)));
	}

	@Override
	public <T> Mono<ResponseEntity<T>> exchangeForEntityMono(HttpRequestValues request,
			ParameterizedTypeReference<T> bodyType) {
		Mono<ResponseEntity<T>> call = super.exchangeForEntityMono(request, bodyType);
		return Mono.deferContextual((context) -> attempt(call, request, start(request, context)));
	}

	// Something was done, and all that is known of it is the ids in the path.
	private <T> T ofEmptyAnswer(HttpRequestValues request, ParameterizedTypeReference<T> bodyType) {
		if (!HttpMethod.GET.equals(request.getHttpMethod())) {
			try {
				return this.mapper.convertValue(request.getUriVariables(),
						this.mapper.constructType(bodyType.getType()));
			}
			catch (JacksonException ex) {
				// what would have been in the answer is needed
			}
		}
		throw new DecodingException("The body is empty");
	}

	@Override
	public <T> Flux<T> exchangeForBodyFlux(HttpRequestValues request, ParameterizedTypeReference<T> bodyType) {
		Flux<T> call = super.exchangeForBodyFlux(request, bodyType);
		return Flux.deferContextual((context) -> attempt(call, request, start(request, context)));
	}

	private RetryPolicy.Attempts start(HttpRequestValues request, ContextView context) {
		boolean idempotent = HttpMethod.GET.equals(request.getHttpMethod())
				|| request.getAttributes().containsKey(Idempotent.ATTRIBUTE);
		return this.policy.start(idempotent, context);
	}

	private <T> Mono<T> attempt(Mono<T> call, HttpRequestValues request, RetryPolicy.Attempts attempts) {
		return call.contextWrite(attempts::describe)
			.onErrorResume((failure) -> next(failure, request, attempts)
				.then(Mono.defer(() -> attempt(call, request, attempts))));
	}

	private <T> Flux<T> attempt(Flux<T> call, HttpRequestValues request, RetryPolicy.Attempts attempts) {
		return call.contextWrite(attempts::describe)
			.onErrorResume((failure) -> next(failure, request, attempts)
				.thenMany(Flux.defer(() -> attempt(call, request, attempts))));
	}

	private Mono<Void> next(Throwable failure, HttpRequestValues request, RetryPolicy.Attempts attempts) {
		HttpMethod method = (request.getHttpMethod() != null) ? request.getHttpMethod() : HttpMethod.GET;
		Throwable translated = ErrorTranslator.translate(failure, method, String.valueOf(request.getUriTemplate()),
				attempts.count());
		return (translated instanceof LeadterraException ex) ? attempts.next(ex) : Mono.error(translated);
	}

}
