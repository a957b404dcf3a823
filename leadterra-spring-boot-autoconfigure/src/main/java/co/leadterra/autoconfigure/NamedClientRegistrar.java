package co.leadterra.autoconfigure;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClients;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Registers a bean for each client under {@code leadterra.clients}, unless the
 * application has one for it. The beans are left out of what is generated ahead of time,
 * because the names may only be known when the application runs: this class then
 * registers them again.
 */
class NamedClientRegistrar implements BeanDefinitionRegistryPostProcessor {

	private final ClientPropertiesBinder properties;

	NamedClientRegistrar(ClientPropertiesBinder properties) {
		this.properties = properties;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		ListableBeanFactory beanFactory = (ListableBeanFactory) registry;
		ClientBeans beans = new ClientBeans(beanFactory, this.properties::names);
		for (String client : this.properties.names()) {
			String beanName = client + "LeadterraClient";
			if (registry.containsBeanDefinition(beanName)) {
				registry.registerAlias(beanName, client);
			}
			else if (!client.equals(LeadterraClients.DEFAULT)
					&& beans.ownNames(LeadterraClient.class, client).findAny().isEmpty()) {
				registry.registerBeanDefinition(beanName, definition(client, beanFactory));
			}
		}
	}

	// A list holds it, but where one client is to be injected, its name has to be said.
	private static RootBeanDefinition definition(String client, ListableBeanFactory beanFactory) {
		RootBeanDefinition definition = new RootBeanDefinition(LeadterraClient.class,
				() -> beanFactory.getBean(LeadterraClientFactory.class).create(client));
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, client));
		definition.setFallback(true);
		definition.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
		return definition;
	}

}
