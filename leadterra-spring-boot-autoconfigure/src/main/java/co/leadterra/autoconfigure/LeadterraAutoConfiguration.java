package co.leadterra.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClients;
import co.leadterra.client.campaign.CampaignClient;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.internal.admission.CallAdmission;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.reply.ReplyClient;
import co.leadterra.client.sdr.SdrClient;
import co.leadterra.client.sender.SenderAccountClient;
import co.leadterra.client.sender.SenderPoolClient;
import co.leadterra.client.suppression.SuppressionListClient;
import co.leadterra.client.webhook.WebhookClient;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration of the Leadterra clients. There is no condition on the API key: one
 * that is missing stops the start with an explanation, and one that is absent when an
 * application is processed ahead of time can still be given when it runs.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
		SslAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "leadterra.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LeadterraProperties.class)
@Import({ CallBudgetConfiguration.WithBucket4j.class, CallBudgetConfiguration.WithoutBucket4j.class })
public final class LeadterraAutoConfiguration {

	LeadterraAutoConfiguration() {
	}

	@Bean
	static ClientPropertiesBinder leadterraClientPropertiesBinder(Environment environment) {
		return new ClientPropertiesBinder(environment);
	}

	@Bean
	ClientBeans leadterraClientBeans(ListableBeanFactory beanFactory, ClientPropertiesBinder properties) {
		return new ClientBeans(beanFactory, properties::names);
	}

	@Bean
	static NamedClientRegistrar leadterraNamedClientRegistrar(ClientPropertiesBinder properties) {
		return new NamedClientRegistrar(properties);
	}

	@Bean
	@Conditional(OnMissingSharedBeanCondition.class)
	LeadterraConnectionDetails leadterraConnectionDetails(ClientPropertiesBinder properties) {
		return new PropertiesLeadterraConnectionDetails(properties.get(LeadterraClients.DEFAULT),
				properties.keyPrefix(LeadterraClients.DEFAULT));
	}

	@Bean
	@Conditional(OnMissingSharedBeanCondition.class)
	CallBudget leadterraCallBudget(CallBudgets budgets, ClientPropertiesBinder properties) {
		return budgets.get(properties.get(LeadterraClients.DEFAULT).getRateLimit());
	}

	@Bean
	@Conditional(OnMissingSharedBeanCondition.class)
	CallAdmission leadterraCallAdmission(ClientPropertiesBinder properties, ClientBeans beans) {
		CallBudget budget = beans.find(CallBudget.class, LeadterraClients.DEFAULT);
		Assert.state(budget != null, "There is no CallBudget");
		LeadterraClientProperties client = properties.get(LeadterraClients.DEFAULT);
		return new CallAdmission(client.getRateLimit().getMaxWait(), client.getRejectedKeyCoolDown(), budget);
	}

	@Bean
	LeadterraClientConfigurer leadterraClientConfigurer(ClientPropertiesBinder properties, ClientBeans beans,
			ResourceLoader resourceLoader, ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<HttpClientSettings> httpClientSettings, ObjectProvider<SslBundles> sslBundles,
			CallBudgets budgets, ObjectProvider<WebClientCustomizer> webClientCustomizers) {
		return new LeadterraClientConfigurer(properties, beans,
				connectorBuilder
					.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader())),
				httpClientSettings.getIfAvailable(HttpClientSettings::defaults), sslBundles, budgets,
				webClientCustomizers);
	}

	// This client and its resources are lazy, for there may be named clients only: the
	// bean of all clients creates those that there are.
	@Bean
	@Lazy
	@Primary
	@Qualifier(LeadterraClients.DEFAULT)
	@Conditional(OnMissingSharedBeanCondition.class)
	LeadterraClient leadterraClient(LeadterraClientConfigurer configurer, ClientPropertiesBinder properties) {
		if (!configurer.hasDefault()) {
			throw new NoDefaultClientException(properties.names());
		}
		return configurer.create(LeadterraClients.DEFAULT);
	}

	@Bean
	@Lazy(false)
	LeadterraClients leadterraClients(LeadterraClientConfigurer configurer, ClientPropertiesBinder properties,
			ConfigurableListableBeanFactory beanFactory) {
		Map<String, LeadterraClient> clients = new LinkedHashMap<>();
		if (!beanFactory.containsBeanDefinition("leadterraClient") || configurer.hasDefault()) {
			beanFactory.getBeanProvider(LeadterraClient.class)
				.ifUnique((client) -> clients.put(LeadterraClients.DEFAULT, client));
		}
		for (String name : properties.names()) {
			clients.computeIfAbsent(name, (client) -> BeanFactoryAnnotationUtils.qualifiedBeanOfType(beanFactory,
					LeadterraClient.class, client));
		}
		configurer.warnOfSharedKeys();
		return new LeadterraClients(clients);
	}

	@Bean(defaultCandidate = false)
	@Lazy
	@ConditionalOnMissingBean(name = "leadterraWebClient")
	WebClient leadterraWebClient(LeadterraClient client) {
		return client.webClient();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SenderPoolClient leadterraSenderPoolClient(LeadterraClient client) {
		return client.senderPools();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SenderAccountClient leadterraSenderAccountClient(LeadterraClient client) {
		return client.senderAccounts();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	CampaignClient leadterraCampaignClient(LeadterraClient client) {
		return client.campaigns();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	LeadClient leadterraLeadClient(LeadterraClient client) {
		return client.leads();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	ReplyClient leadterraReplyClient(LeadterraClient client) {
		return client.replies();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SuppressionListClient leadterraSuppressionListClient(LeadterraClient client) {
		return client.suppressionList();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	WebhookClient leadterraWebhookClient(LeadterraClient client) {
		return client.webhooks();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SdrClient leadterraSdrClient(LeadterraClient client) {
		return client.sdr();
	}

	/**
	 * Lets the environment refresh of Spring Cloud reach the keys.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(EnvironmentChangeEvent.class)
	static class RefreshConfiguration {

		@Bean
		ApplicationListener<EnvironmentChangeEvent> leadterraKeyRefresh(LeadterraClientConfigurer configurer) {
			return (event) -> configurer.reloadKeys();
		}

	}

}
