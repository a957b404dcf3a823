package co.leadterra.client.http;

import java.net.URI;
import java.util.function.Function;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

/**
 * Writes the API key into a request at the last moment, below every filter. What a
 * filter, a log or an exception can see of a request therefore never holds the key, and
 * no filter can send it anywhere but to the base URL. Being the only place that knows the
 * key of a request, it also asks the {@link CallAdmission} for leave to send it.
 *
 * @since 0.1.0
 */
public final class ApiKeyConnector implements ClientHttpConnector {

	private final ClientHttpConnector delegate;

	private final ApiKeyProvider apiKeyProvider;

	private final BaseUrl baseUrl;

	private final CallAdmission admission;

	/**
	 * Creates a connector.
	 * @param delegate the transport, which must not follow redirects
	 * @param apiKeyProvider asked for the key of every request
	 * @param baseUrl the only origin that requests may go to
	 * @param admission decides when a request may be sent
	 */
	public ApiKeyConnector(ClientHttpConnector delegate, ApiKeyProvider apiKeyProvider, BaseUrl baseUrl,
			CallAdmission admission) {
		this.delegate = delegate;
		this.apiKeyProvider = apiKeyProvider;
		this.baseUrl = baseUrl;
		this.admission = admission;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		if (!this.baseUrl.isOriginOf(uri)) {
			return Mono.error(new CallNotSentException(
					"The request would take the API key to %s://%s, but it may only be sent to %s"
						.formatted(uri.getScheme(), uri.getRawAuthority(), this.baseUrl),
					null));
		}
		return Mono.defer(this.apiKeyProvider::getApiKey)
			.onErrorMap((ex) -> new CallNotSentException("The ApiKeyProvider failed: " + ex.getMessage(), ex))
			.switchIfEmpty(Mono.error(() -> new CallNotSentException("The ApiKeyProvider gave no key", null)))
			.flatMap((key) -> this.admission.admit(key)
				.then(Mono.defer(() -> connect(method, uri, requestCallback, key))));
	}

	private Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback, ApiKey key) {
		return this.delegate.connect(method, uri, (request) -> {
			request.getHeaders().setBearerAuth(key.value());
			return requestCallback.apply(request);
		}).doOnNext((response) -> this.admission.observe(key, response.getStatusCode(), response.getHeaders()));
	}

}
