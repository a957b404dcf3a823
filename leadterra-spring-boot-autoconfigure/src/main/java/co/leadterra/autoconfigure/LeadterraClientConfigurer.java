package co.leadterra.autoconfigure;

import java.time.Duration;
import java.util.Objects;

import co.leadterra.autoconfigure.internal.client.ApiKeySource;
import co.leadterra.autoconfigure.internal.client.LeadterraClientObservationConvention;
import co.leadterra.autoconfigure.internal.transport.LeadterraTransport;
import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.LeadterraClients;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.admission.CallAdmission;
import co.leadterra.client.lead.EnrollmentOptions;

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
		builder.apiKeyProvider(apiKey)
			.webClient((webClient) -> this.webClientCustomizers.orderedStream()
				.forEach((customizer) -> customizer.customize(webClient)))
			.webClient((webClient) -> webClient
				.observationConvention(new LeadterraClientObservationConvention(client, apiKey::lastMode)));
		this.beans.all(RetryListener.class, client).forEach(builder::retryListener);
		configure(builder, this.properties.get(client), transport);
		builder.admission(admission(client)).baseUrl(details.getBaseUrl());
		this.beans.all(LeadterraClientCustomizer.class, client).forEach((customizer) -> customizer.customize(builder));
	}

	private static void configure(LeadterraClientBuilder builder, LeadterraProperties properties,
			LeadterraTransport transport) {
		builder.connector(transport.connector(properties.readTimeout()))
			.longRunningConnector(transport.connector(properties.draftReadTimeout()))
			.retries(retries(properties.retry()))
			.maxResponseSize((int) Math.min(properties.maxResponseSize().toBytes(), Integer.MAX_VALUE))
			.insecureHosts(properties.insecureHosts())
			.customFields(properties.enrollment().customFields())
			.enrollment(enrollment(properties.enrollment()));
	}

	static RetrySettings retries(LeadterraProperties.Retry retry) {
		return new RetrySettings(retry.enabled() ? retry.maxAttempts() : 1, retry.initialDelay(), retry.maxDelay(),
				retry.maxRetryAfter(), retry.maxDuration());
	}

	static EnrollmentOptions enrollment(LeadterraProperties.Enrollment enrollment) {
		return EnrollmentOptions.builder()
			.batchSize(enrollment.batchSize())
			.maxBatchBytes(enrollment.maxBatchBytes().toBytes())
			.maxBatchDelay(enrollment.maxBatchDelay())
			.concurrency(enrollment.concurrency())
			.duplicates(enrollment.duplicates())
			.duplicateWindow(enrollment.duplicateWindow())
			.repeat(enrollment.repeat())
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
		LeadterraProperties properties = this.properties.get(client);
		Duration maxWait = properties.rateLimit().maxWait();
		return client.equals(LeadterraClients.DEFAULT) ? common
				: common.forClient(maxWait, properties.rejectedKeyCoolDown(), budget(client));
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
		LeadterraProperties.RateLimit limit = this.properties.get(client).rateLimit();
		LeadterraProperties.RateLimit common = this.properties.get(LeadterraClients.DEFAULT).rateLimit();
		return Objects.equals(limit.permits(), common.permits()) && limit.period().equals(common.period());
	}

}
