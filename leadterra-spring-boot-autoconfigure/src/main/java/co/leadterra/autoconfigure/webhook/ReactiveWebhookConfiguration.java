package co.leadterra.autoconfigure.webhook;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The endpoint in a reactive application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveWebhookConfiguration {

	@Bean
	RouterFunction<ServerResponse> leadterraWebhookRouterFunction(ObjectProvider<WebhookEndpoint> endpoint) {
		WebhookEndpoint present = endpoint.getIfAvailable();
		if (present == null) {
			return (request) -> Mono.empty();
		}
		return RouterFunctions.route(RequestPredicates.path(present.path()), (request) -> handle(present, request));
	}

	private static Mono<ServerResponse> handle(WebhookEndpoint endpoint, ServerRequest request) {
		HttpHeaders headers = request.headers().asHttpHeaders();
		ResponseEntity<String> rejection = endpoint.rejectUnread(request.method(), headers);
		if (rejection != null) {
			return response(rejection);
		}
		return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), endpoint.maxBodySize())
			.map(ReactiveWebhookConfiguration::bytes)
			.defaultIfEmpty(new byte[0])
			.flatMap((body) -> endpoint.receive(body, headers))
			.onErrorResume(DataBufferLimitException.class, (ex) -> Mono.just(endpoint.rejectTooLarge()))
			.flatMap(ReactiveWebhookConfiguration::response);
	}

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

	private static Mono<ServerResponse> response(ResponseEntity<String> answer) {
		ServerResponse.BodyBuilder response = ServerResponse.status(answer.getStatusCode())
			.headers((headers) -> headers.addAll(answer.getHeaders()));
		String text = answer.getBody();
		return (text != null) ? response.bodyValue(text) : response.build();
	}

}
