package co.leadterra.autoconfigure.webhook;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes the path of the endpoint as it is written, before all mappings of the
 * application, whose API versions it does not know.
 */
class ReactiveWebhookMapping extends SimpleUrlHandlerMapping implements PriorityOrdered {

	private final @Nullable WebhookEndpoint endpoint;

	ReactiveWebhookMapping(@Nullable WebhookEndpoint endpoint) {
		super((endpoint != null) ? Map.of(endpoint.path(), new ReactiveWebhookHandler(endpoint)) : Map.of(),
				Ordered.HIGHEST_PRECEDENCE);
		this.endpoint = endpoint;
	}

	@Override
	public Mono<Object> getHandlerInternal(ServerWebExchange exchange) {
		return isAtEndpoint(exchange) ? super.getHandlerInternal(exchange) : Mono.empty();
	}

	/**
	 * Returns whether a request will be taken as a delivery.
	 * @param exchange the request
	 * @return whether it goes to this mapping, and is a {@code POST}
	 */
	boolean isDelivery(ServerWebExchange exchange) {
		return HttpMethod.POST.equals(exchange.getRequest().getMethod()) && isAtEndpoint(exchange);
	}

	private boolean isAtEndpoint(ServerWebExchange exchange) {
		// a management port sees the mappings of the application too
		ApplicationContext context = exchange.getApplicationContext();
		return this.endpoint != null && (context == null || context == getApplicationContext())
				&& exchange.getRequest().getPath().pathWithinApplication().value().equals(this.endpoint.path());
	}

}
