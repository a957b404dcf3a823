package co.leadterra.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import co.leadterra.client.campaign.CampaignClient;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyConnector;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.BaseUrl;
import co.leadterra.client.http.LeadterraCodecs;
import co.leadterra.client.http.ResourceFactory;
import co.leadterra.client.lead.CustomFieldPlacement;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.reply.ReplyClient;
import co.leadterra.client.sdr.SdrClient;
import co.leadterra.client.sender.SenderAccountClient;
import co.leadterra.client.sender.SenderPoolClient;
import co.leadterra.client.suppression.SuppressionListClient;
import co.leadterra.client.webhook.WebhookClient;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.ExchangeFunctions;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.util.DefaultUriBuilderFactory;

/**
 * Builds a {@link LeadterraClient}.
 *
 * @since 0.1.0
 */
public final class LeadterraClientBuilder {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

	private static final int MAX_RESPONSE_SIZE = 16 * 1024 * 1024;

	private final List<Consumer<WebClient.Builder>> webClientCustomizers = new ArrayList<>();

	private final List<Consumer<JsonMapper.Builder>> jsonMapperCustomizers = new ArrayList<>();

	private @Nullable ApiKeyProvider apiKeyProvider;

	private URI baseUrl = BaseUrl.LEADTERRA;

	private Collection<String> insecureHosts = List.of();

	private @Nullable ClientHttpConnector connector;

	private int maxResponseSize = MAX_RESPONSE_SIZE;

	private CustomFieldPlacement customFields = CustomFieldPlacement.TOP_LEVEL;

	private EnrollmentOptions enrollment = EnrollmentOptions.defaults();

	LeadterraClientBuilder() {
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
	 * Sets what is asked for the API key of each request.
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
		this.baseUrl = baseUrl;
		return this;
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
	 * to connect and 30 s for an answer to go on.
	 * @param connector the transport
	 * @return this builder
	 */
	public LeadterraClientBuilder connector(ClientHttpConnector connector) {
		this.connector = connector;
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
	 * @param customizer called when the client is built, in the order of adding
	 * @return this builder
	 */
	public LeadterraClientBuilder webClient(Consumer<WebClient.Builder> customizer) {
		this.webClientCustomizers.add(customizer);
		return this;
	}

	/**
	 * Adds a change to the JSON mapper, which this client shares with nobody.
	 * @param customizer called when the client is built, in the order of adding
	 * @return this builder
	 */
	public LeadterraClientBuilder jsonMapper(Consumer<JsonMapper.Builder> customizer) {
		this.jsonMapperCustomizers.add(customizer);
		return this;
	}

	/**
	 * Builds the client. No call is made.
	 * @return the client
	 * @throws co.leadterra.client.http.InvalidBaseUrlException if calls cannot go to the
	 * base URL
	 * @throws IllegalStateException if there is no API key
	 */
	public LeadterraClient build() {
		Assert.state(this.apiKeyProvider != null, "An API key or a provider of it is needed");
		JsonMapper mapper = buildJsonMapper();
		ErrorTranslator translator = new ErrorTranslator(mapper, this.apiKeyProvider, Clock.systemUTC());
		WebClient webClient = buildWebClient(mapper, this.apiKeyProvider, translator);
		ResourceFactory resources = new ResourceFactory(
				new TranslatingExchangeAdapter(WebClientAdapter.create(webClient), translator));
		return new DefaultLeadterraClient(resources.create(SenderPoolClient.class),
				resources.create(SenderAccountClient.class), resources.create(CampaignClient.class),
				resources.create(LeadClient.class).withOptions(this.enrollment), resources.create(ReplyClient.class),
				resources.create(SuppressionListClient.class), resources.create(WebhookClient.class),
				resources.create(SdrClient.class), webClient);
	}

	private JsonMapper buildJsonMapper() {
		JsonMapper.Builder builder = LeadterraCodecs.jsonMapper();
		this.customFields.mixIns().forEach(builder::addMixIn);
		this.jsonMapperCustomizers.forEach((customizer) -> customizer.accept(builder));
		return builder.build();
	}

	private WebClient buildWebClient(JsonMapper mapper, ApiKeyProvider provider, ErrorTranslator translator) {
		BaseUrl checkedBaseUrl = BaseUrl.of(this.baseUrl, this.insecureHosts);
		ClientHttpConnector transport = (this.connector != null) ? this.connector : defaultConnector();
		WebClient.Builder builder = WebClient.builder();
		this.webClientCustomizers.forEach((customizer) -> customizer.accept(builder));
		return builder.uriBuilderFactory(new DefaultUriBuilderFactory(checkedBaseUrl.toString()))
			.defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
			.defaultStatusHandler((status) -> !status.is2xxSuccessful(), translator::translate)
			.exchangeFunction(ExchangeFunctions.create(new ApiKeyConnector(transport, provider, checkedBaseUrl),
					LeadterraCodecs.create(mapper, this.maxResponseSize)))
			.build();
	}

	private static ClientHttpConnector defaultConnector() {
		return new ReactorClientHttpConnector(HttpClient.create()
			.compress(true)
			.proxyWithSystemProperties()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
			.responseTimeout(READ_TIMEOUT));
	}

	private record DefaultLeadterraClient(SenderPoolClient senderPools, SenderAccountClient senderAccounts,
			CampaignClient campaigns, LeadClient leads, ReplyClient replies, SuppressionListClient suppressionList,
			WebhookClient webhooks, SdrClient sdr, WebClient webClient) implements LeadterraClient {

	}

}
