package co.leadterra.autoconfigure.webhook;

import co.leadterra.webhook.WebhookReceiver;
import co.leadterra.webhook.WebhookRejectedException.Reason;
import co.leadterra.webhook.WebhookSignature;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What the endpoints of servlet and of reactive applications have in common: all but
 * reading the request and writing the answer.
 */
class WebhookEndpoint {

	private static final MediaType ANY_JSON = new MediaType("application", "*+json");

	private final WebhookReceiver receiver;

	private final String path;

	private final int maxBodySize;

	WebhookEndpoint(WebhookReceiver receiver, String path, int maxBodySize) {
		this.receiver = receiver;
		this.path = path;
		this.maxBodySize = maxBodySize;
	}

	String path() {
		return this.path;
	}

	int maxBodySize() {
		return this.maxBodySize;
	}

	@Nullable ResponseEntity<String> rejectUnread(HttpMethod method, HttpHeaders headers) {
		if (!HttpMethod.POST.equals(method)) {
			return this.receiver.reject(Reason.METHOD_NOT_ALLOWED);
		}
		if (!isJson(headers)) {
			return this.receiver.reject(Reason.UNSUPPORTED_MEDIA_TYPE);
		}
		return (headers.getContentLength() > this.maxBodySize) ? rejectTooLarge() : null;
	}

	ResponseEntity<String> rejectTooLarge() {
		return this.receiver.reject(Reason.BODY_TOO_LARGE);
	}

	Mono<ResponseEntity<String>> receive(byte[] body, HttpHeaders headers) {
		return this.receiver.receive(body, headers.getFirst(WebhookSignature.HEADER));
	}

	private static boolean isJson(HttpHeaders headers) {
		try {
			MediaType type = headers.getContentType();
			// the documentation does not name the header
			return type == null || MediaType.APPLICATION_JSON.includes(type) || ANY_JSON.includes(type);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
