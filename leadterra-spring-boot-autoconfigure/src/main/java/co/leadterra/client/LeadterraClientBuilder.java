package co.leadterra.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import co.leadterra.client.campaign.CampaignClient;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.Forgetful;
import co.leadterra.client.internal.admission.CallAdmission;
import co.leadterra.client.internal.bulk.BulkLeadClient;
import co.leadterra.client.internal.bulk.BulkSuppressionListClient;
import co.leadterra.client.internal.bulk.LeadApi;
import co.leadterra.client.internal.bulk.SuppressionApi;
import co.leadterra.client.internal.call.CallNotSentException;
import co.leadterra.client.internal.call.LongRunning;
import co.leadterra.client.internal.call.ResourceFactory;
import co.leadterra.client.internal.json.LeadterraCodecs;
import co.leadterra.client.internal.key.ApiKeyConnector;
import co.leadterra.client.internal.key.BaseUrl;
import co.leadterra.client.internal.key.BlockingApiKeyProvider;
import co.leadterra.client.internal.transport.ReactorConnectors;
import co.leadterra.client.lead.CustomFieldPlacement;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.reply.ReplyClient;
import co.leadterra.client.sdr.SdrClient;
import co.leadterra.client.sender.SenderAccountClient;
import co.leadterra.client.sender.SenderPoolClient;
import co.leadterra.client.suppression.SuppressionListClient;
import co.leadterra.client.webhook.WebhookClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeFunctions;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.util.DefaultUriBuilderFactory;

/**
 * Builds a {@link LeadterraClient}.
 *
 * @since 0.1.0
 */
public final class LeadterraClientBuilder {

	private Consumer<WebClient.Builder> webClientCustomizer = (builder) -> {
	};

	private Consumer<JsonMapper.Builder> jsonMapperCustomizer = (builder) -> {
	};

	private String name = LeadterraClients.DEFAULT;

	private @Nullable ApiKeyProvider apiKeyProvider;

	private URI baseUrl = BaseUrl.LEADTERRA;

	private Collection<String> insecureHosts = List.of();

	private @Nullable ClientHttpConnector connector;

	private @Nullable ClientHttpConnector longRunningConnector;

	private CallBudget callBudget = CallBudget.unlimited();

	private Duration maxWait = CallAdmission.MAX_WAIT;

	private Duration rejectedKeyCoolDown = CallAdmission.REJECTED_KEY_COOL_DOWN;

	private @Nullable CallAdmission other;

	private RetrySettings retries = RetrySettings.defaults();

	private final List<RetryListener> retryListeners = new ArrayList<>();

	private int maxResponseSize = LeadterraCodecs.MAX_RESPONSE_SIZE;

	private CustomFieldPlacement customFields = CustomFieldPlacement.TOP_LEVEL;

	private EnrollmentOptions enrollment = EnrollmentOptions.defaults();

	LeadterraClientBuilder() {
	}

	/**
	 * Sets the name of the client, to tell several from each other.
	 * @param name the name, by default {@value LeadterraClients#DEFAULT}
	 * @return this builder
	 */
	public LeadterraClientBuilder name(String name) {
		this.name = name;
		return this;
	}

	/**
	 * Returns the name of the client.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Sets an API key that never changes.
	 * @param apiKey the key as the dashboard showed it
	 * @return this builder
	 * @throws co.leadterra.client.http.InvalidApiKeyException if it cannot be a key
	 */
	public LeadterraClientBuilder apiKey(String apiKey) {
		return apiKeyProvider(ApiKeyProvider.of(ApiKey.of(apiKey)));
	}

	/**
	 * Sets what is asked for the API key of each request, on a thread that may block.
	 * @param apiKeyProvider the provider
	 * @return this builder
	 */
	public LeadterraClientBuilder apiKeyProvider(ApiKeyProvider apiKeyProvider) {
		this.apiKeyProvider = apiKeyProvider;
		return this;
	}

	/**
	 * Sets where Leadterra is, without the {@code /v1}. The default is Leadterra's own
	 * address.
	 * @param baseUrl an {@code https} address, or an {@code http} one of this machine
	 * @return this builder
	 */
	public LeadterraClientBuilder baseUrl(URI baseUrl) {
		Assert.notNull(baseUrl, "baseUrl must not be null");
		this.baseUrl = baseUrl;
		return this;
	}

