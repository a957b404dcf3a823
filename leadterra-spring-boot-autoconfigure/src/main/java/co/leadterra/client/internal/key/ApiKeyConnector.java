package co.leadterra.client.internal.key;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.internal.admission.CallAdmission;
import co.leadterra.client.internal.call.Attempt;
import co.leadterra.client.internal.call.CallNotSentException;
import co.leadterra.client.internal.text.ForeignText;
import co.leadterra.client.internal.transport.TwinConnector;
import co.leadterra.client.internal.transport.UnreadBody;
import reactor.core.Fuseable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

/**
 * Writes the API key into a request at the last moment, below every filter. What a
 * filter, a log or an exception can see of a request therefore never holds the key, and
 * no filter can send it anywhere but to the base URL. Being the only place that knows the
 * key of a request, it also asks the {@link CallAdmission} for leave to send it, and
 * sends it once more if the key is refused and the provider has another one by then.
 *
 * @since 0.1.0
 */
public final class ApiKeyConnector implements ClientHttpConnector {

	// Long enough for any limit that an application sets for itself.
	private static final Duration MAX_KEY_TIME = Duration.ofMinutes(1);

	private final ClientHttpConnector delegate;

	private final ClientHttpConnector unpooled;

	private final ApiKeyProvider apiKeyProvider;

	private final Mono<ApiKey> apiKey;

	private final BaseUrl baseUrl;

	private final CallAdmission admission;

	/**
	 * Creates a connector.
	 * @param delegate the transport, which must not follow redirects; if it is a
	 * {@link TwinConnector}, calls are repeated over new connections
	 * @param apiKeyProvider asked for the key of every request
	 * @param baseUrl the only origin that requests may go to
	 * @param admission decides when a request may be sent
	 */
	public ApiKeyConnector(ClientHttpConnector delegate, ApiKeyProvider apiKeyProvider, BaseUrl baseUrl,
			CallAdmission admission) {
		this.delegate = delegate;
		this.unpooled = (delegate instanceof TwinConnector twin) ? twin.unpooled() : delegate;
		this.apiKeyProvider = apiKeyProvider;
		this.apiKey = Mono.defer(() -> limited(apiKeyProvider.getApiKey()))
			.onErrorMap(
					(ex) -> new CallNotSentException(
							"The ApiKeyProvider failed: " + ForeignText.shown(
									(ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName(), null),
							ex))
			.switchIfEmpty(Mono.error(() -> new CallNotSentException("The ApiKeyProvider gave no key", null)));
		this.baseUrl = baseUrl;
		this.admission = admission;
	}

	private static Mono<ApiKey> limited(Mono<ApiKey> key) {
		return (key instanceof Fuseable.ScalarCallable) ? key : key.timeout(MAX_KEY_TIME, Mono
			.error(() -> new TimeoutException("It gave no key within %s s".formatted(MAX_KEY_TIME.toSeconds()))));
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
		Function<ApiKey, Mono<ClientHttpResponse>> call = (key) -> send(key, method, uri, requestCallback)
			.flatMap((response) -> {
				observe(key, response);
				return HttpStatus.UNAUTHORIZED.isSameCodeAs(response.getStatusCode())
						? resend(key, response, method, uri, requestCallback) : Mono.just(response);
			});
		return this.apiKey.flatMap((key) -> this.admission.isFree(key) ? call.apply(key)
				: this.admission.admit(key, insteadOf(key)).flatMap(call));
	}

	private Mono<ApiKey> insteadOf(ApiKey refused) {
		return Mono.defer(() -> limited(this.apiKeyProvider.getApiKeyInsteadOf(refused)))
			.onErrorComplete()
			.filter((key) -> !key.equals(refused));
	}

	private Mono<ClientHttpResponse> send(ApiKey key, HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		return Mono.deferContextual((context) -> {
			Attempt attempt = Attempt.in(context);
			if (attempt != null) {
				attempt.sent(key);
			}
			boolean anew = attempt != null && attempt.needsNewConnection();
			ClientHttpConnector connector = anew ? this.unpooled : this.delegate;
			Mono<ClientHttpResponse> response = connector.connect(method, uri, (request) -> {
				key.authorize(request.getHeaders());
				if (attempt != null) {
					attempt.connected(true);
					request.getAttributes().put(Attempt.class.getName(), attempt);
				}
				return requestCallback.apply(request);
			});
			return (response != null) ? response : Mono.error(new CallNotSentException(
					"The ClientHttpConnector %s gave null".formatted(connector.getClass().getName()), null));
		});
	}

	// A refused call did nothing, so it may be repeated whatever it is.
	private Mono<ClientHttpResponse> resend(ApiKey refused, ClientHttpResponse response, HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		return Mono
			.usingWhen(Mono.just(response), (unused) -> this.admission.lookUp(refused, insteadOf(refused)),
					(unused) -> Mono.empty(), (unused, ex) -> Mono.empty(), ApiKeyConnector::discard)
			.flatMap((key) -> discard(response).then(this.admission.admit(key))
				.then(send(key, method, uri, requestCallback).doOnNext((other) -> observe(key, other))))
			.defaultIfEmpty(response);
	}

	private void observe(ApiKey key, ClientHttpResponse response) {
		this.admission.observe(key, response.getStatusCode(), response.getHeaders());
	}

	private static Mono<Void> discard(ClientHttpResponse response) {
		return UnreadBody.discard(response.getBody()).onErrorComplete();
	}

}
