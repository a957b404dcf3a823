package co.leadterra.autoconfigure;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.campaign.CampaignClient;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.CallAdmission;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.reply.ReplyClient;
import co.leadterra.client.sdr.SdrClient;
import co.leadterra.client.sender.SenderAccountClient;
import co.leadterra.client.sender.SenderPoolClient;
import co.leadterra.client.suppression.SuppressionListClient;
import co.leadterra.client.webhook.WebhookClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration of the Leadterra client. There is no condition on the API key: one
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
	@ConditionalOnMissingBean(LeadterraConnectionDetails.class)
	PropertiesLeadterraConnectionDetails leadterraConnectionDetails(LeadterraProperties properties) {
		return new PropertiesLeadterraConnectionDetails(properties);
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "leadterraWebClient")
	WebClient leadterraWebClient(LeadterraClient client) {
		return client.webClient();
	}

	@Bean
	@ConditionalOnMissingBean
	SenderPoolClient leadterraSenderPoolClient(LeadterraClient client) {
		return client.senderPools();
	}

	@Bean
	@ConditionalOnMissingBean
	SenderAccountClient leadterraSenderAccountClient(LeadterraClient client) {
		return client.senderAccounts();
	}

	@Bean
	@ConditionalOnMissingBean
	CampaignClient leadterraCampaignClient(LeadterraClient client) {
		return client.campaigns();
	}

	@Bean
	@ConditionalOnMissingBean
	LeadClient leadterraLeadClient(LeadterraClient client) {
		return client.leads();
	}

	@Bean
	@ConditionalOnMissingBean
	ReplyClient leadterraReplyClient(LeadterraClient client) {
		return client.replies();
	}

	@Bean
	@ConditionalOnMissingBean
	SuppressionListClient leadterraSuppressionListClient(LeadterraClient client) {
		return client.suppressionList();
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookClient leadterraWebhookClient(LeadterraClient client) {
		return client.webhooks();
	}

	@Bean
	@ConditionalOnMissingBean
	SdrClient leadterraSdrClient(LeadterraClient client) {
		return client.sdr();
	}

	/**
	 * The client, unless the application brings its own, which then needs no API key.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(LeadterraClient.class)
	@Import({ CallBudgetConfiguration.WithBucket4j.class, CallBudgetConfiguration.WithoutBucket4j.class })
	static class ClientConfiguration {

		private static final Log logger = LogFactory.getLog(LeadterraAutoConfiguration.class);

		@Bean
		@ConditionalOnMissingBean
		ApiKeyProvider leadterraApiKeyProvider(LeadterraConnectionDetails connectionDetails) {
			ApiKey apiKey = connectionDetails.getApiKey();
			if (apiKey == null) {
				throw new MissingApiKeyException();
			}
			if (apiKey.mode() == ApiKeyMode.UNKNOWN) {
				logger.warn("The Leadterra API key begins with neither sk_live_ nor sk_test_. It is used as it is");
			}
			return ApiKeyProvider.of(apiKey);
		}

		@Bean
		@ConditionalOnMissingBean
		LeadterraTransport leadterraTransport(LeadterraProperties properties, ResourceLoader resourceLoader,
				ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
				ObjectProvider<HttpClientSettings> httpClientSettings, ObjectProvider<SslBundles> sslBundles) {
			HttpClientSettings settings = httpClientSettings.getIfAvailable(HttpClientSettings::defaults)
				.withRedirects(HttpRedirects.DONT_FOLLOW)
				.withConnectTimeout(properties.getConnectTimeout());
			String bundle = properties.getSsl().getBundle();
			if (bundle != null) {
				settings = settings.withSslBundle(sslBundles.getObject().getBundle(bundle));
			}
			return new LeadterraTransport(
					connectorBuilder
						.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader())),
					settings, properties.getHttp());
		}

		@Bean
		@ConditionalOnMissingBean
		CallAdmission leadterraCallAdmission(LeadterraProperties properties, CallBudget budget) {
			return new CallAdmission(properties.getRateLimit().getMaxWait(), properties.getRejectedKeyCoolDown(),
					budget);
		}

		@Bean
		@ConditionalOnMissingBean
		LeadterraClientConfigurer leadterraClientConfigurer(LeadterraProperties properties,
				LeadterraConnectionDetails connectionDetails, ApiKeyProvider apiKeyProvider,
				LeadterraTransport transport, CallAdmission admission, ObjectProvider<RetryListener> retryListeners,
				ObjectProvider<WebClientCustomizer> webClientCustomizers,
				ObjectProvider<LeadterraClientCustomizer> customizers) {
			return new LeadterraClientConfigurer(properties, connectionDetails, apiKeyProvider, transport, admission,
					retryListeners, webClientCustomizers, customizers);
		}

		@Bean
		LeadterraClient leadterraClient(LeadterraClientConfigurer configurer) {
			return configurer.configure(LeadterraClient.builder()).build();
		}

	}

}
