package co.leadterra.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraException.FailedCall;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.CallHeldBackException;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.admission.RejectedApiKeyException;
import co.leadterra.client.internal.call.Attempt;
import co.leadterra.client.internal.call.CallNotSentException;
import co.leadterra.client.internal.call.RetryAfter;
import co.leadterra.client.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.ByteArrayDecoder;
import org.springframework.core.codec.CodecException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.UnsupportedMediaTypeException;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Makes a {@link LeadterraException} of whatever ends a call: a status, a failure before
 * there is an answer, and by {@link TranslatedAnswer} a failure while one is read.
 */
final class ErrorTranslator implements ExchangeFilterFunction {

	private static final int MAX_ERROR_BODY = 256 * 1024;

	private static final Duration MAX_ERROR_TIME = Duration.ofSeconds(5);

	private static final String KEY_ADVICE = ". The API key is unknown, revoked or incomplete. Compare it with the"
			+ " keys under Settings, API Keys at https://app.leadterra.co: copy it again without white space or line"
			+ " breaks, or create a new one if it was revoked, and set it as leadterra.api-key (LEADTERRA_API_KEY)";

	private static final String ANSWER_ADVICE = ". Check that leadterra.base-url leads to Leadterra, not to a proxy or"
			+ " a login page. A call that changes something may have had its effect";

	private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

	private final JsonMapper mapper;

	private final Clock clock;

	private final ByteArrayDecoder bytes = new ByteArrayDecoder();

	ErrorTranslator(JsonMapper mapper, Clock clock) {
		this.mapper = mapper;
		this.clock = clock;
		this.bytes.setMaxInMemorySize(MAX_ERROR_BODY);
	}

