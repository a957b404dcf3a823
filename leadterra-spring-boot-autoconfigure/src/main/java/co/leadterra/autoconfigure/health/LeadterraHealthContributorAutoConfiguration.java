package co.leadterra.autoconfigure.health;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import co.leadterra.autoconfigure.LeadterraAutoConfiguration;
import co.leadterra.client.LeadterraClients;
import co.leadterra.health.LeadterraHealthIndicator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
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
@ConditionalOnBean(LeadterraClients.class)
@ConditionalOnEnabledHealthIndicator("leadterra")
@EnableConfigurationProperties(LeadterraHealthProperties.class)
public final class LeadterraHealthContributorAutoConfiguration {

	LeadterraHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "leadterraHealthIndicator", "leadterraHealthContributor" })
	ReactiveHealthContributor leadterraHealthContributor(LeadterraClients clients,
			LeadterraHealthProperties properties) {
		Map<String, LeadterraHealthIndicator> indicators = new LinkedHashMap<>();
		clients.asMap()
			.forEach((name, client) -> indicators.put(name,
					new LeadterraHealthIndicator(client, properties.getTimeout(), properties.getTimeToLive(),
							properties.getFailureTimeToLive(), new Status(properties.getUnavailableStatus()),
							Clock.systemUTC())));
		return (indicators.size() == 1) ? indicators.values().iterator().next()
				: new ClientsHealthContributor(indicators);
	}

}
