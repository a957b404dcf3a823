package co.leadterra.client;

import java.net.URI;
import java.util.List;
import java.util.Map;

import co.leadterra.client.internal.call.Attempt;
import co.leadterra.client.internal.transport.UnreadBody;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.web.reactive.function.BodyExtractor;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;

/**
 * An answer that fails as a {@link LeadterraException} while it is read, and whose
 * exceptions do not lead to the transport, which knows the API key.
 */
final class TranslatedAnswer extends ClientResponseWrapper {

	private final ClientRequest request;

	private final Attempt attempt;

	private volatile @Nullable Throwable failure;

	TranslatedAnswer(ClientResponse delegate, ClientRequest request, Attempt attempt) {
		super(delegate);
		this.request = request;
		this.attempt = attempt;
	}

	private <T> Mono<T> failed(Throwable failure) {
		Throwable translated = ErrorTranslator.translateWhileReading(failure,
				ErrorTranslator.call(this.request, this.attempt), this.attempt);
		this.failure = translated;
		Mono<T> error = Mono.error(translated);
		// a body whose type is unknown is left unread, and would keep its connection
		return ErrorTranslator.isUnreadableType(failure) ? releaseBody().onErrorComplete().then(error) : error;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T body(BodyExtractor<T, ? super ClientHttpResponse> extractor) {
		T body = super.body(extractor);
		if (body instanceof Mono<?> mono) {
			return (T) mono.onErrorResume(this::failed);
		}
		return (body instanceof Flux<?> flux) ? (T) flux.onErrorResume(this::failed) : body;
	}

	@Override
	public <T> Mono<T> bodyToMono(Class<? extends T> type) {
		return Mono.<T>defer(() -> super.bodyToMono(type)).onErrorResume(this::failed);
	}

	@Override
	public <T> Mono<T> bodyToMono(ParameterizedTypeReference<T> type) {
		return Mono.defer(() -> super.bodyToMono(type)).onErrorResume(this::failed);
	}

	@Override
	public <T> Flux<T> bodyToFlux(Class<? extends T> type) {
		return Flux.<T>defer(() -> super.bodyToFlux(type)).onErrorResume(this::failed);
	}

	@Override
	public <T> Flux<T> bodyToFlux(ParameterizedTypeReference<T> type) {
		return Flux.defer(() -> super.bodyToFlux(type)).onErrorResume(this::failed);
	}

	@Override
	public <T> Mono<ResponseEntity<T>> toEntity(Class<T> type) {
		return Mono.defer(() -> super.toEntity(type)).onErrorResume(this::failed);
	}

	@Override
	public <T> Mono<ResponseEntity<T>> toEntity(ParameterizedTypeReference<T> type) {
		return Mono.defer(() -> super.toEntity(type)).onErrorResume(this::failed);
	}

	@Override
	public <T> Mono<ResponseEntity<List<T>>> toEntityList(Class<T> type) {
		return Mono.defer(() -> super.toEntityList(type)).onErrorResume(this::failed);
	}

	@Override
	public <T> Mono<ResponseEntity<List<T>>> toEntityList(ParameterizedTypeReference<T> type) {
		return Mono.defer(() -> super.toEntityList(type)).onErrorResume(this::failed);
	}

	@Override
	public Mono<Void> releaseBody() {
		return UnreadBody.discard(super.body(BodyExtractors.toDataBuffers()));
	}

	@Override
	public Mono<ResponseEntity<Void>> toBodilessEntity() {
		return releaseBody()
			.then(Mono.fromSupplier(() -> new ResponseEntity<>(headers().asHttpHeaders(), statusCode())));
	}

	// WebClient asks for the exception of a 2xx when its body fails.
	@Override
	public Mono<WebClientResponseException> createException() {
		Throwable known = this.failure;
		return (known != null) ? Mono.error(known)
				: super.createException().onErrorResume(this::failed).map(this::withoutTransport);
	}

	private WebClientResponseException withoutTransport(WebClientResponseException ex) {
		return WebClientResponseException.create(ex.getStatusCode(), ex.getStatusText(), ex.getHeaders(),
				ex.getResponseBodyAsByteArray(), null,
				new SentRequest(this.request.method(), this.request.url(), this.request.headers()));
	}

	@Override
	public <T> Mono<T> createError() {
		return createException().flatMap(Mono::error);
	}

	private record SentRequest(HttpMethod method, URI uri, HttpHeaders headers) implements HttpRequest {

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public Map<String, Object> getAttributes() {
			return Map.of();
		}

	}

}
