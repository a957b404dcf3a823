package co.leadterra.test.internal.context;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import co.leadterra.test.LeadterraServer;
import co.leadterra.test.LeadterraServerBuilder;
import co.leadterra.test.internal.delivery.Signatures;
import co.leadterra.webhook.LeadterraWebhookHandler;
import co.leadterra.webhook.WebhookEvent;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Registers a {@link LeadterraServer} and the connection details that lead to it, and
 * makes its webhook secret known.
 *
 * @param simulatedActivity whether activity is simulated
 */
record LeadterraServerContextCustomizer(boolean simulatedActivity) implements ContextCustomizer {

	private static final List<String> SECRETS = List.of("leadterra.webhook.secret", "leadterra.webhook.secrets",
			"leadterra.webhook.secrets[0]", "leadterra.webhook.secret-location");

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		ConfigurableEnvironment environment = context.getEnvironment();
		boolean deliveriesExpected = SECRETS.stream().anyMatch(environment::containsProperty);
		environment.getPropertySources().addFirst(new MapPropertySource("leadterraServer", webhookSecret(environment)));
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context.getBeanFactory();
		if (!deliveriesExpected) {
			registry.registerBeanDefinition("leadterraServerWebhookHandler", unused());
		}
		registry.registerBeanDefinition("leadterraServer", server());
		registry.registerBeanDefinition("leadterraServerConnectionDetails",
				new RootBeanDefinition(LeadterraServerConnectionDetails.class));
	}

	/**
	 * Makes the server's secret the first of those the application has.
	 */
	private static Map<String, Object> webhookSecret(ConfigurableEnvironment environment) {
		List<String> secrets = Binder.get(environment)
			.bind("leadterra.webhook.secrets", Bindable.listOf(String.class))
			.orElse(List.of());
		if (secrets.isEmpty()) {
			return Map.of("leadterra.webhook.secret", Signatures.EXAMPLE_SECRET);
		}
		Map<String, Object> properties = new HashMap<>();
		properties.put("leadterra.webhook.secrets[0]", Signatures.EXAMPLE_SECRET);
		for (int i = 0; i < secrets.size(); i++) {
			properties.put("leadterra.webhook.secrets[" + (i + 1) + "]", secrets.get(i));
		}
		return properties;
	}

	/**
	 * Who does not receive webhooks needs no warning that nothing handles them.
	 */
	private static BeanDefinition unused() {
		RootBeanDefinition handler = new RootBeanDefinition(UnusedHandler.class);
		handler.setAutowireCandidate(false);
		return handler;
	}

	private BeanDefinition server() {
		RootBeanDefinition server = new RootBeanDefinition(LeadterraServerContextCustomizer.class);
		server.setFactoryMethodName("start");
		server.getConstructorArgumentValues().addIndexedArgumentValue(0, this.simulatedActivity);
		server.setDestroyMethodName(AbstractBeanDefinition.INFER_METHOD);
		return server;
	}

	static LeadterraServer start(boolean simulatedActivity) {
		LeadterraServerBuilder builder = LeadterraServer.builder();
		return (simulatedActivity ? builder.simulatedActivity() : builder).start();
	}

	static class UnusedHandler implements LeadterraWebhookHandler {

		@Override
		public Mono<Void> handle(WebhookEvent event) {
			return Mono.empty();
		}

	}

}
