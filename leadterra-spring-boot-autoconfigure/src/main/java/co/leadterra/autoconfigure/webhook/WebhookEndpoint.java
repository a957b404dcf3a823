package co.leadterra.autoconfigure.webhook;

import java.util.List;

import co.leadterra.autoconfigure.webhook.WebhookBodies.UnreadableBodyException;
import co.leadterra.webhook.WebhookReceiver;
import co.leadterra.webhook.WebhookRejectedException.Reason;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;

/**
 * What the endpoints of servlet and of reactive applications have in common: all but
 * reading the request and writing the answer.
 */
class WebhookEndpoint {

	private static final MediaType ANY_JSON = new MediaType("application", "*+json");

	private final WebhookReceiver receiver;

	private final String path;

	private final WebhookBodies bodies;

	WebhookEndpoint(WebhookReceiver receiver, String path, WebhookBodies bodies) {
		this.receiver = receiver;
		this.path = path;
		this.bodies = bodies;
	}

	String path() {
		return this.path;
	}

	@Nullable ResponseEntity<String> rejectUnread(HttpMethod method, @Nullable String contentType, long contentLength) {
		if (!HttpMethod.POST.equals(method)) {
			return this.receiver.reject(Reason.METHOD_NOT_ALLOWED);
		}
		if (!isJson(contentType)) {
			return this.receiver.reject(Reason.UNSUPPORTED_MEDIA_TYPE);
		}
		return (contentLength > this.bodies.maxSize()) ? this.receiver.reject(Reason.BODY_TOO_LARGE) : null;
	}

	Mono<ResponseEntity<String>> receive(Flux<byte[]> body, @Nullable List<String> signatures) {
		String header = (signatures != null) ? String.join(",", signatures) : null;
		return this.bodies.collect(body)
			.flatMap((bytes) -> this.receiver.receive(bytes, header))
			.onErrorResume(UnreadableBodyException.class, (ex) -> Mono.just(this.receiver.reject(ex.reason())));
	}

	private static boolean isJson(@Nullable String contentType) {
		if (!StringUtils.hasText(contentType)) {
			// the documentation does not name the header
			return true;
		}
		try {
			MediaType type = MediaType.parseMediaType(contentType);
			return MediaType.APPLICATION_JSON.includes(type) || ANY_JSON.includes(type);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
