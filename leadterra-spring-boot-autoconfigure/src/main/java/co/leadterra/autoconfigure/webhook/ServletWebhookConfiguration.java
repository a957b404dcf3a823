package co.leadterra.autoconfigure.webhook;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * The endpoint in a servlet application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServletWebhookConfiguration {

	@Bean(defaultCandidate = false)
	ServletWebhookMapping leadterraWebhookMapping(ObjectProvider<WebhookEndpoint> endpoint) {
		return new ServletWebhookMapping(endpoint.getIfAvailable());
	}

}