	/**
	 * Returns where Leadterra is.
	 * @return the address, without the {@code /v1}
	 */
	public URI baseUrl() {
		return this.baseUrl;
	}

	/**
	 * Sets the hosts to which the API key may travel unencrypted. The default is none but
	 * this machine.
	 * @param insecureHosts host names
	 * @return this builder
	 */
	public LeadterraClientBuilder insecureHosts(Collection<String> insecureHosts) {
		this.insecureHosts = List.copyOf(insecureHosts);
		return this;
	}

	/**
	 * Sets the transport. It must not follow redirects, for it would take the API key
	 * along. The default is Reactor Netty, which then must be on the class path, with 5 s
	 * to connect and 30 s for an answer to go on, or 2 min if it is known to be long in
	 * coming.
	 * @param connector the transport
	 * @return this builder
	 */
	public LeadterraClientBuilder connector(ClientHttpConnector connector) {
		Assert.notNull(connector, "connector must not be null");
		this.connector = connector;
		return this;
	}

	/**
	 * Sets the transport of calls whose answer is long in coming, such as
	 * {@link SdrClient#generateDrafts}. The default is the transport of all other calls,
	 * if one was set.
	 * @param longRunningConnector the transport, which must not follow redirects
	 * @return this builder
	 */
	public LeadterraClientBuilder longRunningConnector(ClientHttpConnector longRunningConnector) {
		Assert.notNull(longRunningConnector, "longRunningConnector must not be null");
		this.longRunningConnector = longRunningConnector;
		return this;
	}

	/**
	 * Sets how calls are repeated. This does not concern the {@code webClient()} of the
	 * client.
	 * @param retries the settings, {@link RetrySettings#none()} to repeat none
	 * @return this builder
	 */
	public LeadterraClientBuilder retries(RetrySettings retries) {
		this.retries = retries;
		return this;
	}

	/**
	 * Adds a listener that is told of repeated calls.
	 * @param listener told of every repetition
	 * @return this builder
	 */
	public LeadterraClientBuilder retryListener(RetryListener listener) {
		this.retryListeners.add(listener);
		return this;
	}

	/**
	 * Sets how many calls the application allows itself. The default is no limit.
	 * @param callBudget the budget
	 * @return this builder
	 */
	public LeadterraClientBuilder callBudget(CallBudget callBudget) {
		Assert.notNull(callBudget, "callBudget must not be null");
		this.callBudget = callBudget;
		return this;
	}

	/**
	 * Sets how long a call waits at most for a rate limit or the budget. One that would
	 * have to wait longer fails at once. The default is 30 s.
	 * @param maxWait the longest wait
	 * @return this builder
	 */
	public LeadterraClientBuilder maxWait(Duration maxWait) {
		this.maxWait = maxWait;
		return this;
	}

	/**
	 * Sets how long calls with a key that Leadterra rejected fail without being sent. The
	 * default is 10 s.
	 * @param rejectedKeyCoolDown the time, zero for not at all
	 * @return this builder
	 */
	public LeadterraClientBuilder rejectedKeyCoolDown(Duration rejectedKeyCoolDown) {
		this.rejectedKeyCoolDown = rejectedKeyCoolDown;
		return this;
	}

	/**
	 * Lets the client and another one, whose key may be the same, know of each other's
	 * rate limits.
	 * @param client a client that was built by a builder like this
	 * @return this builder
	 */
	public LeadterraClientBuilder sharingRateLimitsWith(LeadterraClient client) {
		this.other = (client instanceof DefaultLeadterraClient built) ? built.admission : null;
		return this;
	}

	/**
	 * Sets how much of an answer may be held in memory. The default is 16 MB.
	 * @param maxResponseSize a number of bytes, 1 or more
	 * @return this builder
	 */
	public LeadterraClientBuilder maxResponseSize(int maxResponseSize) {
		Assert.isTrue(maxResponseSize > 0, "maxResponseSize must be greater than 0");
		this.maxResponseSize = maxResponseSize;
		return this;
	}

