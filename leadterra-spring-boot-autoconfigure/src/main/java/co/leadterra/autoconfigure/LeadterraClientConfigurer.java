package co.leadterra.autoconfigure;

import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.LeadterraClients;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.admission.CallAdmission;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.observation.LeadterraClientObservationConvention;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.Assert;

/**
 * Creates the clients. It holds the order of precedence: application-wide HTTP settings,
 * the properties of Leadterra and those of the client, connection details, customizers.
 */
class LeadterraClientConfigurer implements SmartLifecycle, AutoCloseable {

	private static final Log logger = LogFactory.getLog(LeadterraAutoConfiguration.class);

	private final ClientPropertiesBinder properties;

	private final ClientBeans beans;

	private final ClientHttpConnectorBuilder<?> connectorBuilder;

	private final HttpClientSettings httpClientSettings;

	private final ObjectProvider<SslBundles> sslBundles;

	private final CallBudgets budgets;

	private final List<WebClientCustomizer> webClientCustomizers;

	private final List<LeadterraTransport> transports = new CopyOnWriteArrayList<>();

	private final Map<String, ConfiguredClient> configured = new ConcurrentHashMap<>();

	private volatile boolean running = true;

	LeadterraClientConfigurer(ClientPropertiesBinder properties, ClientBeans beans,
			ClientHttpConnectorBuilder<?> connectorBuilder, HttpClientSettings httpClientSettings,
			ObjectProvider<SslBundles> sslBundles, CallBudgets budgets,
			ObjectProvider<WebClientCustomizer> webClientCustomizers) {
		this.properties = properties;
		this.beans = beans;
		this.connectorBuilder = connectorBuilder;
		this.httpClientSettings = httpClientSettings;
		this.sslBundles = sslBundles;
		this.budgets = budgets;
		this.webClientCustomizers = webClientCustomizers.orderedStream().toList();
	}

	boolean hasDefault() {
		return this.properties.hasDefault() || this.beans.shared(ApiKeyProvider.class) != null
				|| connectionDetails(LeadterraClients.DEFAULT) != null;
	}

	LeadterraClient create(String client) {
		try {
			LeadterraClientProperties properties = this.properties.get(client);
			ApiKeySource apiKey = apiKey(client, properties);
			LeadterraClientBuilder builder = LeadterraClient.builder().name(client).apiKeyProvider(apiKey);
			LastCall lastCall = new LastCall(Clock.systemUTC());
			LeadterraClient created = configure(builder, properties, apiKey, lastCall).build();
			ConfiguredClient configured = new ConfiguredClient(builder.baseUrl(), apiKey, lastCall);
			this.configured.put(client, configured);
			logger.info("Leadterra client '%s': %s".formatted(client, configured));
			return created;
		}
		catch (RuntimeException ex) {
			throw new ClientCreationException(client, ex);
		}
	}

	private ApiKeySource apiKey(String client, LeadterraClientProperties properties) {
		Set<ApiKeyMode> allowedModes = properties.getAllowedModes();
		ApiKeyProvider provider = this.beans.own(ApiKeyProvider.class, client);
		if (provider == null && (client.equals(LeadterraClients.DEFAULT) || !this.properties.hasOwnKey(client))) {
			provider = this.beans.shared(ApiKeyProvider.class);
		}
		if (provider != null) {
			return ApiKeySource.of(provider, properties.getApiKeyTimeout(), allowedModes, client);
		}
		LeadterraConnectionDetails details = connectionDetails(client);
		if (details != null) {
			return ApiKeySource.of(() -> checked(details.getApiKey(), allowedModes, client), null,
					properties.getApiKeyOverlap(), "LeadterraConnectionDetails " + details.getClass().getName());
		}
		ApiKeySource source = ApiKeySource.of(() -> {
			LeadterraClientProperties now = this.properties.bind(client);
			return checked(configuredKey(client, now), now.getAllowedModes(), client);
		}, (properties.getApiKeyLocation() != null) ? properties.getApiKeyRefreshInterval() : null,
				properties.getApiKeyOverlap(), origin(client, properties));
		ApiKey key = source.lastKey();
		if (key != null && key.mode() == ApiKeyMode.UNKNOWN) {
			logger.warn("The Leadterra API key begins with neither sk_live_ nor sk_test_. It is used as it is");
		}
		return source;
	}

	private @Nullable LeadterraConnectionDetails connectionDetails(String client) {
		LeadterraConnectionDetails details = this.beans.find(LeadterraConnectionDetails.class, client);
		return (details instanceof PropertiesLeadterraConnectionDetails) ? null : details;
	}

	private @Nullable ApiKey configuredKey(String client, LeadterraClientProperties properties) {
		return new PropertiesLeadterraConnectionDetails(properties, this.properties.keyPrefix(client)).getApiKey();
	}

	private static ApiKey checked(@Nullable ApiKey key, Set<ApiKeyMode> allowedModes, String client) {
		if (key == null) {
			throw new MissingApiKeyException(client);
		}
		ModeNotAllowedException.throwUnlessAllowed(key, allowedModes, client);
		return key;
	}

