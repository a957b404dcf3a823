package co.leadterra.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import co.leadterra.autoconfigure.LeadterraAutoConfiguration;
import co.leadterra.autoconfigure.health.LeadterraHealthContributorAutoConfiguration;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraNotFoundException;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.sender.SenderPool;
import co.leadterra.health.LeadterraHealthIndicator;
import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import co.leadterra.test.ResponseShape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.DefaultUriBuilderFactory.EncodingMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that what an application sets for itself does not change the Leadterra client,
 * nor the client the application.
 */
class IsolationTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final LeadterraServer server = LeadterraServer.start();

	private ApplicationContextRunner runner;

	@BeforeEach
	void createRunner() {
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, CodecsAutoConfiguration.class,
					HttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
					WebClientAutoConfiguration.class, LeadterraAutoConfiguration.class))
			.withPropertyValues("leadterra.base-url=" + this.server.baseUrl(),
					"leadterra.api-key=" + this.server.apiKey());
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	@Test
	void readsAndWritesLeadterrasJsonWhateverTheJsonOfTheApplication() {
		String campaign = this.server.workspace().addCampaign(Map.of("name", "Spring"));
		this.server.respondWith(ResponseShape.REFERENCE);
		this.runner
			.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE",
					"spring.jackson.deserialization.fail-on-unknown-properties=true",
					"spring.jackson.default-property-inclusion=always")
			.run((context) -> {
				LeadterraClient client = context.getBean(LeadterraClient.class);
				SenderPool pool = client.senderPools().list().blockFirst(LIMIT);
				assertThat(pool.dailyCapacity()).isNotNull();
				client.leads()
					.enroll(campaign, List.of(Lead.builder("ada@example.com").firstName("Ada").build()))
					.block(LIMIT);
				assertThat(this.server.requests("POST /v1/campaigns/:id/leads/bulk")).singleElement()
					.satisfies((request) -> assertThat(request.body())
						.isEqualTo("{\"leads\":[{\"email\":\"ada@example.com\",\"firstName\":\"Ada\"}]}"));
			});
	}

	@Test
	void readsFieldsThatItDoesNotKnowWhateverTheMapperOfTheApplication() {
		this.server.inject(Fault.answer(200, "application/json",
				"[{\"id\": \"pool_1\", \"dailyCapacity\": 7, \"colour\": \"red\"}]"));
		this.runner
			.withBean(JsonMapper.class,
					() -> JsonMapper.builder()
						.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
						.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
						.build())
			.run((context) -> {
				SenderPool pool = context.getBean(LeadterraClient.class).senderPools().list().blockFirst(LIMIT);
				assertThat(pool.dailyCapacity()).isEqualTo(7);
			});
	}

	@Test
	void leavesTheJsonOfTheApplicationAsItIs() {
		this.runner.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE").run((context) -> {
			assertThat(context).hasSingleBean(JsonMapper.class);
			assertThat(context.getBean(JsonMapper.class).serializationConfig().getPropertyNamingStrategy())
				.isSameAs(PropertyNamingStrategies.SNAKE_CASE);
		});
	}

	@Test
	void checksTheHealthOfTheClientThatTheApplicationBrings() {
		LeadterraClient own = LeadterraClient.builder()
			.baseUrl(this.server.baseUrl())
			.apiKey(this.server.apiKey())
			.build();
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LeadterraAutoConfiguration.class,
					LeadterraHealthContributorAutoConfiguration.class))
			.withBean("ownClient", LeadterraClient.class, () -> own)
			.run((context) -> {
				assertThat(context.getBean(LeadterraClient.class)).isSameAs(own);
				Health health = context.getBean(LeadterraHealthIndicator.class).health().block(LIMIT);
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(this.server.requestCount("GET /v1/sender-pools")).isOne();
			});
	}

	@Test
	void showsTheKeyToNoFilterOfTheApplication() {
		List<HttpHeaders> seen = new ArrayList<>();
		this.runner.withBean(WebClientCustomizer.class, () -> (builder) -> builder.filter((request, next) -> {
			seen.add(request.headers());
			return next.exchange(request);
		})).run((context) -> {
			context.getBean(LeadterraClient.class).senderPools().list().blockLast(LIMIT);
			assertThat(seen).singleElement()
				.satisfies((headers) -> assertThat(headers.containsHeader(HttpHeaders.AUTHORIZATION)).isFalse());
		});
	}

	@Test
	void sendsItsOwnKeyWhenTheApplicationSetsAnotherForAllClients() {
		this.runner
			.withBean(WebClientCustomizer.class,
					() -> (builder) -> builder.defaultHeaders((headers) -> headers.setBearerAuth("other")))
			.run((context) -> {
				context.getBean(LeadterraClient.class).senderPools().list().blockLast(LIMIT);
				assertThat(this.server.requests()).singleElement()
					.satisfies((request) -> assertThat(request.headers().get("Authorization"))
						.containsExactly("Bearer " + this.server.apiKey()));
			});
	}

	@Test
	void keepsItsBaseUrlAndEncodingWhenTheApplicationSetsOthersForAllClients() {
		DefaultUriBuilderFactory factory = new DefaultUriBuilderFactory("http://localhost:1");
		factory.setEncodingMode(EncodingMode.NONE);
		this.runner.withBean(WebClientCustomizer.class, () -> (builder) -> builder.uriBuilderFactory(factory))
			.run((context) -> assertThatExceptionOfType(LeadterraNotFoundException.class)
				.isThrownBy(() -> context.getBean(LeadterraClient.class).campaigns().stats("a/b").block(LIMIT))
				.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo("campaign_not_found")));
	}

	@Test
	void givesTheKeyToNoWebClientOfTheApplication() {
		this.runner.run((context) -> {
			context.getBean(WebClient.Builder.class)
				.build()
				.get()
				.uri(this.server.baseUrl() + "/v1/sender-pools")
				.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode()))
				.block(LIMIT);
			assertThat(this.server.requests()).singleElement()
				.satisfies((request) -> assertThat(request.apiKey()).isNull());
		});
	}

	@Test
	void lendsItsFiltersToNoWebClientOfTheApplication() {
		this.runner.run((context) -> {
			List<String> names = new ArrayList<>();
			context.getBean(WebClient.Builder.class)
				.filters((filters) -> filters.forEach((filter) -> names.add(filter.getClass().getName())));
			assertThat(names).noneMatch((name) -> name.startsWith("co.leadterra"));
		});
	}

	@Test
	void takesTheKeyToNoOtherOriginThroughTheRawWebClient() {
		try (LeadterraServer elsewhere = LeadterraServer.start()) {
			this.runner.run((context) -> {
				WebClient webClient = (WebClient) context.getBean("leadterraWebClient");
				Mono<Void> call = webClient.get()
					.uri(elsewhere.baseUrl() + "/v1/sender-pools")
					.retrieve()
					.bodyToMono(Void.class);
				assertThatExceptionOfType(Exception.class).isThrownBy(() -> call.block(LIMIT))
					.withMessageContaining("would take the API key to " + elsewhere.baseUrl());
				assertThat(elsewhere.requestCount()).isZero();
			});
		}
	}

	@Test
	void sendsTheKeyThroughTheRawWebClient() {
		this.runner.run((context) -> {
			WebClient webClient = (WebClient) context.getBean("leadterraWebClient");
			String pools = webClient.get().uri("/v1/sender-pools").retrieve().bodyToMono(String.class).block(LIMIT);
			assertThat(pools).contains("dailyCapacity");
		});
	}

	@Test
	void keepsTheKeyBelowTheFiltersOfAMutatedRawWebClient() {
		List<ClientRequest> seen = new ArrayList<>();
		this.runner.run((context) -> {
			WebClient webClient = ((WebClient) context.getBean("leadterraWebClient")).mutate()
				.filter((request, next) -> {
					seen.add(request);
					return next.exchange(request);
				})
				.build();
			webClient.get().uri("/v1/sender-pools").retrieve().bodyToMono(String.class).block(LIMIT);
			assertThat(seen.get(0).headers().containsHeader(HttpHeaders.AUTHORIZATION)).isFalse();
			assertThat(this.server.requests().get(0).apiKey()).isEqualTo(this.server.apiKey());
		});
	}

}
