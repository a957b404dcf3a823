package co.leadterra.autoconfigure;

import java.util.function.Function;

import co.leadterra.autoconfigure.internal.client.ConfiguredClients;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClients;
import co.leadterra.client.campaign.CampaignClient;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.reply.ReplyClient;
import co.leadterra.client.sdr.SdrClient;
import co.leadterra.client.sender.SenderAccountClient;
import co.leadterra.client.sender.SenderPoolClient;
import co.leadterra.client.suppression.SuppressionListClient;
import co.leadterra.client.webhook.WebhookClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
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
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;
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
public final class LeadterraAutoConfiguration {

	LeadterraAutoConfiguration() {
	}

	@Bean
	static ClientPropertiesBinder leadterraClientPropertiesBinder(ApplicationContext context) {
		return new ClientPropertiesBinder(context);
	}

	@Bean
	static PositiveValues leadterraPositiveValues() {
		return new PositiveValues();
	}

	@Bean
	static NamedClientRegistrar leadterraNamedClientRegistrar(ClientPropertiesBinder properties) {
		return new NamedClientRegistrar(properties);
	}

	@Bean
	@OfDefaultClient
	@Qualifier(LeadterraClients.DEFAULT)
	@Nullable LeadterraConnectionDetails leadterraConnectionDetails(ClientPropertiesBinder properties) {
		return properties.hasDefault() ? new PropertiesLeadterraConnectionDetails(LeadterraClients.DEFAULT, properties)
				: null;
	}

	@Bean
	ConfiguredClients leadterraConfiguredClients() {
		return new ConfiguredClients();
	}

	@Bean
	LeadterraClientFactory leadterraClientFactory(ClientPropertiesBinder properties,
			ConfigurableListableBeanFactory beanFactory, ConfiguredClients configured, ResourceLoader resourceLoader,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<HttpClientSettings> httpClientSettings, ObjectProvider<SslBundles> sslBundles) {
		return new LeadterraClientFactory(properties, beanFactory, configured,
				connectorBuilder
					.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader())),
				httpClientSettings.getIfAvailable(HttpClientSettings::defaults), sslBundles);
	}

	@Bean
	@OfDefaultClient
	@Qualifier(LeadterraClients.DEFAULT)
	@Nullable LeadterraClient leadterraClient(LeadterraClientFactory factory) {
		return factory.hasDefault() ? factory.create(LeadterraClients.DEFAULT) : null;
	}

	@Bean
	@Lazy(false)
	LeadterraClients leadterraClients(LeadterraClientFactory factory) {
		return factory.all();
	}

	@Bean(defaultCandidate = false)
	@Lazy
	@ConditionalOnMissingBean(name = "leadterraWebClient")
	@Nullable WebClient leadterraWebClient(ObjectProvider<LeadterraClient> client) {
		return resource(client, WebClient.class, LeadterraClient::webClient);
	}

	@Bean
	@OfDefaultClient
	@Nullable SenderPoolClient leadterraSenderPoolClient(ObjectProvider<LeadterraClient> client) {
		return resource(client, SenderPoolClient.class, LeadterraClient::senderPools);
	}

	@Bean
	@OfDefaultClient
	@Nullable SenderAccountClient leadterraSenderAccountClient(ObjectProvider<LeadterraClient> client) {
		return resource(client, SenderAccountClient.class, LeadterraClient::senderAccounts);
	}

	@Bean
	@OfDefaultClient
	@Nullable CampaignClient leadterraCampaignClient(ObjectProvider<LeadterraClient> client) {
		return resource(client, CampaignClient.class, LeadterraClient::campaigns);
	}

	@Bean
	@OfDefaultClient
	@Nullable LeadClient leadterraLeadClient(ObjectProvider<LeadterraClient> client) {
		return resource(client, LeadClient.class, LeadterraClient::leads);
	}

	@Bean
	@OfDefaultClient
	@Nullable ReplyClient leadterraReplyClient(ObjectProvider<LeadterraClient> client) {
		return resource(client, ReplyClient.class, LeadterraClient::replies);
	}

	@Bean
	@OfDefaultClient
	@Nullable SuppressionListClient leadterraSuppressionListClient(ObjectProvider<LeadterraClient> client) {
		return resource(client, SuppressionListClient.class, LeadterraClient::suppressionList);
	}

	@Bean
	@OfDefaultClient
	@Nullable WebhookClient leadterraWebhookClient(ObjectProvider<LeadterraClient> client) {
		return resource(client, WebhookClient.class, LeadterraClient::webhooks);
	}

	@Bean
	@OfDefaultClient
	@Nullable SdrClient leadterraSdrClient(ObjectProvider<LeadterraClient> client) {
		return resource(client, SdrClient.class, LeadterraClient::sdr);
	}

	private static <T> @Nullable T resource(ObjectProvider<LeadterraClient> provider, Class<T> type,
			Function<LeadterraClient, @Nullable T> resource) {
		LeadterraClient client = provider.getIfAvailable();
		if (client == null) {
			return null;
		}
		T found = resource.apply(client);
		if (found == null) {
			throw FailedStart.noResource(type, client);
		}
		return found;
	}

	/**
	 * Lets the environment refresh of Spring Cloud reach the keys.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(EnvironmentChangeEvent.class)
	static class RefreshConfiguration {

		@Bean
		ApplicationListener<EnvironmentChangeEvent> leadterraKeyRefresh(ConfiguredClients configured) {
			return (event) -> configured.reloadKeys();
		}

	}

}