	private String origin(String client, LeadterraClientProperties properties) {
		String prefix = this.properties.keyPrefix(client);
		return (properties.getApiKeyLocation() != null)
				? prefix + ".api-key-location: " + ApiKey.redactKeys(properties.getApiKeyLocation().getDescription())
				: prefix + ".api-key";
	}

	LeadterraClientBuilder configure(LeadterraClientBuilder builder, LeadterraClientProperties properties,
			ApiKeySource apiKey, LastCall lastCall) {
		LeadterraConnectionDetails details = connectionDetails(builder.name());
		this.webClientCustomizers.forEach((customizer) -> builder.webClient(customizer::customize));
		builder.webClient((webClient) -> webClient.filter(lastCall)
			.observationConvention(new LeadterraClientObservationConvention(builder.name(), apiKey::lastMode)));
		this.beans.all(RetryListener.class, builder.name()).forEach(builder::retryListener);
		LeadterraTransport transport = transport(properties);
		builder.connector(transport.connector(properties.getReadTimeout()))
			.longRunningConnector(transport.lazyConnector(properties.getDraftReadTimeout()))
			.admission(admission(builder.name(), properties))
			.retries(retries(properties.getRetry()))
			.maxResponseSize(maxResponseSize(properties))
			.insecureHosts(properties.getInsecureHosts())
			.customFields(properties.getEnrollment().getCustomFields())
			.enrollment(enrollment(properties.getEnrollment()))
			.baseUrl((details != null) ? details.getBaseUrl() : properties.getBaseUrl());
		this.beans.all(LeadterraClientCustomizer.class, builder.name())
			.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	private LeadterraTransport transport(LeadterraClientProperties properties) {
		HttpClientSettings settings = this.httpClientSettings.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withConnectTimeout(properties.getConnectTimeout());
		String bundle = properties.getSsl().getBundle();
		if (bundle == null) {
			return keep(new LeadterraTransport(this.connectorBuilder, settings, properties.getHttp()));
		}
		SslBundles bundles = this.sslBundles.getObject();
		LeadterraTransport transport = keep(new LeadterraTransport(this.connectorBuilder,
				settings.withSslBundle(bundles.getBundle(bundle)), properties.getHttp()));
		bundles.addBundleUpdateHandler(bundle, transport::reload);
		return transport;
	}

	private LeadterraTransport keep(LeadterraTransport transport) {
		this.transports.add(transport);
		return transport;
	}

	private CallAdmission admission(String client, LeadterraClientProperties properties) {
		CallAdmission admission = this.beans.find(CallAdmission.class, client);
		Assert.state(admission != null, "There is no CallAdmission");
		return (client.equals(LeadterraClients.DEFAULT) || this.beans.own(CallAdmission.class, client) != null)
				? admission : admission.forClient(properties.getRateLimit().getMaxWait(),
						properties.getRejectedKeyCoolDown(), budget(client, properties.getRateLimit()));
	}

	private CallBudget budget(String client, LeadterraClientProperties.RateLimit limit) {
		CallBudget own = this.beans.own(CallBudget.class, client);
		if (own != null) {
			return own;
		}
		LeadterraClientProperties.RateLimit usual = this.properties.get(LeadterraClients.DEFAULT).getRateLimit();
		boolean isUsual = Objects.equals(limit.getPermits(), usual.getPermits())
				&& limit.getPeriod().equals(usual.getPeriod());
		CallBudget budget = isUsual ? this.beans.shared(CallBudget.class) : null;
		return (budget != null) ? budget : this.budgets.get(limit);
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

	private static int maxResponseSize(LeadterraClientProperties properties) {
		return (int) Math.min(properties.getMaxResponseSize().toBytes(), Integer.MAX_VALUE);
	}

	/**
	 * Returns what the clients were made of.
	 * @return the clients by name
	 */
	Map<String, ConfiguredClient> configuredClients() {
		return Collections.unmodifiableMap(this.configured);
	}

	/**
	 * Reads the keys of all clients again.
	 */
	void reloadKeys() {
		this.configured.values().forEach((client) -> client.apiKey().reload());
	}

	/**
	 * Warns of keys that several clients share.
	 */
	void warnOfSharedKeys() {
		Map<ApiKey, Set<String>> names = new HashMap<>();
		this.configured.forEach((name, client) -> {
			ApiKey key = client.apiKey().lastKey();
			if (key != null) {
				names.computeIfAbsent(key, (unused) -> new TreeSet<>()).add(name);
			}
		});
		names.forEach((key, clients) -> {
			if (clients.size() > 1) {
				logger.warn("The Leadterra clients %s have the same API key: %s".formatted(String.join(", ", clients),
						key));
			}
		});
	}

	// Clients work as soon as they are there, so this is only called after a stop.
	@Override
	public void start() {
		this.transports.forEach(LeadterraTransport::restart);
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void close() {
		this.transports.forEach(LeadterraTransport::close);
	}

}