	/**
	 * Sets where a lead's custom fields are written. The default is beside its other
	 * fields.
	 * @param customFields the place
	 * @return this builder
	 */
	public LeadterraClientBuilder customFields(CustomFieldPlacement customFields) {
		this.customFields = customFields;
		return this;
	}

	/**
	 * Sets how streams of leads are enrolled.
	 * @param enrollment the options
	 * @return this builder
	 */
	public LeadterraClientBuilder enrollment(EnrollmentOptions enrollment) {
		this.enrollment = enrollment;
		return this;
	}

	/**
	 * Adds a change to the web client, such as a filter or an observation registry. The
	 * transport, the codecs and the base URL are set after it. No filter sees the API
	 * key.
	 * @param customizer called once, by the first call on its thread, in the order of
	 * adding
	 * @return this builder
	 */
	public LeadterraClientBuilder webClient(Consumer<WebClient.Builder> customizer) {
		this.webClientCustomizer = this.webClientCustomizer.andThen(customizer);
		return this;
	}

	/**
	 * Adds a change to the JSON mapper, which this client shares with nobody.
	 * @param customizer called when the client is built, in the order of adding
	 * @return this builder
	 */
	public LeadterraClientBuilder jsonMapper(Consumer<JsonMapper.Builder> customizer) {
		this.jsonMapperCustomizer = this.jsonMapperCustomizer.andThen(customizer);
		return this;
	}

	/**
	 * Builds the client. No call is made.
	 * @return the client
	 * @throws IllegalArgumentException if calls cannot go to the base URL
	 * @throws IllegalStateException if there is no API key
	 */
	public LeadterraClient build() {
		Assert.state(this.apiKeyProvider != null, "An API key or a provider of it is needed");
		ApiKeyProvider provider = BlockingApiKeyProvider.adapt(this.apiKeyProvider);
		JsonMapper mapper = buildJsonMapper();
		CallAdmission gatekeeper = (this.other != null)
				? this.other.forClient(this.maxWait, this.rejectedKeyCoolDown, this.callBudget)
				: new CallAdmission(this.maxWait, this.rejectedKeyCoolDown, this.callBudget);
		Transports transports = transports();
		Supplier<WebClient> webClient = buildWebClient(mapper, provider, gatekeeper, transports);
		RetrySettings settings = this.retries;
		List<RetryListener> listeners = List.copyOf(this.retryListeners);
		ResourceFactory resources = new ResourceFactory(
				() -> new RetryingExchangeAdapter(WebClientAdapter.create(webClient.get()), mapper, settings, listeners,
						Schedulers.parallel(), () -> ThreadLocalRandom.current().nextDouble()));
		EnrollmentOptions options = this.enrollment;
		return new DefaultLeadterraClient(resources,
				SingletonSupplier.of(() -> new BulkLeadClient(resources.get(LeadApi.class), options)),
				SingletonSupplier.of(() -> new BulkSuppressionListClient(resources.get(SuppressionApi.class))),
				webClient, Mono.defer(provider::getApiKey), gatekeeper, transports.close());
	}

	private JsonMapper buildJsonMapper() {
		JsonMapper.Builder builder = LeadterraCodecs.jsonMapper();
		this.customFields.mixIns().forEach(builder::addMixIn);
		this.jsonMapperCustomizer.accept(builder);
		return builder.build();
	}

	// What an application sets for all its web clients is looked up and loaded by the
	// first call, as the codecs and the transport are.
	private Supplier<WebClient> buildWebClient(JsonMapper mapper, ApiKeyProvider provider, CallAdmission gatekeeper,
			Transports transports) {
		BaseUrl checkedBaseUrl = BaseUrl.of(this.baseUrl, this.insecureHosts);
		int maxSize = this.maxResponseSize;
		Consumer<WebClient.Builder> customizer = this.webClientCustomizer;
		return SingletonSupplier.of(() -> {
			ExchangeStrategies codecs = LeadterraCodecs.create(mapper, maxSize);
			ErrorTranslator translator = new ErrorTranslator(mapper, Clock.systemUTC());
			Function<ClientHttpConnector, ExchangeFunction> callsOver = (transport) -> translator
				.apply(ExchangeFunctions.create(new ApiKeyConnector(transport, provider, checkedBaseUrl, gatekeeper),
						codecs));
			ExchangeFunction usual = callsOver.apply(transports.usual());
			ExchangeFunction longRunning = callsOver.apply(transports.longRunning());
			WebClient.Builder builder = WebClient.builder();
			customizer.accept(builder);
			// without a connector, one would be started that is not used
			return builder.filters((filters) -> filters.replaceAll(LeadterraClientBuilder::refusingNull))
				.clientConnector(transports.usual())
				.uriBuilderFactory(uriBuilderFactory(checkedBaseUrl))
				.defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
				.exchangeFunction(
						(request) -> (request.attributes().containsKey(LongRunning.ATTRIBUTE) ? longRunning : usual)
							.exchange(request))
				.build();
		});
	}

