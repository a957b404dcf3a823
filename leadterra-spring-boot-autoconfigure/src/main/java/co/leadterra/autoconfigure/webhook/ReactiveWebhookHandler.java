package co.leadterra.autoconfigure.webhook;

import java.nio.charset.StandardCharsets;

import co.leadterra.webhook.WebhookSignature;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Receives deliveries in a reactive application.
 */
class ReactiveWebhookHandler implements WebHandler {

	private static final Log logger = LogFactory.getLog(ReactiveWebhookHandler.class);

	private final WebhookEndpoint endpoint;

	ReactiveWebhookHandler(WebhookEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		return receive(exchange.getRequest()).flatMap((answer) -> write(answer, exchange.getResponse())
			// Netty answers a broken chunk itself, and lets the body end as if it were
			// whole
			.onErrorResume((ex) -> {
				logger.debug("The sender of a webhook delivery has gone", ex);
				return Mono.empty();
			}));
	}

	private Mono<ResponseEntity<String>> receive(ServerHttpRequest request) {
		HttpHeaders headers = request.getHeaders();
		ResponseEntity<String> rejection = this.endpoint.rejectUnread(request.getMethod(),
				headers.getFirst(HttpHeaders.CONTENT_TYPE), headers.getContentLength());
		return (rejection != null) ? Mono.just(rejection) : this.endpoint
			.receive(request.getBody().map(ReactiveWebhookHandler::bytes), headers.get(WebhookSignature.HEADER));
	}

	// held buffers would be memory outside of the heap
	private static byte[] bytes(DataBuffer buffer) {
		try {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			return bytes;
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private static Mono<Void> write(ResponseEntity<String> answer, ServerHttpResponse response) {
		response.setStatusCode(answer.getStatusCode());
		response.getHeaders().putAll(answer.getHeaders());
		String text = answer.getBody();
		if (text == null) {
			return response.setComplete();
		}
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
		response.getHeaders().setContentLength(bytes.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
	}

}
