package co.leadterra.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.internal.LeadterraConfigurationException;
import co.leadterra.autoconfigure.internal.client.ConfiguredClients;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.LeadterraClients;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.LeadterraRateLimitException;
import co.leadterra.client.LeadterraUnexpectedResponseException;
import co.leadterra.client.campaign.CampaignClient;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.Patience;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.internal.NeverBlocking;
import co.leadterra.client.reply.ReplyClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.DeserializationFeature;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.cloud.autoconfigure.ConfigurationPropertiesRebinderAutoConfiguration;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;

/**
 * Tests for several clients in one application.
 */
@ExtendWith(OutputCaptureExtension.class)
class NamedClientsTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String KEY = "sk_test_example_0123456789";

	private static final String ACME = "sk_test_acme_0123456789";

	private static final String GLOBEX = "sk_test_globex_0123456789";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ReactiveHttpClientAutoConfiguration.class,
				WebClientAutoConfiguration.class, LeadterraAutoConfiguration.class))
		.withPropertyValues("leadterra.clients.acme.api-key=" + ACME, "leadterra.clients.globex.api-key=" + GLOBEX);

	private final ApplicationContextRunner withDefault = this.runner.withPropertyValues("leadterra.api-key=" + KEY);

	private static String key(LeadterraClient client) {
		return client.apiKey().block().toString();
	}

	private static String masked(String key) {
		return ApiKey.of(key).toString();
	}

	@Test
	void injectsEachClientByItsName() {
		this.withDefault.withUserConfiguration(Injection.class).run((context) -> {
			Injected injected = context.getBean(Injected.class);
			LeadterraClients clients = context.getBean(LeadterraClients.class);
			assertThat(injected.acme()).isSameAs(clients.get("acme"));
			assertThat(injected.globex()).isSameAs(clients.get("globex"));
			assertThat(injected.unnamed()).isSameAs(clients.get("default")).isSameAs(injected.byDefault());
			assertThat(List.of(key(injected.acme()), key(injected.globex()), key(injected.unnamed())))
				.containsExactly(masked(ACME), masked(GLOBEX), masked(KEY));
		});
	}

	@Test
	void publishesTheResourcesOfTheUnnamedClient() {
		this.withDefault.run((context) -> assertThat(context.getBean(CampaignClient.class))
			.isSameAs(context.getBean(LeadterraClients.class).get("default").campaigns()));
	}

	@Test
	void aSingleClientIsTheDefaultOne() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LeadterraAutoConfiguration.class))
			.withPropertyValues("leadterra.api-key=" + KEY)
			.run((context) -> assertThat(context.getBean(LeadterraClients.class).asMap().keySet())
				.containsExactly("default"));
	}

	@Test
	void startsWithNamedClientsOnly() {
		this.runner.run((context) -> assertThat(context.getBean(LeadterraClients.class).asMap().keySet())
			.containsExactly("acme", "globex"));
	}

	@Test
	void hasAnUnnamedClientWhereConnectionDetailsOfTheApplicationGiveItsKey() {
		this.runner.withBean(LeadterraConnectionDetails.class, FixedDetails::new)
			.run((context) -> assertThat(key(context.getBean(LeadterraClient.class))).isEqualTo(masked(KEY)));
	}

	@Test
	void doesNotInjectANamedClientWithoutItsName() {
		this.runner.withPropertyValues("leadterra.clients.globex.api-key=" + GLOBEX)
			.withUserConfiguration(UnnamedInjection.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoSuchBeanDefinitionException.class));
	}

	@Test
	void namesTheClientsThatThereAreWhenOneIsMissing() {
		this.runner.run((context) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> context.getBean(LeadterraClients.class).get("initech"))
			.withMessageContaining("[acme, globex]"));
	}

	@Test
	void overlaysTheCommonPropertiesOneByOne() {
		this.withDefault
			.withPropertyValues("leadterra.base-url=https://common.example", "leadterra.insecure-hosts=one,two",
					"leadterra.clients.acme.base-url=http://three.example",
					"leadterra.clients.acme.insecure-hosts=three.example", "leadterra.read-timeout=7s",
					"leadterra.clients.globex.read-timeout=9s")
			.run((context) -> {
				ClientPropertiesBinder properties = context.getBean(ClientPropertiesBinder.class);
				assertThat(properties.get("acme").insecureHosts()).containsExactly("three.example");
				assertThat(properties.get("acme").readTimeout()).hasSeconds(7);
				assertThat(properties.get("globex").readTimeout()).hasSeconds(9);
				assertThat(properties.get("globex").baseUrl()).isEqualTo("https://common.example");
				assertThat(context.getBean(ConfiguredClients.class).get("acme").baseUrl())
					.isEqualTo(URI.create("http://three.example"));
			});
	}

	@Test
	void aKeyLocationOfItsOwnTakesThePlaceOfTheCommonKey() {
		this.withDefault
			.withPropertyValues("leadterra.clients.initech.api-key-location=classpath:api-key.txt",
					"leadterra.api-key=sk_test_common_0123456789")
			.run((context) -> assertThat(key(context.getBean(LeadterraClients.class).get("initech")))
				.isEqualTo(masked(KEY)));
	}

	@Test
	void warnsOnceOfAKeyUnderTwoNames(CapturedOutput output) {
		this.withDefault.withPropertyValues("leadterra.clients.acme.api-key=" + KEY)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), "have the same API key")).isOne();
		assertThat(output).contains("The Leadterra clients acme, default have the same API key: " + masked(KEY));
	}

	@Test
	void tellsEachClientWhenItStarts(CapturedOutput output) {
		this.withDefault.withPropertyValues("leadterra.clients.acme.base-url=http://localhost:1")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.contains("Leadterra client 'acme': http://localhost:1, mode TEST, key " + masked(ACME),
					"Leadterra client 'default': https://app.leadterra.co, mode TEST, key " + masked(KEY))
			.doesNotContain(ACME, KEY);
	}

	@Test
	void readsNamesFromTheEnvironment() {
		this.runner.withInitializer((context) -> environment(context, Map.of("LEADTERRA_CLIENTS_INITECH_API_KEY", KEY)))
			.run((context) -> assertThat(key(context.getBean(LeadterraClients.class).get("initech")))
				.isEqualTo(masked(KEY)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "LEADTERRA_CLIENTS_INITECH_EU_API_KEY", "LEADTERRA_CLIENTS_INITECHEU_APIKEY" })
	void takesAVariableForAClientWithADash(String variable) {
		this.runner.withPropertyValues("leadterra.clients.initech-eu.base-url=http://localhost:1")
			.withInitializer((context) -> environment(context, Map.of(variable, KEY)))
			.run((context) -> {
				assertThat(context.getBean(LeadterraClients.class).asMap().keySet()).containsExactly("acme", "globex",
						"initech-eu");
				assertThat(key(context.getBean(LeadterraClients.class).get("initech-eu"))).isEqualTo(masked(KEY));
			});
	}

	private static void environment(ConfigurableApplicationContext context, Map<String, Object> variables) {
		context.getEnvironment()
			.getPropertySources()
			.addLast(new SystemEnvironmentPropertySource("variables-systemEnvironment", variables));
	}

	@Test
	void failsForANameWithoutAKey() {
		this.runner.withPropertyValues("leadterra.clients.initech.base-url=http://localhost:1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(LeadterraConfigurationException.class)
				.hasMessage("The Leadterra client 'initech' has no API key."));
	}

	@Test
	void keepsAClientThatTheApplicationHasUnderTheName() {
		this.withDefault.withUserConfiguration(OwnAcme.class, Injection.class).run((context) -> {
			assertThat(context.getBean(LeadterraClients.class).get("acme")).isSameAs(OwnAcme.CLIENT);
			assertThat(context.getBean(Injected.class).acme()).isSameAs(OwnAcme.CLIENT);
			assertThat(key(context.getBean(Injected.class).unnamed())).isEqualTo(masked(KEY));
		});
	}

	@Test
	void keepsAClientThatTheApplicationHasUnderTheBeanName() {
		LeadterraClient own = mock(LeadterraClient.class);
		this.withDefault
			.withBean("acmeLeadterraClient", LeadterraClient.class, () -> own,
					(definition) -> definition.setAutowireCandidate(true))
			.run((context) -> assertThat(context.getBean(LeadterraClients.class).get("acme")).isSameAs(own));
	}

	@Test
	void aBeanWithTheNameOfAClientIsForThisClientOnly() {
		LeadterraClient own = LeadterraClient.builder().apiKey(ACME).build();
		this.withDefault.withBean("acme", LeadterraClient.class, () -> own).run((context) -> {
			assertThat(key(context.getBean(LeadterraClient.class))).isEqualTo(masked(KEY));
			assertThat(context.getBean(CampaignClient.class)).isNotSameAs(own.campaigns());
			assertThat(context.getBean(LeadterraClients.class).get("acme")).isSameAs(own);
		});
	}

	@Test
	void aResourceWithTheNameOfAClientIsNotThatOfTheUnnamedOne() {
		CampaignClient own = mock(CampaignClient.class);
		this.withDefault.withBean("acme", CampaignClient.class, () -> own)
			.run((context) -> assertThat(context.getBean(CampaignClient.class)).isNotSameAs(own));
	}

	@Test
	void aBudgetWithTheNameOfAClientIsForThisClientOnly() {
		List<ApiKey> asked = new CopyOnWriteArrayList<>();
		this.withDefault
			.withBean("acme", CallBudget.class, () -> (key, patience) -> Mono.fromRunnable(() -> asked.add(key)))
			.withBean(LeadterraClientCustomizer.class, () -> (builder) -> builder.connector(new Answering()))
			.run((context) -> {
				StepVerifier
					.create(Flux.fromIterable(context.getBean(LeadterraClients.class).asMap().values())
						.concatMap(NamedClientsTests::pools))
					.expectComplete()
					.verify(LIMIT);
				assertThat(asked).containsExactly(ApiKey.of(ACME));
			});
	}

	@Test
	void connectionDetailsWithTheNameOfAClientAreForThisClientOnly() {
		this.runner.withPropertyValues("leadterra.api-key=sk_test_common_0123456789")
			.withBean("acme", LeadterraConnectionDetails.class, FixedDetails::new)
			.run((context) -> {
				LeadterraClients clients = context.getBean(LeadterraClients.class);
				assertThat(key(clients.get("acme"))).isEqualTo(masked(KEY));
				assertThat(key(clients.get("globex"))).isEqualTo(masked(GLOBEX));
				assertThat(key(context.getBean(LeadterraClient.class))).isEqualTo(masked("sk_test_common_0123456789"));
			});
	}

	@Test
	void anOwnUnnamedClientIsAmongAllClients() {
		LeadterraClient own = LeadterraClient.builder().apiKey(KEY).build();
		this.runner.withBean("leadterraClient", LeadterraClient.class, () -> own).run((context) -> {
			assertThat(context.getBean(LeadterraClients.class).get("default")).isSameAs(own);
			assertThat(context.getBean(LeadterraClient.class)).isSameAs(own);
		});
	}

	@Test
	void withNamedClientsOnlyTheUnnamedOneIsAbsentAndAListHoldsTheOthers() {
		this.runner.withUserConfiguration(OptionalInjection.class).run((context) -> {
			OptionalInjection.Clients clients = context.getBean(OptionalInjection.Clients.class);
			assertThat(clients.unnamed()).isNull();
			assertThat(clients.campaigns()).isNull();
			assertThat(clients.all())
				.containsExactlyInAnyOrderElementsOf(context.getBean(LeadterraClients.class).asMap().values());
		});
	}

	@Test
	void aListHoldsTheUnnamedClientToo() {
		this.withDefault.withUserConfiguration(OptionalInjection.class)
			.run((context) -> assertThat(context.getBean(OptionalInjection.Clients.class).all()).hasSize(3));
	}

	@Test
	void findsBeansOfAParent() {
		new ApplicationContextRunner()
			.withBean(ApiKeyProvider.class, () -> ApiKeyProvider.of(ApiKey.of("sk_test_vault_0123456789")))
			.run((parent) -> new ApplicationContextRunner().withParent(parent)
				.withConfiguration(AutoConfigurations.of(LeadterraAutoConfiguration.class))
				.run((context) -> assertThat(key(context.getBean(LeadterraClient.class)))
					.isEqualTo(masked("sk_test_vault_0123456789"))));
	}

	@Test
	void findsWhatAClientIsMadeOfInAParent() {
		List<String> found = new CopyOnWriteArrayList<>();
		new ApplicationContextRunner().withBean(LeadterraConnectionDetails.class, FixedDetails::new)
			.withBean(LeadterraClientCustomizer.class, () -> (builder) -> {
				found.add("customizer");
				builder.connector((method, uri, callback) -> Mono.error(new IOException("down")));
			})
			.withBean(CallBudget.class, () -> (key, patience) -> Mono.fromRunnable(() -> found.add("budget")))
			.withBean(RetryListener.class, () -> (RetryListener & NeverBlocking) (retry) -> found.add("retry"))
			.run((parent) -> new ApplicationContextRunner().withParent(parent)
				.withConfiguration(AutoConfigurations.of(LeadterraAutoConfiguration.class))
				.withPropertyValues("leadterra.retry.initial-delay=1ms", "leadterra.retry.max-attempts=2")
				.run((context) -> {
					assertThat(key(context.getBean(LeadterraClient.class))).isEqualTo(masked(KEY));
					StepVerifier.create(pools(context.getBean(LeadterraClient.class)))
						.expectError(LeadterraConnectionException.class)
						.verify(LIMIT);
					assertThat(found).contains("customizer", "budget", "retry");
				}));
	}

	@Test
	void keepsAClientAndAResourceOfAParent() {
		LeadterraClient own = LeadterraClient.builder().apiKey(KEY).build();
		CampaignClient campaigns = mock(CampaignClient.class);
		new ApplicationContextRunner().withBean(LeadterraClient.class, () -> own)
			.withBean(CampaignClient.class, () -> campaigns)
			.run((parent) -> new ApplicationContextRunner().withParent(parent)
				.withConfiguration(AutoConfigurations.of(LeadterraAutoConfiguration.class))
				.run((context) -> {
					assertThat(context.getBean(LeadterraClients.class).get(LeadterraClients.DEFAULT)).isSameAs(own);
					assertThat(context.getBean(ReplyClient.class)).isSameAs(own.replies());
					assertThat(context.getBean(CampaignClient.class)).isSameAs(campaigns);
				}));
	}

	@Test
	void refusesANameWithADashThatOnlyAVariableTells() {
		this.withDefault
			.withInitializer((context) -> environment(context, Map.of("LEADTERRA_CLIENTS_INITECH_EU_API_KEY", KEY)))
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(LeadterraConfigurationException.class)
				.hasMessage("The Leadterra client 'initech' has no properties that begin with 'eu'."));
	}

	@Test
	void asksAProviderOfOneClientForItsKeyOnly() {
		this.withDefault.withUserConfiguration(AcmeProvider.class).run((context) -> {
			LeadterraClients clients = context.getBean(LeadterraClients.class);
			assertThat(key(clients.get("acme"))).isEqualTo(masked("sk_test_vault_0123456789"));
			assertThat(key(clients.get("globex"))).isEqualTo(masked(GLOBEX));
			assertThat(key(clients.get("default"))).isEqualTo(masked(KEY));
		});
	}

	@Test
	void asksASharedProviderUnlessAClientHasAKeyOfItsOwn() {
		this.withDefault.withPropertyValues("leadterra.clients.initech.read-timeout=1s")
			.withBean(ApiKeyProvider.class, () -> ApiKeyProvider.of(ApiKey.of("sk_test_vault_0123456789")))
			.run((context) -> {
				LeadterraClients clients = context.getBean(LeadterraClients.class);
				assertThat(key(clients.get("default"))).isEqualTo(masked("sk_test_vault_0123456789"));
				assertThat(key(clients.get("initech"))).isEqualTo(masked("sk_test_vault_0123456789"));
				assertThat(key(clients.get("acme"))).isEqualTo(masked(ACME));
			});
	}

	@Test
	void tellsCustomizersTheClientAndCallsThoseOfOneClientForItOnly() {
		this.withDefault.withUserConfiguration(Customizers.class).run((context) -> {
			Customizers customizers = context.getBean(Customizers.class);
			assertThat(customizers.all).containsExactlyInAnyOrder("default", "acme", "globex");
			assertThat(customizers.acme).containsExactly("acme");
		});
	}

	@Test
	void readsTheJsonOfOneClientInAWayOfItsOwn() {
		this.withDefault.withUserConfiguration(StrictAcme.class).run((context) -> {
			LeadterraClients clients = context.getBean(LeadterraClients.class);
			StepVerifier.create(pools(clients.get("default"))).expectComplete().verify(LIMIT);
			StepVerifier.create(pools(clients.get("acme")))
				.expectError(LeadterraUnexpectedResponseException.class)
				.verify(LIMIT);
		});
	}

	@Test
	void givesClientsWithTheSameLimitOneBudgetAndOthersTheirOwn() {
		this.withDefault
			.withPropertyValues("leadterra.rate-limit.permits=1", "leadterra.rate-limit.period=1h",
					"leadterra.rate-limit.max-wait=0s", "leadterra.clients.acme.api-key=" + KEY,
					"leadterra.clients.globex.api-key=" + KEY, "leadterra.clients.globex.rate-limit.permits=2")
			.withBean(LeadterraClientCustomizer.class, () -> (builder) -> builder.connector(new Answering()))
			.run((context) -> {
				LeadterraClients clients = context.getBean(LeadterraClients.class);
				StepVerifier.create(pools(clients.get("default"))).expectComplete().verify(LIMIT);
				StepVerifier.create(pools(clients.get("acme")))
					.expectError(LeadterraRateLimitException.class)
					.verify(LIMIT);
				StepVerifier.create(pools(clients.get("globex")).then(pools(clients.get("globex"))))
					.expectComplete()
					.verify(LIMIT);
				StepVerifier.create(pools(clients.get("globex")))
					.expectError(LeadterraRateLimitException.class)
					.verify(LIMIT);
			});
	}

	@Test
	void asksTheBudgetOfOneClientForItsCallsOnly() {
		this.withDefault.withUserConfiguration(Budgets.class).run((context) -> {
			LeadterraClients clients = context.getBean(LeadterraClients.class);
			for (String client : List.of("default", "acme", "globex")) {
				StepVerifier.create(pools(clients.get(client))).expectComplete().verify(LIMIT);
			}
			Budgets budgets = context.getBean(Budgets.class);
			assertThat(budgets.acme).containsExactly(ApiKey.of(ACME));
			assertThat(budgets.shared).containsExactly(ApiKey.of(KEY), ApiKey.of(GLOBEX));
		});
	}

	@Test
	void clientsWithOneKeyKnowOfEachOthersRateLimits() {
		this.withDefault
			.withPropertyValues("leadterra.clients.acme.api-key=" + KEY, "leadterra.clients.acme.retry.enabled=false")
			.withBean("acmeConnector", LeadterraClientCustomizer.class,
					() -> (builder) -> builder.connector(builder.name().equals("acme")
							? new Answering(HttpStatus.TOO_MANY_REQUESTS) : new Answering()))
			.run((context) -> {
				LeadterraClients clients = context.getBean(LeadterraClients.class);
				StepVerifier.create(pools(clients.get("acme")))
					.expectError(LeadterraRateLimitException.class)
					.verify(LIMIT);
				StepVerifier
					.create(pools(clients.get(LeadterraClients.DEFAULT)).contextWrite(Patience.atMost(Duration.ZERO)))
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraRateLimitException.class)
						.hasMessageContaining("it was not sent"))
					.verify(LIMIT);
				StepVerifier.create(pools(clients.get("globex"))).expectComplete().verify(LIMIT);
			});
	}

	@Test
	void budgetsEndWithTheApplication() {
		List<LeadterraClient> clients = new CopyOnWriteArrayList<>();
		this.withDefault
			.withPropertyValues("leadterra.rate-limit.permits=1", "leadterra.rate-limit.period=20s",
					"leadterra.retry.enabled=false")
			.withBean(LeadterraClientCustomizer.class, () -> (builder) -> builder.connector(new Answering()))
			.run((context) -> {
				clients.addAll(context.getBean(LeadterraClients.class).asMap().values());
				StepVerifier.create(Flux.fromIterable(clients).concatMap(NamedClientsTests::pools))
					.expectComplete()
					.verify(LIMIT);
			});
		assertThat(clients).hasSize(3)
			.allSatisfy((client) -> StepVerifier.create(pools(client))
				.expectErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("Bucket4jCallBudget failed"))
				.verify(LIMIT));
	}

	@Test
	void failsACallWhenTheProviderNeverAnswers() {
		this.withDefault.withPropertyValues("leadterra.api-key-timeout=50ms")
			.withBean(ApiKeyProvider.class, () -> Mono::never)
			.run((context) -> StepVerifier.create(pools(context.getBean(LeadterraClient.class)))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
					.hasMessageContaining("gave no key within 50 ms (leadterra.api-key-timeout)"))
				.verify(LIMIT));
	}

	@Test
	@Timeout(10)
	void failsACallWhenTheProviderBlocksWithoutBlockingTheCaller() {
		Blocking provider = new Blocking();
		this.withDefault.withPropertyValues("leadterra.api-key-timeout=300ms")
			.withBean(ApiKeyProvider.class, () -> provider)
			.run((context) -> {
				StepVerifier.create(pools(context.getBean(LeadterraClient.class)))
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
						.hasMessageContaining("leadterra.api-key-timeout"))
					.verify(LIMIT);
				assertThat(provider.asked).succeedsWithin(LIMIT)
					.extracting(Thread::getName)
					.asString()
					.startsWith("boundedElastic");
			});
	}

	@Test
	void asksAProviderThatACustomizerSetsOnAThreadThatMayBlock() {
		Blocking provider = new Blocking();
		this.withDefault.withBean(LeadterraClientCustomizer.class, () -> (builder) -> builder.apiKeyProvider(provider))
			.run((context) -> {
				Disposable call = pools(context.getBean(LeadterraClient.class)).subscribeOn(Schedulers.parallel())
					.subscribe();
				assertThat(provider.asked).succeedsWithin(LIMIT)
					.extracting(Thread::getName)
					.asString()
					.startsWith("boundedElastic");
				call.dispose();
			});
	}

	@ParameterizedTest
	@MethodSource("providersWithoutAKey")
	void failsACallWhenTheProviderHasNoKey(ApiKeyProvider provider, String message) {
		this.withDefault.withBean(ApiKeyProvider.class, () -> provider)
			.run((context) -> StepVerifier.create(pools(context.getBean(LeadterraClient.class)))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
					.hasMessageContaining(message))
				.verify(LIMIT));
	}

	static Stream<Arguments> providersWithoutAKey() {
		return Stream.of(Arguments.of((ApiKeyProvider) Mono::empty, "The ApiKeyProvider gave no key"), Arguments
			.of((ApiKeyProvider) () -> Mono.error(new IllegalStateException("vault is sealed")), "vault is sealed"));
	}

	@Test
	void failsACallWhenTheProviderGivesAKeyOfAModeThatIsNotAllowed() {
		this.withDefault.withPropertyValues("leadterra.allowed-modes=TEST")
			.withBean(ApiKeyProvider.class, () -> ApiKeyProvider.of(ApiKey.of("sk_live_" + "example_0123456789")))
			.run((context) -> StepVerifier.create(pools(context.getBean(LeadterraClient.class)))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
					.hasMessageContaining("LIVE")
					.hasMessageNotContaining("0123456789"))
				.verify(LIMIT));
	}

	private static Mono<Void> pools(LeadterraClient client) {
		return client.senderPools().list().then();
	}

	@Test
	void usesANewKeyAfterTheEnvironmentWasRefreshed() {
		this.withDefault
			.withConfiguration(AutoConfigurations.of(ConfigurationPropertiesRebinderAutoConfiguration.class))
			.run((context) -> {
				LeadterraClients clients = context.getBean(LeadterraClients.class);
				set(context.getEnvironment(), Map.of("leadterra.api-key", "sk_test_new_0123456789",
						"leadterra.clients.acme.api-key", "sk_test_newer_0123456789"));
				context.publishEvent(new EnvironmentChangeEvent(Set.of("leadterra.api-key")));
				assertThat(key(clients.get("default"))).isEqualTo(masked("sk_test_new_0123456789"));
				assertThat(key(clients.get("acme"))).isEqualTo(masked("sk_test_newer_0123456789"));
				assertThat(key(clients.get("globex"))).isEqualTo(masked(GLOBEX));
			});
	}

	private static void set(ConfigurableEnvironment environment, Map<String, Object> properties) {
		environment.getPropertySources().addFirst(new MapPropertySource("changed", properties));
	}

	@Test
	void needsNoSpringCloud() {
		this.withDefault.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void usesANewKeyAfterSpringCloudReadTheConfigurationAgain(@TempDir Path folder) throws IOException {
		Path file = folder.resolve("application.properties");
		Files.writeString(file, "leadterra.clients.acme.api-key=" + ACME);
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Refreshable.class)
			.web(WebApplicationType.NONE)
			.properties("spring.config.additional-location=" + folder.toUri())
			.run()) {
			LeadterraClient acme = application.getBean(LeadterraClients.class).get("acme");
			assertThat(key(acme)).isEqualTo(masked(ACME));
			Files.writeString(file, "leadterra.clients.acme.api-key=" + GLOBEX);
			application.getBean(ContextRefresher.class).refresh();
			assertThat(key(acme)).isEqualTo(masked(GLOBEX));
		}
	}

	static class FixedDetails implements LeadterraConnectionDetails {

		@Override
		public ApiKey getApiKey() {
			return ApiKey.of(KEY);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OptionalInjection {

		@Bean
		Clients clients(ObjectProvider<LeadterraClient> unnamed, ObjectProvider<CampaignClient> campaigns,
				List<LeadterraClient> all) {
			return new Clients(unnamed.getIfAvailable(), campaigns.getIfAvailable(), all);
		}

		record Clients(LeadterraClient unnamed, CampaignClient campaigns, List<LeadterraClient> all) {

		}

	}

	record Injected(LeadterraClient acme, LeadterraClient globex, LeadterraClient byDefault, LeadterraClient unnamed) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Injection {

		@Bean
		Injected injected(@Qualifier("acme") LeadterraClient acme, @Qualifier("globex") LeadterraClient globex,
				@Qualifier("default") LeadterraClient byDefault, LeadterraClient unnamed) {
			return new Injected(acme, globex, byDefault, unnamed);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnnamedInjection {

		@Bean
		Object injected(LeadterraClient unnamed) {
			return unnamed;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnAcme {

		private static final LeadterraClient CLIENT = mock(LeadterraClient.class);

		@Bean
		@Qualifier("acme")
		LeadterraClient own() {
			return CLIENT;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AcmeProvider {

		@Bean
		@Qualifier("acme")
		ApiKeyProvider vault() {
			return () -> Mono.just(ApiKey.of("sk_test_vault_0123456789"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ LeadterraAutoConfiguration.class, RefreshAutoConfiguration.class,
			ConfigurationPropertiesRebinderAutoConfiguration.class })
	static class Refreshable {

	}

	@Configuration(proxyBeanMethods = false)
	static class StrictAcme {

		@Bean
		LeadterraClientCustomizer connector() {
			return (builder) -> builder.connector(new Answering());
		}

		@Bean
		@Qualifier("acme")
		LeadterraClientCustomizer strict() {
			return (builder) -> builder
				.jsonMapper((mapper) -> mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Budgets {

		private final List<ApiKey> shared = new CopyOnWriteArrayList<>();

		private final List<ApiKey> acme = new CopyOnWriteArrayList<>();

		@Bean
		LeadterraClientCustomizer connector() {
			return (builder) -> builder.connector(new Answering());
		}

		@Bean
		CallBudget sharedBudget() {
			return (key, patience) -> Mono.fromRunnable(() -> this.shared.add(key));
		}

		@Bean
		@Qualifier("acme")
		CallBudget acmeBudget() {
			return (key, patience) -> Mono.fromRunnable(() -> this.acme.add(key));
		}

	}

	/**
	 * Blocks the thread that asks it.
	 */
	static class Blocking implements ApiKeyProvider {

		private final CompletableFuture<Thread> asked = new CompletableFuture<>();

		@Override
		public Mono<ApiKey> getApiKey() {
			this.asked.complete(Thread.currentThread());
			try {
				new CountDownLatch(1).await();
				return Mono.empty();
			}
			catch (InterruptedException ex) {
				return Mono.error(ex);
			}
		}

	}

	/**
	 * Answers every call with a list of one pool.
	 */
	static class Answering implements ClientHttpConnector {

		private final HttpStatus status;

		Answering() {
			this(HttpStatus.OK);
		}

		Answering(HttpStatus status) {
			this.status = status;
		}

		@Override
		public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
				Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
			return Mono.defer(() -> {
				MockClientHttpResponse response = new MockClientHttpResponse(this.status);
				response.getHeaders().set("Retry-After", "60");
				response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
				response.setBody("[{\"id\":\"pool_1\",\"name\":\"One\",\"unheardOf\":1}]");
				return requestCallback.apply(new MockClientHttpRequest(method, uri)).thenReturn(response);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		private final List<String> all = new CopyOnWriteArrayList<>();

		private final List<String> acme = new CopyOnWriteArrayList<>();

		@Bean
		LeadterraClientCustomizer sharedCustomizer() {
			return (LeadterraClientBuilder builder) -> this.all.add(builder.name());
		}

		@Bean
		@Qualifier("acme")
		LeadterraClientCustomizer acmeCustomizer() {
			return (LeadterraClientBuilder builder) -> this.acme.add(builder.name());
		}

	}

}
