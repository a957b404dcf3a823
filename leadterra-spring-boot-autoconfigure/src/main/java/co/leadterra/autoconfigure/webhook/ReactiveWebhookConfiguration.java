package co.leadterra.autoconfigure.webhook;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.DispatcherHandler;

/**
 * The endpoint in a reactive application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveWebhookConfiguration {

	@Bean(defaultCandidate = false)
	ReactiveWebhookMapping leadterraWebhookMapping(ObjectProvider<WebhookEndpoint> endpoint) {
		return new ReactiveWebhookMapping(endpoint.getIfAvailable());
	}

}
