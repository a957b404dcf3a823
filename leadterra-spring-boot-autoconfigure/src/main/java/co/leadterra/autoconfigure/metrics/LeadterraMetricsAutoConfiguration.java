package co.leadterra.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.metrics.MaximumAllowableTagsMeterFilter;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the metrics of the Leadterra client.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CompositeMeterRegistryAutoConfiguration.class)
@ConditionalOnClass({ MeterRegistry.class, CompositeMeterRegistryAutoConfiguration.class })
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "leadterra.enabled", matchIfMissing = true)
public final class LeadterraMetricsAutoConfiguration {

	LeadterraMetricsAutoConfiguration() {
	}

	// Spring Boot's own limit is by the name that its metrics of HTTP clients have.
	@Bean
	MaximumAllowableTagsMeterFilter leadterraMaximumUriTags(ObjectProvider<MetricsProperties> properties) {
		MetricsProperties metrics = properties.getIfAvailable(MetricsProperties::new);
		return new MaximumAllowableTagsMeterFilter("leadterra.client.requests", "uri",
				metrics.getWeb().getClient().getMaxUriTags(), "Are you using 'uriVariables' with leadterraWebClient?");
	}

	@Bean
	@ConditionalOnMissingBean(name = "leadterraMeteredRetries")
	MeteredRetries leadterraMeteredRetries(MeterRegistry registry) {
		return new MeteredRetries(registry);
	}

}
