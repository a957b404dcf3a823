package co.leadterra.autoconfigure.actuate;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that keeps the API key and the password of the proxy out of the
 * actuator's answers, even where the application lets it show values, and even if the
 * client itself is switched off.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass({ SanitizingFunction.class, SanitizableData.class })
public final class LeadterraSanitizingAutoConfiguration {

	LeadterraSanitizingAutoConfiguration() {
	}

	@Bean
	LeadterraSanitizingFunction leadterraSanitizingFunction(Environment environment) {
		return new LeadterraSanitizingFunction(environment);
	}

}
