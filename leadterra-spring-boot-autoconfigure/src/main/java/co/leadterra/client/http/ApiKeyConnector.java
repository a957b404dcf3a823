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
 * no filter can send it anywhere but to the base URL.
 *
 * @since 0.1.0
 */
public final class ApiKeyConnector implements ClientHttpConnector {

	private final ClientHttpConnector delegate;

	private final ApiKeyProvider apiKeyProvider;

	private final BaseUrl baseUrl;

	/**
	 * Creates a connector.
	 * @param delegate the transport, which must not follow redirects
	 * @param apiKeyProvider asked for the key of every request
	 * @param baseUrl the only origin that requests may go to
	 */
	public ApiKeyConnector(ClientHttpConnector delegate, ApiKeyProvider apiKeyProvider, BaseUrl baseUrl) {
		this.delegate = delegate;
		this.apiKeyProvider = apiKeyProvider;
		this.baseUrl = baseUrl;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		if (!this.baseUrl.isOriginOf(uri)) {
			return Mono.error(new IllegalStateException(
					"The request would take the API key to %s://%s, but it may only be sent to %s"
						.formatted(uri.getScheme(), uri.getRawAuthority(), this.baseUrl)));
		}
		return Mono.defer(this.apiKeyProvider::getApiKey)
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("The ApiKeyProvider gave no key")))
			.flatMap((key) -> this.delegate.connect(method, uri, (request) -> {
				request.getHeaders().setBearerAuth(key.value());
				return requestCallback.apply(request);
			}));
	}

}
