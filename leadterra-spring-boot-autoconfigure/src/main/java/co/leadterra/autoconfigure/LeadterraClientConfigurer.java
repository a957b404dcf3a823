package co.leadterra.autoconfigure;

import java.util.Arrays;
import java.util.List;

import co.leadterra.autoconfigure.internal.client.ApiKeySource;
import co.leadterra.autoconfigure.internal.client.LeadterraClientObservationConvention;
import co.leadterra.autoconfigure.internal.transport.LeadterraTransport;
import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.lead.EnrollmentOptions;

import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * Configures a client, in the order of precedence.
 */
class LeadterraClientConfigurer {

	private final ClientPropertiesBinder properties;

	private final ClientBeans beans;

	private final CallBudgets budgets;

	private final ConfigurableListableBeanFactory beanFactory;

	LeadterraClientConfigurer(ClientPropertiesBinder properties, ConfigurableListableBeanFactory beanFactory) {
		this.properties = properties;
		this.beans = new ClientBeans(beanFactory, properties::names);
		this.budgets = new CallBudgets(beanFactory, properties, this.beans);
		this.beanFactory = beanFactory;
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
		LeadterraProperties properties = this.properties.get(client);
		builder.webClient((webClient) -> {
			webClientCustomizers().forEach((customizer) -> customizer.customize(webClient));
			webClient.observationConvention(new LeadterraClientObservationConvention(client, apiKey));
		})
			.connector(transport.connector(properties.readTimeout()))
			.longRunningConnector(transport.connector(properties.draftReadTimeout()))
			.retries(retries(properties.retry()))
			.maxResponseSize((int) Math.min(properties.maxResponseSize().toBytes(), Integer.MAX_VALUE))
			.insecureHosts(properties.insecureHosts())
			.customFields(properties.enrollment().customFields())
			.enrollment(enrollment(properties.enrollment()))
			.callBudget(this.budgets.get(client))
			.maxWait(properties.rateLimit().maxWait())
			.rejectedKeyCoolDown(properties.rejectedKeyCoolDown())
			.apiKeyProvider(apiKey)
			.baseUrl(details.getBaseUrl());
		this.beans.all(RetryListener.class, client).forEach(builder::retryListener);
		this.beans.all(LeadterraClientCustomizer.class, client).forEach((customizer) -> customizer.customize(builder));
	}

	void close() {
		this.budgets.close();
	}

	// The first call may be that of a bean that is being destroyed, when none can be made
	// any more. Boot's lazy one is missing then, whose connector is not used.
	private List<WebClientCustomizer> webClientCustomizers() {
		try {
			return this.beanFactory.getBeanProvider(WebClientCustomizer.class).orderedStream().toList();
		}
		catch (BeanCreationNotAllowedException ex) {
			return Arrays.stream(this.beanFactory.getBeanNamesForType(WebClientCustomizer.class))
				.filter(this.beanFactory::containsSingleton)
				.map((name) -> this.beanFactory.getBean(name, WebClientCustomizer.class))
				.sorted(AnnotationAwareOrderComparator.INSTANCE)
				.toList();
		}
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

}
