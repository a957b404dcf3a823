package co.leadterra.autoconfigure.actuate;

import co.leadterra.autoconfigure.LeadterraAutoConfiguration;
import co.leadterra.autoconfigure.internal.client.ConfiguredClients;
import co.leadterra.client.LeadterraClients;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the actuator endpoint that lists the Leadterra clients.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LeadterraAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(LeadterraClients.class)
@ConditionalOnAvailableEndpoint(LeadterraEndpoint.class)
public final class LeadterraEndpointAutoConfiguration {

	LeadterraEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	LeadterraEndpoint leadterraEndpoint(LeadterraClients clients, ConfiguredClients configured) {
		return new LeadterraEndpoint(clients, configured);
	}

}
