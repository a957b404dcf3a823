package co.leadterra.test;

import java.util.Map;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
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

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("leadterraServer",
					Map.of("leadterra.webhook.secret", LeadterraServer.WEBHOOK_SECRET)));
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context.getBeanFactory();
		registry.registerBeanDefinition("leadterraServer", server());
		registry.registerBeanDefinition("leadterraServerConnectionDetails",
				new RootBeanDefinition(LeadterraServerConnectionDetails.class));
	}

	private BeanDefinition server() {
		RootBeanDefinition server = new RootBeanDefinition(LeadterraServer.class);
		server.setFactoryMethodName("start");
		server.getConstructorArgumentValues().addIndexedArgumentValue(0, this.simulatedActivity);
		server.setDestroyMethodName(AbstractBeanDefinition.INFER_METHOD);
		return server;
	}

}
