package co.leadterra.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import co.leadterra.autoconfigure.internal.client.ApiKeySource;
import co.leadterra.autoconfigure.internal.client.ConfiguredApiKey;
import co.leadterra.autoconfigure.internal.client.ConfiguredClient;
import co.leadterra.autoconfigure.internal.client.ConfiguredClients;
import co.leadterra.autoconfigure.internal.client.LastCall;
import co.leadterra.autoconfigure.internal.client.ProvidedApiKey;
import co.leadterra.autoconfigure.internal.transport.ConnectionSettings;
import co.leadterra.autoconfigure.internal.transport.HttpProxy;
import co.leadterra.autoconfigure.internal.transport.LeadterraTransport;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.LeadterraClients;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.InvalidApiKeyException;
import co.leadterra.client.internal.key.InvalidBaseUrlException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;

/**
 * Creates the clients, and closes their connections when the application stops.
 */
class LeadterraClientFactory implements SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(LeadterraClientFactory.class);

	/**
	 * Stopped when those that make calls are stopped, and before the event loops of
	 * Reactor Netty, which are in phase 0.
	 */
	private static final int PHASE = 1;

	private final ClientPropertiesBinder properties;

	private final ClientBeans beans;

	private final LeadterraClientConfigurer configurer;

	private final ConfiguredClients configured;

	private final ClientHttpConnectorBuilder<?> connectorBuilder;

	private final HttpClientSettings httpClientSettings;

	private final ObjectProvider<SslBundles> sslBundles;

	private final FailedStart failedStart;

	private final List<LeadterraTransport> transports = new CopyOnWriteArrayList<>();

	private @Nullable LeadterraClient first;

	private volatile boolean running = true;

	LeadterraClientFactory(ClientPropertiesBinder properties, ConfigurableListableBeanFactory beanFactory,
			ConfiguredClients configured, ClientHttpConnectorBuilder<?> connectorBuilder,
			HttpClientSettings httpClientSettings, ObjectProvider<SslBundles> sslBundles) {
		this.properties = properties;
		this.beans = new ClientBeans(beanFactory, properties::names);
		this.configurer = new LeadterraClientConfigurer(properties, beanFactory);
		this.configured = configured;
		this.connectorBuilder = connectorBuilder;
		this.httpClientSettings = httpClientSettings;
		this.sslBundles = sslBundles;
		this.failedStart = new FailedStart(properties);
	}

	// There is a client without a name if something gives a key for it, or no other.
	boolean hasDefault() {
		return this.properties.hasDefault() || this.beans.find(ApiKeyProvider.class, LeadterraClients.DEFAULT) != null
				|| this.beans.find(LeadterraConnectionDetails.class, LeadterraClients.DEFAULT) != null;
	}

	LeadterraClients all() {
		Map<String, LeadterraClient> clients = new LinkedHashMap<>();
		LeadterraClient unnamed = this.beans.find(LeadterraClient.class, LeadterraClients.DEFAULT);
		if (unnamed != null) {
			clients.put(LeadterraClients.DEFAULT, unnamed);
		}
		for (String name : this.properties.names()) {
			LeadterraClient client = this.beans.own(LeadterraClient.class, name);
			if (client != null) {
				clients.putIfAbsent(name, client);
			}
		}
		this.configured.warnOfSharedKeys();
		return new LeadterraClients(clients);
	}

	synchronized LeadterraClient create(String client) {
		try {
			LeadterraConnectionDetails details = details(client);
			ApiKeySource apiKey = apiKey(client, details);
			LastCall lastCall = new LastCall();
			LeadterraClientBuilder builder = LeadterraClient.builder().name(client);
			if (this.first != null) {
				builder.sharingRateLimitsWith(this.first);
			}
			builder.webClient((webClient) -> webClient.filter(lastCall));
			this.configurer.configure(builder, details, apiKey, transport(client));
			LeadterraClient created = builder.build();
			this.first = (this.first != null) ? this.first : created;
			this.configured.add(client, new ConfiguredClient(builder.baseUrl(), apiKey, lastCall));
			return created;
		}
		catch (InvalidApiKeyException ex) {
			throw this.failedStart.invalidApiKey(client, ex);
		}
		catch (InvalidBaseUrlException ex) {
			throw this.failedStart.invalidBaseUrl(client, ex);
		}
	}

	private LeadterraConnectionDetails details(String client) {
		LeadterraConnectionDetails details = this.beans.find(LeadterraConnectionDetails.class, client);
		return (details != null) ? details : new PropertiesLeadterraConnectionDetails(client, this.properties);
	}

	private ApiKeySource apiKey(String client, LeadterraConnectionDetails details) {
		LeadterraProperties properties = this.properties.get(client);
		ApiKeyProvider provider = provider(client);
		if (provider != null) {
			return new ProvidedApiKey(provider, properties.apiKeyTimeout(),
					(key) -> checked(key, properties.allowedModes(), client));
		}
		boolean isOurs = details instanceof PropertiesLeadterraConnectionDetails;
		String origin = isOurs ? details.toString() : "LeadterraConnectionDetails " + details.getClass().getName();
		Duration interval = (details instanceof PropertiesLeadterraConnectionDetails ours) ? ours.refreshInterval()
				: null;
		ConfiguredApiKey source = new ConfiguredApiKey(
				() -> checked(details.getApiKey(), properties.allowedModes(), client), interval,
				properties.apiKeyOverlap(), origin);
		if (source.currentApiKey().mode() == ApiKeyMode.UNKNOWN) {
			logger.warn("The Leadterra API key of %s begins with neither sk_live_ nor sk_test_. It is used as it is"
				.formatted(origin));
		}
		return source;
	}

	private @Nullable ApiKeyProvider provider(String client) {
		ApiKeyProvider own = this.beans.own(ApiKeyProvider.class, client);
		boolean hasOwnKey = !client.equals(LeadterraClients.DEFAULT) && this.properties.hasOwnKey(client);
		return (own != null || hasOwnKey) ? own : this.beans.shared(ApiKeyProvider.class);
	}

	private ApiKey checked(@Nullable ApiKey key, Set<ApiKeyMode> allowedModes, String client) {
		if (key == null) {
			throw this.failedStart.missingApiKey(client);
		}
		if (!allowedModes.isEmpty() && !allowedModes.contains(key.mode())) {
			throw this.failedStart.modeNotAllowed(client, key, allowedModes);
		}
		return key;
	}

	private LeadterraTransport transport(String client) {
		LeadterraProperties properties = this.properties.get(client);
		LeadterraProperties.Http http = properties.http();
		ConnectionSettings connections = new ConnectionSettings(proxy(client, http.proxy()), http.maxConnections(),
				http.maxIdleTime(), http.maxLifeTime());
		HttpClientSettings settings = this.httpClientSettings.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withConnectTimeout(properties.connectTimeout());
		String bundle = properties.ssl().bundle();
		LeadterraTransport transport = new LeadterraTransport(this.connectorBuilder,
				(bundle != null) ? settings.withSslBundle(this.sslBundles.getObject().getBundle(bundle)) : settings,
				connections);
		this.transports.add(transport);
		if (bundle != null) {
			this.sslBundles.getObject()
				.addBundleUpdateHandler(bundle, (changed) -> transport.reload(changed, properties.draftReadTimeout()));
		}
		return transport;
	}

	private @Nullable HttpProxy proxy(String client, @Nullable String address) {
		try {
			return (address != null) ? HttpProxy.of(address) : null;
		}
		catch (IllegalArgumentException ex) {
			throw this.failedStart.invalidProxy(client);
		}
	}

	// Connections are opened by the first call, after a stop as before it.
	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		CompletableFuture<@Nullable Void> unused = closeAll(LeadterraTransport::close).toFuture()
			.whenComplete((done, failure) -> callback.run());
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void destroy() {
		this.configurer.close();
		CompletableFuture<@Nullable Void> unused = closeAll(LeadterraTransport::end).toFuture();
	}

	private Mono<Void> closeAll(Function<LeadterraTransport, Mono<Void>> closing) {
		return Mono.when(this.transports.stream().map(closing).toList());
	}

}