	private static ExchangeFilterFunction refusingNull(ExchangeFilterFunction filter) {
		return (request, next) -> {
			Mono<ClientResponse> response = filter.filter(request, next);
			return (response != null) ? response : Mono.error(new CallNotSentException(
					"The ExchangeFilterFunction %s gave null".formatted(filter.getClass().getName()), null));
		};
	}

	private Transports transports() {
		ClientHttpConnector longRunning = (this.longRunningConnector != null) ? this.longRunningConnector
				: this.connector;
		if (this.connector != null && longRunning != null) {
			return new Transports(this.connector, longRunning, () -> {
			});
		}
		ReactorConnectors own = new ReactorConnectors();
		return new Transports(own.create(ReactorConnectors.READ_TIMEOUT),
				(longRunning != null) ? longRunning : own.create(ReactorConnectors.LONG_READ_TIMEOUT), own::close);
	}

	// What is escaped in the base URL must not be escaped again.
	private static DefaultUriBuilderFactory uriBuilderFactory(BaseUrl baseUrl) {
		DefaultUriBuilderFactory factory = new DefaultUriBuilderFactory(baseUrl.toString());
		if (baseUrl.toString().contains("%")) {
			factory.setEncodingMode(DefaultUriBuilderFactory.EncodingMode.VALUES_ONLY);
		}
		return factory;
	}

	// Not a record and not final, so that aspects can be put around it.
	private static class DefaultLeadterraClient implements LeadterraClient, Forgetful {

		private final ResourceFactory resources;

		private final Supplier<LeadClient> bulkLeads;

		private final Supplier<SuppressionListClient> bulkSuppression;

		private final Supplier<WebClient> webClient;

		private final Mono<ApiKey> apiKey;

		private final CallAdmission admission;

		private final Runnable close;

		DefaultLeadterraClient(ResourceFactory resources, Supplier<LeadClient> bulkLeads,
				Supplier<SuppressionListClient> bulkSuppression, Supplier<WebClient> webClient, Mono<ApiKey> apiKey,
				CallAdmission admission, Runnable close) {
			this.resources = resources;
			this.bulkLeads = bulkLeads;
			this.bulkSuppression = bulkSuppression;
			this.webClient = webClient;
			this.apiKey = apiKey;
			this.admission = admission;
			this.close = close;
		}

		@Override
		public WebClient webClient() {
			return this.webClient.get();
		}

		@Override
		public Mono<ApiKey> apiKey() {
			return this.apiKey;
		}

		@Override
		public void close() {
			this.close.run();
		}

		@Override
		public void forget() {
			this.admission.forget();
		}

		@Override
		public SenderPoolClient senderPools() {
			return this.resources.get(SenderPoolClient.class);
		}

		@Override
		public SenderAccountClient senderAccounts() {
			return this.resources.get(SenderAccountClient.class);
		}

		@Override
		public CampaignClient campaigns() {
			return this.resources.get(CampaignClient.class);
		}

		@Override
		public LeadClient leads() {
			return this.bulkLeads.get();
		}

		@Override
		public ReplyClient replies() {
			return this.resources.get(ReplyClient.class);
		}

		@Override
		public SuppressionListClient suppressionList() {
			return this.bulkSuppression.get();
		}

		@Override
		public WebhookClient webhooks() {
			return this.resources.get(WebhookClient.class);
		}

		@Override
		public SdrClient sdr() {
			return this.resources.get(SdrClient.class);
		}

	}

	private record Transports(ClientHttpConnector usual, ClientHttpConnector longRunning, Runnable close) {

	}

}