	// An attempt of its own, for several calls may share the one in their context.
	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.deferContextual((context) -> {
			Attempt attempt = Attempt.like(context);
			return next.exchange(request).contextWrite(attempt::addTo).flatMap((response) -> {
				attempt.answered(response);
				return response.statusCode().is2xxSuccessful()
						? Mono.just(new TranslatedAnswer(response, request, attempt))
						: refusal(response, call(request, attempt), attempt.sentKey());
			}).onErrorMap((failure) -> translate(failure, call(request, attempt), attempt));
		});
	}

	static FailedCall call(ClientRequest request, Attempt attempt) {
		Object template = request.attributes().getOrDefault(URI_TEMPLATE, request.url().getPath());
		return FailedCall.of(request.method(), ForeignText.shown(template.toString(), null), attempt);
	}

	private Mono<ClientResponse> refusal(ClientResponse response, FailedCall call, @Nullable ApiKey key) {
		HttpHeaders headers = response.headers().asHttpHeaders();
		return this.bytes.decodeToMono(response.body(BodyExtractors.toDataBuffers()), ResolvableType.NONE, null, null)
			.timeout(MAX_ERROR_TIME)
			.onErrorReturn(new byte[0])
			.defaultIfEmpty(new byte[0])
			.map((body) -> ErrorBody.parse(body, this.mapper, key))
			.flatMap((error) -> Mono.error(refusal(call.refused(error.code(), RetryAfter.of(headers, this.clock)),
					error, host(headers, key))));
	}

	private static LeadterraException refusal(FailedCall call, ErrorBody error, @Nullable String redirectedTo) {
		int status = Objects.requireNonNull(call.status());
		String answer = joined(", ", joined(" ", String.valueOf(status), error.code()), error.message(),
				fieldErrors(error));
		Duration retryAfter = call.retryAfter();
		if (status >= 300 && status < 400) {
			return new LeadterraUnexpectedResponseException(call, redirect(status, redirectedTo));
		}
		if (status >= 500 || status == 408) {
			return new LeadterraServerException(call, answer + ". Leadterra could not do it. A call that changes"
					+ " something may have had its effect; look before you make it again");
		}
		return switch (status) {
			case 401 -> new LeadterraAuthenticationException(call, answer + KEY_ADVICE);
			case 403 -> new LeadterraPermissionException(call, answer + ". The API key is valid, but not for this."
					+ " Check under Settings, API Keys that it belongs to this workspace and was not restricted");
			case 404, 410 -> new LeadterraNotFoundException(call,
					answer + ". Check the id, and that it is of the workspace that the API key belongs to");
			case 407 -> new LeadterraUnexpectedResponseException(call,
					answer + ". The proxy wants a user name and password. Check leadterra.http.proxy");
			case 409 -> new LeadterraConflictException(call,
					answer + ". It was done before, or cannot be done now; making the call again does not help");
			case 429 -> new LeadterraRateLimitException(call, answer + ((retryAfter != null)
					? ". Try again in " + retryAfter.toSeconds() + " s" : ". Make fewer calls at a time"));
			default -> (error.guardrails() != null)
					? new LeadterraDraftBlockedException(call, answer + ". Edit the draft", error, error.guardrails())
					: new LeadterraInvalidRequestException(call, answer + ". Correct the request", error);
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
		String index = (error.index() != null) ? "[" + error.index() + "]" : null;
		return joined(" ", index, error.field(), error.code(), error.message());
	}

	private static String joined(String separator, @Nullable String... parts) {
		return Stream.of(parts).filter(StringUtils::hasLength).collect(Collectors.joining(separator));
	}

	private static String redirect(int status, @Nullable String host) {
		return "%s, a redirect%s. Redirects are not followed, because the API key must not leave its host. Check leadterra.base-url"
			.formatted(status, (host != null) ? " to " + host : "");
	}

	private static @Nullable String host(HttpHeaders headers, @Nullable ApiKey key) {
		try {
			URI location = headers.getLocation();
			return (location != null && location.getHost() != null) ? ForeignText.shown(location.getHost(), key) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	static Throwable translateWhileReading(Throwable failure, FailedCall call, Attempt attempt) {
		Throwable translated = translate(failure, call, attempt);
		return (translated != failure || failure instanceof LeadterraException) ? translated
				: connectionFailure(call, BrokenStage.whileReading(failure), failure, attempt.sentKey());
	}

	static Throwable translate(Throwable failure, FailedCall call, Attempt attempt) {
		if (failure instanceof WebClientRequestException && failure.getCause() != null) {
			return unsent(call, failure.getCause(), attempt);
		}
		if (failure instanceof CallNotSentException) {
			return unsent(call, failure, attempt);
		}
		// when a filter of the application's own reads in the place of TranslatedAnswer
		if (failure instanceof WebClientResponseException && failure.getCause() != null) {
			return translateWhileReading(failure.getCause(), call, attempt);
		}
		if (failure instanceof DataBufferLimitException) {
			return new LeadterraUnexpectedResponseException(call,
					"The answer is longer than leadterra.max-response-size allows to be held in memory");
		}
		if (failure instanceof DecodingException || failure instanceof UnsupportedMediaTypeException
				|| isUnreadableType(failure)) {
			return new LeadterraUnexpectedResponseException(call,
					ForeignText.shown(String.valueOf(failure.getMessage()), attempt.sentKey()) + ANSWER_ADVICE);
		}
		if (failure instanceof CodecException) {
			return new IllegalArgumentException("%s %s was not sent: its body cannot be written as JSON"
				.formatted(call.method(), call.uriTemplate()), failure);
		}
		return failure;
	}

	static boolean isUnreadableType(Throwable failure) {
		return failure instanceof InvalidMediaTypeException || failure instanceof InvalidMimeTypeException;
	}

	static LeadterraException emptyAnswer(FailedCall call) {
		return new LeadterraUnexpectedResponseException(call, "The body is empty" + ANSWER_ADVICE);
	}

	private static LeadterraException unsent(FailedCall call, Throwable cause, Attempt attempt) {
		if (cause instanceof CallHeldBackException heldBack) {
			return new LeadterraRateLimitException(call.refused(null, heldBack.getRetryAfter()),
					"it was not sent: " + cause.getMessage());
		}
		if (cause instanceof RejectedApiKeyException) {
			return new LeadterraAuthenticationException(call, "it was not sent: " + cause.getMessage() + KEY_ADVICE);
		}
		return connectionFailure(call, BrokenStage.of(cause, attempt.wasConnected()), cause, attempt.sentKey());
	}

	private static LeadterraConnectionException connectionFailure(FailedCall call, BrokenStage stage, Throwable cause,
			@Nullable ApiKey key) {
		String type = (stage != BrokenStage.NOT_SENT) ? cause.getClass().getSimpleName() : null;
		String description = joined(", ", type, detail(cause));
		return new LeadterraConnectionException(call, stage, ForeignText.shown(description, key) + stage.advice(cause),
				ForeignText.shown(cause, key));
	}

	// The JDK's client says what happened by the type of the cause alone.
	private static @Nullable String detail(Throwable cause) {
		if (cause.getMessage() != null || cause.getCause() == null) {
			return cause.getMessage();
		}
		Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
		return (root.getMessage() != null) ? root.getMessage() : root.getClass().getSimpleName();
	}

}
