package co.leadterra.client;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.ReactorHttpExchangeAdapterDecorator;

/**
 * Lets no failure of a call out but as the error translator words it.
 */
final class TranslatingExchangeAdapter extends ReactorHttpExchangeAdapterDecorator {

	private final ErrorTranslator translator;

	TranslatingExchangeAdapter(HttpExchangeAdapter delegate, ErrorTranslator translator) {
		super(delegate);
		this.translator = translator;
	}

	@Override
	public Mono<Void> exchangeForMono(HttpRequestValues request) {
		return super.exchangeForMono(request).onErrorResume((ex) -> translate(ex, request));
	}

	@Override
	public <T> Mono<T> exchangeForBodyMono(HttpRequestValues request, ParameterizedTypeReference<T> bodyType) {
		return super.exchangeForBodyMono(request, bodyType).onErrorResume((ex) -> translate(ex, request));
	}

	@Override
	public <T> Flux<T> exchangeForBodyFlux(HttpRequestValues request, ParameterizedTypeReference<T> bodyType) {
		return super.exchangeForBodyFlux(request, bodyType).onErrorResume((ex) -> translate(ex, request));
	}

	private <T> Mono<T> translate(Throwable failure, HttpRequestValues request) {
		HttpMethod method = (request.getHttpMethod() != null) ? request.getHttpMethod() : HttpMethod.GET;
		return Mono.deferContextual((context) -> Mono.error(this.translator.translate(failure, method,
				String.valueOf(request.getUriTemplate()), RetryPolicy.attempt(context))));
	}

}
