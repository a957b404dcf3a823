package co.leadterra.autoconfigure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.internal.LeadterraConfigurationException;
import co.leadterra.autoconfigure.internal.client.ProvidedApiKey;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.LeadterraClients;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.campaign.CampaignClient;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.internal.admission.Bucket4jCallBudget;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.reply.ReplyClient;
import co.leadterra.client.sdr.SdrClient;
import co.leadterra.client.sender.SenderAccountClient;
import co.leadterra.client.sender.SenderPoolClient;
import co.leadterra.client.suppression.SuppressionListClient;
import co.leadterra.client.webhook.WebhookClient;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Answers;
import org.mockito.ArgumentCaptor;
import reactor.test.StepVerifier;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ProtocolResolver;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LeadterraAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeadterraAutoConfigurationTests {

	private static final String KEY = "sk_test_example_0123456789";

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
			LeadterraAutoConfiguration.class);

	private final ApplicationContextRunner withoutKey = new ApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	private final ApplicationContextRunner runner = this.withoutKey.withPropertyValues("leadterra.api-key=" + KEY);

	static Stream<AbstractApplicationContextRunner<?, ?, ?>> applications() {
		return Stream.of(new ApplicationContextRunner(), new WebApplicationContextRunner(),
				new ReactiveWebApplicationContextRunner());
	}

	@ParameterizedTest
	@MethodSource("applications")
	void publishesTheClientInEveryKindOfApplication(AbstractApplicationContextRunner<?, ?, ?> application) {
		application.withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("leadterra.api-key=" + KEY)
			.run((context) -> assertThat(context.getBeansOfType(LeadterraClient.class)).hasSize(1));
	}

	// As after processing ahead of time while the application had details of its own.
	@Test
	void clientNeedsNoBeanOfConnectionDetails() {
		this.withoutKey.withPropertyValues("leadterra.api-key=sk_test_example_0123456789")
			.withBean(BeanFactoryPostProcessor.class,
					() -> (beanFactory) -> ((BeanDefinitionRegistry) beanFactory)
						.removeBeanDefinition("leadterraConnectionDetails"))
			.run((context) -> assertThat(context.getBeanProvider(LeadterraClient.class).getIfAvailable()).isNotNull());
	}

	@Test
	void publishesEveryResourceOfTheClient() {
		this.runner.run((context) -> {
			LeadterraClient client = context.getBean(LeadterraClient.class);
			assertThat(context.getBean(SenderPoolClient.class)).isSameAs(client.senderPools());
			assertThat(context.getBean(SenderAccountClient.class)).isSameAs(client.senderAccounts());
			assertThat(context.getBean(CampaignClient.class)).isSameAs(client.campaigns());
			assertThat(context.getBean(LeadClient.class)).isSameAs(client.leads());
			assertThat(context.getBean(ReplyClient.class)).isSameAs(client.replies());
			assertThat(context.getBean(SuppressionListClient.class)).isSameAs(client.suppressionList());
			assertThat(context.getBean(WebhookClient.class)).isSameAs(client.webhooks());
			assertThat(context.getBean(SdrClient.class)).isSameAs(client.sdr());
		});
	}

	@Test
	void injectsTheWebClientByItsNameOnly() {
		this.runner.withUserConfiguration(WebClientInjection.class).run((context) -> {
			assertThat(context.getBean(Injected.class).unqualified()).isNull();
			assertThat(context.getBean(Injected.class).qualified()).isSameAs(context.getBean("leadterraWebClient"));
		});
	}

	@Test
	void leavesTheWebClientOfTheApplicationAlone() {
		this.runner.withUserConfiguration(WebClientInjection.class)
			.withBean("applicationWebClient", WebClient.class, WebClient::create)
			.run((context) -> assertThat(context.getBean(Injected.class).unqualified())
				.isSameAs(context.getBean("applicationWebClient")));
	}

	@Test
	void publishesNoBeanOfAGeneralType() {
		this.runner.run((context) -> {
			List<String> own = Stream.of(context.getBeanDefinitionNames())
				.filter((name) -> name.startsWith("leadterra") || name.startsWith("co.leadterra"))
				.filter((name) -> !name.equals("leadterraWebClient"))
				.toList();
			assertThat(own).hasSizeGreaterThan(10)
				.allSatisfy((name) -> assertThat(interfacesAndClasses(context.getType(name)))
					.anyMatch((type) -> type.startsWith("co.leadterra.")));
		});
	}

	private static Stream<String> interfacesAndClasses(Class<?> type) {
		return Stream.concat(Stream.of(type), Stream.of(type.getInterfaces())).map(Class::getName);
	}

	@Test
	void doesNothingWhenSwitchedOff() {
		this.withoutKey.withPropertyValues("leadterra.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LeadterraClient.class));
	}

	@Test
	void failsWithoutAKey() {
		this.withoutKey.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(LeadterraConfigurationException.class)
			.hasMessage("The Leadterra client has no API key."));
	}

	@Test
	void failsWithABlankKey() {
		this.withoutKey.withPropertyValues("leadterra.api-key=  ")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(LeadterraConfigurationException.class)
				.hasMessageStartingWith("The Leadterra API key is empty."));
	}

	@Test
	void failsWithABaseUrlThatIsNone() {
		this.runner.withPropertyValues("leadterra.base-url=app.leadterra.co")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(LeadterraConfigurationException.class)
				.hasMessageContaining("does not start with https://"));
	}

	@Test
	void acceptsPlainHttpToANamedHost() {
		this.runner
			.withPropertyValues("leadterra.base-url=http://gateway.example", "leadterra.insecure-hosts=gateway.example")
			.run((context) -> assertThat(context).hasSingleBean(LeadterraClient.class));
	}

	@Test
	void readsTheKeyFromTheEnvironment() {
		this.withoutKey
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("LEADTERRA_API_KEY", KEY + "\n"))))
			.run((context) -> assertThat(context.getBean(LeadterraClient.class).apiKey().block())
				.isEqualTo(ApiKey.of(KEY)));
	}

	@Test
	void readsTheKeyFromALocation() {
		this.withoutKey.withPropertyValues("leadterra.api-key-location=classpath:api-key.txt")
			.run((context) -> assertThat(context.getBean(LeadterraClient.class).apiKey().block())
				.isEqualTo(ApiKey.of(KEY)));
	}

	@Test
	void failsWhenTheLocationCannotBeRead() {
		this.withoutKey.withPropertyValues("leadterra.api-key-location=classpath:missing.txt")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(LeadterraConfigurationException.class)
				.hasMessageContaining("missing.txt"));
	}

	@Test
	void refusesAKeyBesideALocation() {
		this.runner.withPropertyValues("leadterra.api-key-location=classpath:api-key.txt")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MutuallyExclusiveConfigurationPropertiesException.class)
				.hasMessageNotContaining(KEY));
	}

	@Test
	void saysWhyAKeyFileCannotBeRead() {
		this.withoutKey.withInitializer((context) -> ((DefaultResourceLoader) context).addProtocolResolver(new Vault()))
			.withPropertyValues("leadterra.api-key-location=vault:sealed")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(LeadterraConfigurationException.class)
				.hasMessageContaining("/run/secrets/leadterra (Permission denied)"));
	}

	@Test
	void readsTheKeyFromALocationOfAProtocolOfTheApplication() {
		this.withoutKey.withInitializer((context) -> ((DefaultResourceLoader) context).addProtocolResolver(new Vault()))
			.withPropertyValues("leadterra.api-key-location=vault:open")
			.run((context) -> assertThat(context.getBean(LeadterraClient.class).apiKey().block())
				.isEqualTo(ApiKey.of(KEY)));
	}

	@Test
	void prefersConnectionDetailsToProperties() {
		ApiKey key = ApiKey.of("sk_test_other_9876543210");
		this.runner.withBean(LeadterraConnectionDetails.class, () -> new LeadterraConnectionDetails() {

			@Override
			public URI getBaseUrl() {
				return URI.create("http://localhost:1");
			}

			@Override
			public ApiKey getApiKey() {
				return key;
			}

		}).run((context) -> assertThat(context.getBean(LeadterraClient.class).apiKey().block()).isEqualTo(key));
	}

	@Test
	void needsNoKeyWhenTheApplicationProvidesIt() {
		this.withoutKey.withBean(ApiKeyProvider.class, () -> ApiKeyProvider.of(ApiKey.of(KEY)))
			.run((context) -> assertThat(context).hasSingleBean(LeadterraClient.class)
				.hasSingleBean(ApiKeyProvider.class));
	}

	@Test
	void needsNoKeyWhenTheApplicationHasItsOwnClient() {
		LeadterraClient own = LeadterraClient.builder().apiKey(KEY).build();
		this.withoutKey.withBean(LeadterraClient.class, () -> own).run((context) -> {
			assertThat(context).hasSingleBean(LeadterraClient.class);
			assertThat(context.getBean(ReplyClient.class)).isSameAs(own.replies());
		});
	}

	@Test
	void startsWithAMockOfTheClient() {
		this.withoutKey.withBean(LeadterraClient.class, () -> mock(LeadterraClient.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startsWithMocksOfWhatTheApplicationMayBring() {
		this.withoutKey.withBean(ApiKeyProvider.class, () -> mock(ApiKeyProvider.class))
			.withBean(CallBudget.class, () -> mock(CallBudget.class))
			.withBean(RetryListener.class, () -> mock(RetryListener.class))
			.withBean(LeadterraClientCustomizer.class, () -> mock(LeadterraClientCustomizer.class))
			.withBean(WebClientCustomizer.class, () -> mock(WebClientCustomizer.class))
			.run((context) -> StepVerifier.create(context.getBean(LeadterraClient.class).senderPools().list())
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
					.hasMessageContaining("The ApiKeyProvider gave no key"))
				.verify(Duration.ofSeconds(10)));
	}

	@Test
	void saysWhatToMockBesideTheClient() {
		this.withoutKey.withBean(LeadterraClient.class, () -> mock(LeadterraClient.class))
			.run((context) -> assertThatException().isThrownBy(() -> context.getBean(CampaignClient.class))
				.havingRootCause()
				.isInstanceOf(LeadterraConfigurationException.class)
				.withMessageContaining("has no CampaignClient"));
	}

	@Test
	void canBeAdvised() {
		this.runner.withUserConfiguration(Advice.class).run((context) -> {
			assertThat(AopUtils.isAopProxy(context.getBean(LeadterraClient.class))).isTrue();
			assertThat(AopUtils.isAopProxy(context.getBean(LeadClient.class))).isTrue();
			assertThat(AopUtils.isAopProxy(context.getBean(SuppressionListClient.class))).isTrue();
		});
	}

	@Test
	void keepsTheEscapesOfABaseUrl() {
		this.runner.withPropertyValues("leadterra.base-url=https://gateway.example/a%20b")
			.run((context) -> assertThat(context.getBean(LeadterraConnectionDetails.class).getBaseUrl())
				.isEqualTo(URI.create("https://gateway.example/a%20b")));
	}

	@Test
	void keepsAResourceThatTheApplicationReplaces() {
		ReplyClient own = mock(ReplyClient.class);
		this.runner.withBean(ReplyClient.class, () -> own)
			.run((context) -> assertThat(context.getBean(ReplyClient.class)).isSameAs(own));
	}

	@Test
	void enrolsStreamsAsThePropertiesSay() {
		this.runner
			.withPropertyValues("leadterra.enrollment.batch-size=1", "leadterra.enrollment.max-batch-bytes=2KB",
					"leadterra.enrollment.max-batch-delay=3s", "leadterra.enrollment.concurrency=5",
					"leadterra.enrollment.duplicates=report", "leadterra.enrollment.duplicate-window=6",
					"leadterra.enrollment.repeat=false")
			.run((context) -> assertThat(enrollment(context)).isEqualTo(
					new EnrollmentOptions(1, 2048, Duration.ofSeconds(3), 5, DuplicateHandling.REPORT, 6, false)));
	}

	private static EnrollmentOptions enrollment(ConfigurableApplicationContext context) {
		LeadterraClientBuilder builder = mock(LeadterraClientBuilder.class, Answers.RETURNS_SELF);
		given(builder.name()).willReturn(LeadterraClients.DEFAULT);
		new LeadterraClientConfigurer(context.getBean(ClientPropertiesBinder.class), context.getBeanFactory())
			.configure(builder, context.getBean(LeadterraConnectionDetails.class),
					new ProvidedApiKey(ApiKeyProvider.of(ApiKey.of(KEY)), Duration.ofSeconds(1), (key) -> {
					}), mock());
		ArgumentCaptor<EnrollmentOptions> options = ArgumentCaptor.captor();
		then(builder).should().enrollment(options.capture());
		return options.getValue();
	}

	@Test
	void callsCustomizersLast() {
		this.runner.withPropertyValues("leadterra.base-url=http://localhost:1")
			.withBean(LeadterraClientCustomizer.class,
					() -> (builder) -> builder.baseUrl(URI.create("http://far.example")))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(LeadterraConfigurationException.class)
				.hasMessageContaining("far.example"));
	}

	@Test
	void usesTheNamedSslBundle() {
		this.runner.withPropertyValues("leadterra.ssl.bundle=missing")
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'missing'"));
	}

	@Test
	void warnsOfAKeyWithAnUnknownPrefix(CapturedOutput output) {
		this.withoutKey.withPropertyValues("leadterra.api-key=something_else_0123456789")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("leadterra.api-key", "neither sk_live_ nor sk_test_")
			.doesNotContain("something_else_0123456789");
	}

	@Test
	void makesNoHttpClientBeforeTheFirstCall() {
		this.runner.run((context) -> {
			context.getBean(SenderPoolClient.class);
			assertThat(context.getBeanFactory().containsSingleton("webClientHttpConnectorCustomizer")).isFalse();
			assertThat(context.getBeanFactory().containsSingleton("clientHttpConnector")).isFalse();
			context.getBean("leadterraWebClient");
			assertThat(context.getBeanFactory().containsSingleton("webClientHttpConnectorCustomizer")).isTrue();
		});
	}

	@Test
	void needsNeitherActuatorNorAWebServer() {
		this.runner
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health",
							"io.micrometer", DispatcherServlet.class.getName(), DispatcherHandler.class.getName()))
			.run((context) -> assertThat(context).hasSingleBean(LeadterraClient.class));
	}

	@Test
	void worksWithoutTheHttpClientAutoConfiguration() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LeadterraAutoConfiguration.class))
			.withPropertyValues("leadterra.api-key=" + KEY)
			.run((context) -> assertThat(context).hasSingleBean(LeadterraClient.class));
	}

	@Test
	void keepsNoBudgetUnlessAskedTo() {
		this.runner.run((context) -> assertThat(budget(context)).isNotInstanceOf(Bucket4jCallBudget.class));
	}

	@Test
	void keepsABudget() {
		this.runner.withPropertyValues("leadterra.rate-limit.permits=7")
			.run((context) -> assertThat(budget(context)).isInstanceOf(Bucket4jCallBudget.class));
	}

	@Test
	void sharesABudgetThroughTheProxyManagerOfTheApplication() {
		this.runner.withPropertyValues("leadterra.rate-limit.permits=7")
			.withUserConfiguration(SharedBudget.class)
			.run((context) -> {
				budget(context).take(ApiKey.of(KEY), Duration.ZERO).onErrorComplete().block();
				AsyncProxyManager<?> proxyManager = context.getBean(AsyncProxyManager.class);
				then(proxyManager).should().getProxy(any(), any());
			});
	}

	@Test
	void keepsTheBudgetOfTheApplication() {
		CallBudget own = CallBudget.unlimited();
		this.runner.withPropertyValues("leadterra.rate-limit.permits=7")
			.withBean(CallBudget.class, () -> own)
			.run((context) -> assertThat(budget(context)).isSameAs(own));
	}

	private static CallBudget budget(ConfigurableApplicationContext context) {
		ClientPropertiesBinder properties = context.getBean(ClientPropertiesBinder.class);
		return new CallBudgets(context.getBeanFactory(), properties,
				new ClientBeans(context.getBeanFactory(), properties::names))
			.get(LeadterraClients.DEFAULT);
	}

	@Test
	void needsNoBucket4j() {
		this.runner.withClassLoader(new FilteredClassLoader("io.github.bucket4j"))
			.run((context) -> assertThat(context).hasSingleBean(LeadterraClient.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Advice {

		@Bean
		static BeanNameAutoProxyCreator advice() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("leadterra*Client");
			creator.setProxyTargetClass(true);
			creator.setInterceptorNames("interceptor");
			return creator;
		}

		@Bean
		static MethodInterceptor interceptor() {
			return MethodInvocation::proceed;
		}

	}

	/**
	 * Where the application keeps its keys.
	 */
	static class Vault implements ProtocolResolver {

		@Override
		public @Nullable Resource resolve(String location, ResourceLoader resourceLoader) {
			return switch (location) {
				case "vault:open" -> new ByteArrayResource(KEY.getBytes(StandardCharsets.UTF_8));
				case "vault:sealed" -> new AbstractResource() {

					@Override
					public String getDescription() {
						return "sealed";
					}

					@Override
					public InputStream getInputStream() throws IOException {
						throw new FileNotFoundException("/run/secrets/leadterra (Permission denied)");
					}

				};
				default -> null;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SharedBudget {

		@Bean
		@SuppressWarnings("unchecked")
		AsyncProxyManager<String> proxyManager() {
			return mock(AsyncProxyManager.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WebClientInjection {

		@Bean
		Injected injected(ObjectProvider<WebClient> unqualified, @Qualifier("leadterraWebClient") WebClient qualified) {
			return new Injected(unqualified.getIfAvailable(), qualified);
		}

	}

	record Injected(WebClient unqualified, WebClient qualified) {

	}

}
