package co.leadterra.autoconfigure.webhook;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Puts a way round it in front of Spring Security's filter.
 */
class WebhookSecurityBypass implements BeanPostProcessor {

	private final SingletonSupplier<ReactiveWebhookMapping> mapping;

	WebhookSecurityBypass(ObjectProvider<ReactiveWebhookMapping> mapping) {
		this.mapping = SingletonSupplier.ofNullable(mapping::getIfAvailable);
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
			ReactiveWebhookMapping mapping = WebhookSecurityBypass.this.mapping.get();
			return (mapping != null && mapping.isDelivery(exchange)) ? chain.filter(exchange)
					: this.filter.filter(exchange, chain);
		}

	}

}
