package co.leadterra.autoconfigure.webhook;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Puts a way round it in front of Spring Security's filter.
 */
class WebhookSecurityBypass implements BeanPostProcessor {

	private final SingletonSupplier<WebhookEndpoint> endpoint;

	WebhookSecurityBypass(ObjectProvider<WebhookEndpoint> endpoint) {
		this.endpoint = SingletonSupplier.ofNullable(endpoint::getIfAvailable);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof WebFilterChainProxy filter) ? new Bypass(filter) : bean;
	}

	private final class Bypass extends WebFilterChainProxy {

		private final WebFilterChainProxy filter;

		Bypass(WebFilterChainProxy filter) {
			this.filter = filter;
		}

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			return isDelivery(exchange.getRequest()) ? chain.filter(exchange) : this.filter.filter(exchange, chain);
		}

		private boolean isDelivery(ServerHttpRequest request) {
			WebhookEndpoint endpoint = WebhookSecurityBypass.this.endpoint.get();
			return endpoint != null && HttpMethod.POST.equals(request.getMethod())
					&& request.getPath().pathWithinApplication().value().equals(endpoint.path());
		}

	}

}
