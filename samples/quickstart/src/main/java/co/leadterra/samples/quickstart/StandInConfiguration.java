package co.leadterra.samples.quickstart;

import java.net.URI;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.client.http.ApiKey;
import co.leadterra.test.LeadterraServer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * A stand-in for Leadterra inside the application, for those who have no key yet.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(StandInConfiguration.NothingConfigured.class)
class StandInConfiguration {

	@Bean
	LeadterraServer standIn() {
		return LeadterraServer.builder().simulatedActivity().start();
	}

	@Bean
	LeadterraConnectionDetails standInConnectionDetails(LeadterraServer standIn) {
		return new LeadterraConnectionDetails() {

			@Override
			public URI getBaseUrl() {
				return standIn.baseUrl();
			}

			@Override
			public ApiKey getApiKey() {
				return ApiKey.of(standIn.apiKey());
			}

		};
	}

	static class NothingConfigured implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return Stream.of("leadterra.api-key", "leadterra.api-key-location", "leadterra.base-url")
				.noneMatch(context.getEnvironment()::containsProperty);
		}

	}

}
