package co.leadterra.autoconfigure;

import java.util.List;

import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.CallAdmission;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.lead.EnrollmentOptions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.util.unit.DataSize;

/**
 * Applies what a Leadterra client is made of, later steps over earlier ones: the
 * application's own web client customizers, the properties, the connection details, and
 * last the customizers of this client.
 */
class LeadterraClientConfigurer {

	private final LeadterraProperties properties;

	private final LeadterraConnectionDetails connectionDetails;

	private final ApiKeyProvider apiKeyProvider;

	private final LeadterraTransport transport;

	private final CallAdmission admission;

	private final List<RetryListener> retryListeners;

	private final List<WebClientCustomizer> webClientCustomizers;

	private final List<LeadterraClientCustomizer> customizers;

	LeadterraClientConfigurer(LeadterraProperties properties, LeadterraConnectionDetails connectionDetails,
			ApiKeyProvider apiKeyProvider, LeadterraTransport transport, CallAdmission admission,
			ObjectProvider<RetryListener> retryListeners, ObjectProvider<WebClientCustomizer> webClientCustomizers,
			ObjectProvider<LeadterraClientCustomizer> customizers) {
		this.properties = properties;
		this.connectionDetails = connectionDetails;
		this.apiKeyProvider = apiKeyProvider;
		this.transport = transport;
		this.admission = admission;
		this.retryListeners = retryListeners.orderedStream().toList();
		this.webClientCustomizers = webClientCustomizers.orderedStream().toList();
		this.customizers = customizers.orderedStream().toList();
	}

	LeadterraClientBuilder configure(LeadterraClientBuilder builder) {
		this.webClientCustomizers.forEach((customizer) -> builder.webClient(customizer::customize));
		this.retryListeners.forEach(builder::retryListener);
		builder.connector(this.transport.connector(this.properties.getReadTimeout()))
			.longRunningConnector(this.transport.lazyConnector(this.properties.getDraftReadTimeout()))
			.admission(this.admission)
			.retries(retries())
			.maxResponseSize(maxResponseSize())
			.insecureHosts(this.properties.getInsecureHosts())
			.customFields(this.properties.getEnrollment().getCustomFields())
			.enrollment(enrollment());
		builder.baseUrl(this.connectionDetails.getBaseUrl()).apiKeyProvider(this.apiKeyProvider);
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	private RetrySettings retries() {
		LeadterraProperties.Retry retry = this.properties.getRetry();
		return new RetrySettings(retry.isEnabled() ? retry.getMaxAttempts() : 1, retry.getInitialDelay(),
				retry.getMaxDelay(), retry.getMaxRetryAfter(), retry.getMaxDuration());
	}

	private EnrollmentOptions enrollment() {
		LeadterraProperties.Enrollment enrollment = this.properties.getEnrollment();
		return EnrollmentOptions.builder()
			.batchSize(enrollment.getBatchSize())
			.maxBatchBytes(enrollment.getMaxBatchBytes().toBytes())
			.maxBatchDelay(enrollment.getMaxBatchDelay())
			.concurrency(enrollment.getConcurrency())
			.duplicates(enrollment.getDuplicates())
			.duplicateWindow(enrollment.getDuplicateWindow())
			.build();
	}

	private int maxResponseSize() {
		DataSize size = this.properties.getMaxResponseSize();
		return (int) Math.min(size.toBytes(), Integer.MAX_VALUE);
	}

}
