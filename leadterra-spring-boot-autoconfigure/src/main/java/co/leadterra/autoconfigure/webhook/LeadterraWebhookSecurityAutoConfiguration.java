package co.leadterra.autoconfigure.webhook;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration that lets webhook deliveries, which authenticate by their signature,
 * past Spring Security: {@code POST} on the path of the endpoint and nothing else. It
 * comes after everything that sets up a filter chain only if there is none, and does
 * nothing where nothing is protected.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LeadterraWebhookAutoConfiguration.class, afterName = {
		"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration" })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(WebFilterChainProxy.class)
@ConditionalOnWebApplication
public final class LeadterraWebhookSecurityAutoConfiguration {

	LeadterraWebhookSecurityAutoConfiguration() {
	}

	/**
	 * One more filter chain, without filters, before all others.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DispatcherServlet.class)
	@ConditionalOnBean(SecurityFilterChain.class)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletSecurityConfiguration {

		@Bean
		WebhookSecurityFilterChain leadterraWebhookSecurityFilterChain(
				@Qualifier("leadterraWebhookMapping") ObjectProvider<ServletWebhookMapping> mapping) {
			return new WebhookSecurityFilterChain(mapping);
		}

	}

	/**
	 * A way round the filter: one more chain would make Spring Security's default one
	 * back off, since in reactive applications that is no bean.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DispatcherHandler.class)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveSecurityConfiguration {

		@Bean
		static WebhookSecurityBypass leadterraWebhookSecurityBypass(
				@Qualifier("leadterraWebhookMapping") ObjectProvider<ReactiveWebhookMapping> mapping) {
			return new WebhookSecurityBypass(mapping);
		}

	}

}
