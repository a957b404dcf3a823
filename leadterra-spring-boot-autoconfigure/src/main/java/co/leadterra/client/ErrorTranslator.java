package co.leadterra.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.CallHeldBackException;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.admission.RejectedApiKeyException;
import co.leadterra.client.internal.call.Attempt;
import co.leadterra.client.internal.call.RetryAfter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.codec.CodecException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.web.reactive.function.UnsupportedMediaTypeException;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Makes a {@link LeadterraException} of whatever ends a call.
 */
final class ErrorTranslator implements ExchangeFilterFunction {

	private static final int MAX_ERROR_BODY = 256 * 1024;

	private static final String KEY_ADVICE = ". The API key is unknown, revoked or incomplete. Compare it with the"
			+ " keys under Settings, API Keys at https://app.leadterra.co: copy it again without white space or line"
			+ " breaks, or create a new one if it was revoked, and set it as leadterra.api-key (LEADTERRA_API_KEY)";

	private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

	private final JsonMapper mapper;

	private final Clock clock;

	ErrorTranslator(JsonMapper mapper, Clock clock) {
		this.mapper = mapper;
		this.clock = clock;
	}

	// An attempt of its own, for several calls may share the one in their context.
	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.deferContextual((context) -> {
			Attempt attempt = Attempt.like(context);
			return next.exchange(request)
				.contextWrite(attempt::addTo)
				.flatMap((response) -> response.statusCode().is2xxSuccessful() ? Mono.just(response)
						: translate(response, attempt).flatMap(Mono::error));
		});
	}

	// The body may quote the key.
	private Mono<LeadterraException> translate(ClientResponse response, Attempt attempt) {
		ApiKey key = attempt.sentKey();
		return DataBufferUtils.join(response.bodyToFlux(DataBuffer.class), MAX_ERROR_BODY)
			.map(ErrorTranslator::bytes)
			.onErrorReturn(new byte[0])
			.defaultIfEmpty(new byte[0])
			.map((body) -> ErrorBody.parse(body, this.mapper, (key != null) ? key::redact : ApiKey::redactKeys))
			.map((error) -> translate(response, error, attempt.number()));
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private LeadterraException translate(ClientResponse response, ErrorBody error, int attempt) {
		HttpRequest request = response.request();
		HttpHeaders headers = response.headers().asHttpHeaders();
		int status = response.statusCode().value();
		String requestId = Stream.of("X-Request-Id", "Request-Id")
			.flatMap((name) -> headers.getOrEmpty(name).stream())
			.findFirst()
			.orElse(null);
		Object template = request.getAttributes().getOrDefault(URI_TEMPLATE, request.getURI().getPath());
		FailedCall call = new FailedCall(request.getMethod(), path(template.toString()), status, requestId,
				error.code(), attempt);
		if (response.statusCode().is3xxRedirection()) {
			return new LeadterraUnexpectedResponseException(call, redirect(status, host(headers)));
		}
		String answer = Stream
			.of(status + ((error.code() != null) ? " " + error.code() : ""), error.message(), fieldErrors(error))
			.filter((part) -> part != null && !part.isEmpty())
			.collect(Collectors.joining(", "));
		if (response.statusCode().is5xxServerError()) {
			return new LeadterraServerException(call, answer, RetryAfter.of(headers, this.clock));
		}
		return switch (status) {
			case 401 -> new LeadterraAuthenticationException(call, answer + KEY_ADVICE);
			case 403 -> new LeadterraPermissionException(call, answer + ". The API key is valid, but not for this."
					+ " Check under Settings, API Keys that it belongs to this workspace and was not restricted");
			case 404, 410 -> new LeadterraNotFoundException(call, answer);
			case 407 -> new LeadterraUnexpectedResponseException(call,
					answer + ". The proxy wants a user name and password. Check leadterra.http.proxy");
			case 408 -> new LeadterraServerException(call, answer, RetryAfter.of(headers, this.clock));
			case 409 -> new LeadterraConflictException(call, answer);
			case 429 -> rateLimit(call, answer, RetryAfter.of(headers, this.clock));
			default -> (error.guardrails() != null)
					? new LeadterraDraftBlockedException(call, answer, error, error.guardrails())
					: new LeadterraInvalidRequestException(call, answer, error);
		};
	}

	private static String fieldErrors(ErrorBody error) {
		String shown = error.fieldErrors()
			.stream()
			.limit(3)
			.map(ErrorTranslator::text)
			.collect(Collectors.joining(", "));
		int more = error.fieldErrors().size() - 3;
		return (more > 0) ? shown + " and " + more + " more" : shown;
	}

	private static String text(FieldError error) {
		return Stream
			.of((error.index() != null) ? "[" + error.index() + "]" : null, error.field(), error.email(), error.code(),
					error.message())
			.filter((part) -> part != null)
			.collect(Collectors.joining(" "));
	}

	private static String redirect(int status, @Nullable String host) {
		return "%d, a redirect%s. Redirects are not followed, because the API key must not leave its host. Check leadterra.base-url"
			.formatted(status, (host != null) ? " to " + host : "");
	}

	private static @Nullable String host(HttpHeaders headers) {
		try {
			URI location = headers.getLocation();
			return (location != null) ? location.getHost() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static LeadterraRateLimitException rateLimit(FailedCall call, String answer,
			@Nullable Duration retryAfter) {
		String advice = (retryAfter != null) ? ". Try again in " + retryAfter.toSeconds() + " s"
				: ". Make fewer calls at a time";
		return new LeadterraRateLimitException(call, answer + advice, retryAfter);
	}

	Throwable translate(Throwable failure, HttpMethod method, String uriTemplate, int attempt) {
		FailedCall call = FailedCall.withoutAnswer(method, path(uriTemplate), attempt);
		if (failure instanceof WebClientRequestException && failure.getCause() != null) {
			return unsent(call, failure.getCause());
		}
		if (failure instanceof WebClientResponseException response && failure.getCause() != null) {
			return unreadable(
					new FailedCall(method, call.uriTemplate(), response.getStatusCode().value(), null, null, attempt),
					failure.getCause());
		}
		if (failure instanceof DecodingException || failure instanceof UnsupportedMediaTypeException) {
			return new LeadterraUnexpectedResponseException(call, String.valueOf(failure.getMessage()));
		}
		if (failure instanceof CodecException) {
			return new IllegalArgumentException(
					"%s %s was not sent: its body cannot be written as JSON".formatted(method, call.uriTemplate()),
					failure);
		}
		return failure;
	}

	private static LeadterraException unsent(FailedCall call, Throwable cause) {
		if (cause instanceof CallHeldBackException heldBack) {
			return new LeadterraRateLimitException(call, "it was not sent: " + cause.getMessage(),
					heldBack.getRetryAfter());
		}
		if (cause instanceof RejectedApiKeyException) {
			return new LeadterraAuthenticationException(call, "it was not sent: " + cause.getMessage() + KEY_ADVICE);
		}
		return connectionFailure(call, BrokenStage.of(cause), cause);
	}

	private static LeadterraException unreadable(FailedCall call, Throwable cause) {
		if (cause instanceof DataBufferLimitException) {
			return new LeadterraUnexpectedResponseException(call,
					"The answer is longer than leadterra.max-response-size allows to be held in memory");
		}
		return connectionFailure(call, BrokenStage.BROKEN_OFF, cause);
	}

	private static LeadterraConnectionException connectionFailure(FailedCall call, BrokenStage stage, Throwable cause) {
		String type = cause.getClass().getSimpleName();
		String description = Stream.of((stage != BrokenStage.NOT_SENT) ? type : null, detail(cause))
			.filter((part) -> part != null)
			.collect(Collectors.joining(", "));
		String advice = type.toLowerCase(Locale.ROOT).contains("timeout")
				? ". The limits are leadterra.connect-timeout and leadterra.read-timeout" : "";
		return new LeadterraConnectionException(call, stage, description + advice, cause);
	}

	// The JDK's client says what happened by the type of the cause alone.
	private static @Nullable String detail(Throwable cause) {
		if (cause.getMessage() != null || cause.getCause() == null) {
			return cause.getMessage();
		}
		Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
		return (root.getMessage() != null) ? root.getMessage() : root.getClass().getSimpleName();
	}

	private static String path(String uriTemplate) {
		return uriTemplate.replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*", "");
	}

}
