package co.leadterra.autoconfigure.actuate;

import co.leadterra.autoconfigure.LeadterraAutoConfiguration;
import co.leadterra.autoconfigure.internal.client.ConfiguredClients;
import co.leadterra.client.LeadterraClients;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the actuator: the endpoint that lists the Leadterra clients, and
 * what keeps the API key and the password of the proxy out of the answers of all
 * endpoints, even where the application lets them show values, and even if the client
 * itself is switched off.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LeadterraAutoConfiguration.class)
@ConditionalOnClass({ SanitizingFunction.class, SanitizableData.class, ConditionalOnAvailableEndpoint.class })
public final class LeadterraActuatorAutoConfiguration {

	LeadterraActuatorAutoConfiguration() {
	}

	@Bean
	LeadterraSanitizingFunction leadterraSanitizingFunction(Environment environment) {
		return new LeadterraSanitizingFunction(environment);
	}

	@Bean
	@ConditionalOnAvailableEndpoint
	@ConditionalOnBean(LeadterraClients.class)
	@ConditionalOnMissingBean
	LeadterraEndpoint leadterraEndpoint(LeadterraClients clients, ConfiguredClients configured) {
		return new LeadterraEndpoint(clients, configured);
	}

}
