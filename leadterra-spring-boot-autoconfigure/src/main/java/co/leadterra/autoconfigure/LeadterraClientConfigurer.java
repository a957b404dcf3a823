package co.leadterra.autoconfigure;

import java.util.List;

import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.lead.EnrollmentOptions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.http.client.reactive.ClientHttpConnector;
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

	private final ClientHttpConnectorBuilder<?> connectorBuilder;

	private final HttpClientSettings httpClientSettings;

	private final ObjectProvider<SslBundles> sslBundles;

	private final List<WebClientCustomizer> webClientCustomizers;

	private final List<LeadterraClientCustomizer> customizers;

	LeadterraClientConfigurer(LeadterraProperties properties, LeadterraConnectionDetails connectionDetails,
			ApiKeyProvider apiKeyProvider, ClientHttpConnectorBuilder<?> connectorBuilder,
			HttpClientSettings httpClientSettings, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<WebClientCustomizer> webClientCustomizers,
			ObjectProvider<LeadterraClientCustomizer> customizers) {
		this.properties = properties;
		this.connectionDetails = connectionDetails;
		this.apiKeyProvider = apiKeyProvider;
		this.connectorBuilder = connectorBuilder;
		this.httpClientSettings = httpClientSettings;
		this.sslBundles = sslBundles;
		this.webClientCustomizers = webClientCustomizers.orderedStream().toList();
		this.customizers = customizers.orderedStream().toList();
	}

	LeadterraClientBuilder configure(LeadterraClientBuilder builder) {
		this.webClientCustomizers.forEach((customizer) -> builder.webClient(customizer::customize));
		builder.connector(connector())
			.maxResponseSize(maxResponseSize())
			.insecureHosts(this.properties.getInsecureHosts())
			.customFields(this.properties.getEnrollment().getCustomFields())
			.enrollment(enrollment());
		builder.baseUrl(this.connectionDetails.getBaseUrl()).apiKeyProvider(this.apiKeyProvider);
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	private ClientHttpConnector connector() {
		HttpClientSettings settings = this.httpClientSettings.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withTimeouts(this.properties.getConnectTimeout(), this.properties.getReadTimeout());
		String bundle = this.properties.getSsl().getBundle();
		if (bundle != null) {
			settings = settings.withSslBundle(this.sslBundles.getObject().getBundle(bundle));
		}
		return this.connectorBuilder.build(settings);
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
