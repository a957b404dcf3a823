package co.leadterra.autoconfigure;

import java.time.Clock;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.health.LeadterraHealthIndicator;
import co.leadterra.health.LeadterraHealthSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health contributor {@code leadterra}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LeadterraAutoConfiguration.class)
@ConditionalOnClass({ ReactiveHealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(LeadterraClient.class)
@ConditionalOnEnabledHealthIndicator("leadterra")
@EnableConfigurationProperties(LeadterraHealthProperties.class)
public final class LeadterraHealthContributorAutoConfiguration {

	LeadterraHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "leadterraHealthIndicator", "leadterraHealthContributor" })
	LeadterraHealthIndicator leadterraHealthContributor(LeadterraClient client,
			ObjectProvider<ApiKeyProvider> apiKeyProvider, LeadterraHealthProperties properties) {
		LeadterraHealthSettings settings = new LeadterraHealthSettings(properties.getTimeout(),
				properties.getTimeToLive(), properties.getFailureTimeToLive(),
				new Status(properties.getUnavailableStatus()));
		return new LeadterraHealthIndicator(client, apiKeyProvider.getIfAvailable(), settings, Clock.systemUTC());
	}

}
