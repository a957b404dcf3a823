package co.leadterra.samples.webhookconsole;

import java.net.URI;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.autoconfigure.webhook.LeadterraWebhookProperties;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.http.ApiKey;
import co.leadterra.test.LeadterraServer;
import co.leadterra.webhook.WebhookSignature;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * A stand-in for Leadterra inside the application, for those who have no key yet, and
 * something for it to do.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(StandInConfiguration.NothingConfigured.class)
class StandInConfiguration {

	@Bean
	LeadterraServer standIn() {
		LeadterraServer standIn = LeadterraServer.start();
		// the first retry after a second, not after a minute
		standIn.deliveries().speedUpTime(60);
		return standIn;
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

	@Bean
	WebhookSignature standInWebhookSignature(LeadterraServer standIn) {
		return WebhookSignature.of(standIn.webhookSecret());
	}

	@Bean
	StandInActivity standInActivity(LeadterraServer standIn, LeadterraClient leadterra, ConsoleProperties properties,
			LeadterraWebhookProperties webhook, Environment environment) {
		return new StandInActivity(standIn, leadterra, properties.pace(), () -> URI.create(
				"http://localhost:%s%s".formatted(environment.getProperty("local.server.port"), webhook.getPath())));
	}

	@Bean
	RouterFunction<ServerResponse> standInRoutes(StandInActivity activity) {
		return RouterFunctions.route()
			.POST("/api/stand-in/campaign",
					(request) -> ServerResponse.status(activity.launch() ? HttpStatus.ACCEPTED : HttpStatus.CONFLICT)
						.build())
			.POST("/api/stand-in/forgery",
					(request) -> activity.forge().flatMap((status) -> ServerResponse.ok().bodyValue(status.value())))
			.build();
	}

	static class NothingConfigured implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return Stream.of("leadterra.api-key", "leadterra.api-key-location", "leadterra.base-url")
				.noneMatch(context.getEnvironment()::containsProperty);
		}

	}

}
