package co.leadterra.autoconfigure;

import java.util.Set;

import co.leadterra.client.LeadterraClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Says more than Spring Boot does where a client, or a resource of one, is to be injected
 * and each client has a name.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class MissingClientFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	private final Environment environment;

	MissingClientFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> type = (cause.getResolvableType() != null) ? cause.getResolvableType().resolve() : null;
		if (type == null || !type.getPackageName().startsWith(LeadterraClient.class.getPackageName())) {
			return null;
		}
		Set<String> names = ClientNames.in(this.environment);
		if (names.isEmpty()) {
			return null;
		}
		return new FailureAnalysis(
				"There is no %s to be injected there. Each Leadterra client has a name: %s."
					.formatted(type.getSimpleName(), String.join(", ", names)),
				"""
						Say which client, and call it for its resources, which are no beans of their own then. Or inject
						LeadterraClients, which has them all:

						    @Qualifier("%s") LeadterraClient client

						To have a client that needs no name, set leadterra.api-key (LEADTERRA_API_KEY) too."""
					.formatted(names.iterator().next()),
				cause);
	}

}
