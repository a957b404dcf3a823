package co.leadterra.autoconfigure.webhook;

import java.io.IOException;
import java.util.Optional;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The endpoint in a servlet application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServletWebhookConfiguration {

	@Bean
	RouterFunction<ServerResponse> leadterraWebhookRouterFunction(ObjectProvider<WebhookEndpoint> endpoint) {
		WebhookEndpoint present = endpoint.getIfAvailable();
		if (present == null) {
			return (request) -> Optional.empty();
		}
		return RouterFunctions.route(RequestPredicates.path(present.path()), (request) -> handle(present, request));
	}

	private static ServerResponse handle(WebhookEndpoint endpoint, ServerRequest request) throws IOException {
		ResponseEntity<String> rejection = endpoint.rejectUnread(request.method(), request.headers().asHttpHeaders());
		if (rejection != null) {
			return response(rejection);
		}
		byte[] body = request.servletRequest().getInputStream().readNBytes(endpoint.maxBodySize() + 1);
		if (body.length > endpoint.maxBodySize()) {
			return response(endpoint.rejectTooLarge());
		}
		return ServerResponse.async(
				endpoint.receive(body, request.headers().asHttpHeaders()).map(ServletWebhookConfiguration::response));
	}

	private static ServerResponse response(ResponseEntity<String> answer) {
		ServerResponse.BodyBuilder response = ServerResponse.status(answer.getStatusCode())
			.headers((headers) -> headers.addAll(answer.getHeaders()));
		String text = answer.getBody();
		return (text != null) ? response.body(text) : response.build();
	}

}
