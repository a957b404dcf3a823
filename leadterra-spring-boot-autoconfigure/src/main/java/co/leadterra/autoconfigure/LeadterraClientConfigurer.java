package co.leadterra.autoconfigure;

import java.time.Duration;
import java.util.Objects;

import co.leadterra.autoconfigure.internal.client.ApiKeySource;
import co.leadterra.autoconfigure.internal.transport.LeadterraTransport;
import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.LeadterraClients;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.admission.CallAdmission;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.observation.LeadterraClientObservationConvention;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.util.Assert;

/**
 * Configures a client, in the order of precedence.
 */
class LeadterraClientConfigurer {

	private final ClientPropertiesBinder properties;

	private final ClientBeans beans;

	private final CallBudgets budgets;

	private final ObjectProvider<WebClientCustomizer> webClientCustomizers;

	LeadterraClientConfigurer(ClientPropertiesBinder properties, ClientBeans beans, CallBudgets budgets,
			ObjectProvider<WebClientCustomizer> webClientCustomizers) {
		this.properties = properties;
		this.beans = beans;
		this.budgets = budgets;
		this.webClientCustomizers = webClientCustomizers;
	}

	/**
	 * Configures a client: what the application has for all HTTP clients first, then the
	 * properties, the connection details, and customizers over everything.
	 * @param builder builds the client
	 * @param details where Leadterra is
	 * @param apiKey gives the key
	 * @param transport the transport
	 */
	void configure(LeadterraClientBuilder builder, LeadterraConnectionDetails details, ApiKeySource apiKey,
			LeadterraTransport transport) {
		String client = builder.name();
		this.webClientCustomizers.orderedStream().forEach((customizer) -> builder.webClient(customizer::customize));
		builder.apiKeyProvider(apiKey)
			.webClient((webClient) -> webClient
				.observationConvention(new LeadterraClientObservationConvention(client, apiKey::lastMode)));
		this.beans.all(RetryListener.class, client).forEach(builder::retryListener);
		configure(builder, this.properties.get(client), transport);
		builder.admission(admission(client)).baseUrl(details.getBaseUrl());
		this.beans.all(LeadterraClientCustomizer.class, client).forEach((customizer) -> customizer.customize(builder));
	}

	private static void configure(LeadterraClientBuilder builder, LeadterraClientProperties properties,
			LeadterraTransport transport) {
		builder.connector(transport.connector(properties.getReadTimeout()))
			.longRunningConnector(transport.connector(properties.getDraftReadTimeout()))
			.retries(retries(properties.getRetry()))
			.maxResponseSize((int) Math.min(properties.getMaxResponseSize().toBytes(), Integer.MAX_VALUE))
			.insecureHosts(properties.getInsecureHosts())
			.customFields(properties.getEnrollment().getCustomFields())
			.enrollment(enrollment(properties.getEnrollment()));
	}

	private static RetrySettings retries(LeadterraClientProperties.Retry retry) {
		return new RetrySettings(retry.isEnabled() ? retry.getMaxAttempts() : 1, retry.getInitialDelay(),
				retry.getMaxDelay(), retry.getMaxRetryAfter(), retry.getMaxDuration());
	}

	private static EnrollmentOptions enrollment(LeadterraClientProperties.Enrollment enrollment) {
		return EnrollmentOptions.builder()
			.batchSize(enrollment.getBatchSize())
			.maxBatchBytes(enrollment.getMaxBatchBytes().toBytes())
			.maxBatchDelay(enrollment.getMaxBatchDelay())
			.concurrency(enrollment.getConcurrency())
			.duplicates(enrollment.getDuplicates())
			.duplicateWindow(enrollment.getDuplicateWindow())
			.repeat(enrollment.isRepeat())
			.build();
	}

	// All clients learn from each other's rate limits, by way of the admission that they
	// have in common.
	private CallAdmission admission(String client) {
		CallAdmission own = this.beans.own(CallAdmission.class, client);
		if (own != null) {
			return own;
		}
		CallAdmission common = this.beans.find(CallAdmission.class, LeadterraClients.DEFAULT);
		Assert.state(common != null, "There is no CallAdmission");
		LeadterraClientProperties properties = this.properties.get(client);
		Duration maxWait = properties.getRateLimit().getMaxWait();
		return client.equals(LeadterraClients.DEFAULT) ? common
				: common.forClient(maxWait, properties.getRejectedKeyCoolDown(), budget(client));
	}

	private CallBudget budget(String client) {
		CallBudget own = this.beans.own(CallBudget.class, client);
		CallBudget shared = (own == null && hasCommonLimit(client)) ? this.beans.shared(CallBudget.class) : null;
		if (shared != null) {
			return shared;
		}
		return (own != null) ? own : this.budgets.get(client);
	}

	private boolean hasCommonLimit(String client) {
		LeadterraClientProperties.RateLimit limit = this.properties.get(client).getRateLimit();
		LeadterraClientProperties.RateLimit common = this.properties.get(LeadterraClients.DEFAULT).getRateLimit();
		return Objects.equals(limit.getPermits(), common.getPermits()) && limit.getPeriod().equals(common.getPeriod());
	}

}
