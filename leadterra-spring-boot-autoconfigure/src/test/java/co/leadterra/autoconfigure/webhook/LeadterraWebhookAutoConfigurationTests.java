package co.leadterra.autoconfigure.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

import co.leadterra.autoconfigure.internal.LeadterraConfigurationException;
import co.leadterra.client.internal.NeverBlocking;
import co.leadterra.webhook.CampaignStarted;
import co.leadterra.webhook.LeadterraWebhookHandler;
import co.leadterra.webhook.SignatureEncoding;
import co.leadterra.webhook.WebhookDeliveries;
import co.leadterra.webhook.WebhookObserver;
import co.leadterra.webhook.WebhookReceiver;
import co.leadterra.webhook.WebhookRejectedException;
import co.leadterra.webhook.WebhookSignature;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheManagerProxy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ProtocolResolver;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LeadterraWebhookAutoConfiguration} and
 * {@link LeadterraWebhookSecurityAutoConfiguration}.
 */
class LeadterraWebhookAutoConfigurationTests {

	private static final String SECRET = "leadterra.webhook.secret=sk_test_example";

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations
		.of(LeadterraWebhookAutoConfiguration.class, LeadterraWebhookSecurityAutoConfiguration.class);

	private final ApplicationContextRunner plain = new ApplicationContextRunner().withConfiguration(CONFIGURATIONS);

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	private static byte[] started() {
		return "{\"event\":\"campaign.started\",\"timestamp\":\"%s\",\"data\":{}}".formatted(Instant.now())
			.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void withoutASecretThereIsNothingToReceiveWith() {
		for (AbstractApplicationContextRunner<?, ?, ?> runner : List.of(this.plain, this.servlet, this.reactive)) {
			runner.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeanProvider(WebhookSignature.class).getIfAvailable()).isNull();
				assertThat(context.getBeanProvider(WebhookEndpoint.class).getIfAvailable()).isNull();
			});
		}
	}

	@Test
	void withASecretDeliveriesAreReceived() {
		for (AbstractApplicationContextRunner<?, ?, ?> runner : List.of(this.plain, this.servlet, this.reactive)) {
			runner.withPropertyValues(SECRET).run((context) -> {
				byte[] body = started();
				assertThat(context.getBean(WebhookReceiver.class)
					.receive(body, WebhookSignature.of("sk_test_example").sign(body))
					.block(Duration.ofSeconds(10))
					.getStatusCode()
					.value()).isEqualTo(204);
			});
		}
	}

	@Test
	void mappingIsOfTheKindOfTheApplication() {
		this.servlet.withPropertyValues(SECRET)
			.run((context) -> assertThat(context).hasSingleBean(ServletWebhookMapping.class)
				.doesNotHaveBean(ReactiveWebhookMapping.class));
		this.reactive.withPropertyValues(SECRET)
			.run((context) -> assertThat(context).hasSingleBean(ReactiveWebhookMapping.class)
				.doesNotHaveBean(ServletWebhookMapping.class));
		this.plain.withPropertyValues(SECRET)
			.run((context) -> assertThat(context).doesNotHaveBean("leadterraWebhookMapping"));
	}

	@Test
	void mappingOfTheApplicationIsStillFoundByItsType() {
		this.servlet.withPropertyValues(SECRET)
			.withBean("mine", SimpleUrlHandlerMapping.class, SimpleUrlHandlerMapping::new)
			.run((context) -> assertThat(context.getBeanProvider(SimpleUrlHandlerMapping.class).getObject())
				.isSameAs(context.getBean("mine")));
	}

	@Test
	void endpointCanBeSwitchedOff() {
		this.servlet.withPropertyValues(SECRET, "leadterra.webhook.endpoint-enabled=false").run((context) -> {
			assertThat(context.getBeanProvider(WebhookEndpoint.class).getIfAvailable()).isNull();
			assertThat(context.getBean(ServletWebhookMapping.class).getHandlerMap()).isEmpty();
			assertThat(context.getBean(WebhookReceiver.class)).isNotNull();
		});
	}

	@Test
	void thereIsNoMappingWithoutMvcAndWebFlux() {
		this.servlet.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.withPropertyValues(SECRET)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("leadterraWebhookMapping"));
		this.reactive.withClassLoader(new FilteredClassLoader(DispatcherHandler.class))
			.withPropertyValues(SECRET)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("leadterraWebhookMapping"));
	}

	@Test
	void severalSecretsAreAccepted() {
		this.plain.withPropertyValues("leadterra.webhook.secrets=sk_test_new,sk_test_old").run((context) -> {
			WebhookSignature signature = context.getBean(WebhookSignature.class);
			byte[] body = started();
			assertThat(signature.verify(body, WebhookSignature.of("sk_test_new").sign(body))).isNotNull();
			assertThat(signature.verify(body, WebhookSignature.of("sk_test_old").sign(body))).isNotNull();
		});
	}

	@Test
	void changedSecretOfAFileIsTakenOver(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("secret"), "sk_test_old\n");
		this.plain.withPropertyValues("leadterra.webhook.secret-location=" + file.toUri()).run((context) -> {
			WebhookReceiver receiver = context.getBean(WebhookReceiver.class);
			byte[] body = started();
			assertThat(status(receiver, body, "sk_test_new")).isEqualTo(401);
			assertThat(status(receiver, body, "sk_test_old")).isEqualTo(204);
		});
		this.plain.withPropertyValues("leadterra.webhook.secret-location=" + file.toUri()).run((context) -> {
			WebhookReceiver receiver = context.getBean(WebhookReceiver.class);
			Files.writeString(file, "sk_test_new\n");
			byte[] body = started();
			assertThat(status(receiver, body, "sk_test_new")).isEqualTo(204);
			assertThat(status(receiver, body, "sk_test_old")).isEqualTo(204);
		});
	}

	@Test
	void changedSecretOfTheEnvironmentIsTakenOver() {
		this.plain.withPropertyValues("leadterra.webhook.secret=sk_test_old").run((context) -> {
			TestPropertyValues.of("leadterra.webhook.secret=sk_test_new").applyTo(context);
			assertThat(status(context.getBean(WebhookReceiver.class), started(), "sk_test_new")).isEqualTo(204);
		});
	}

	@Test
	void oldSecretIsAcceptedForAsLongAsIsSaid() {
		this.plain.withPropertyValues("leadterra.webhook.secret=sk_test_old", "leadterra.webhook.secret-overlap=0s")
			.run((context) -> {
				TestPropertyValues.of("leadterra.webhook.secret=sk_test_new").applyTo(context);
				WebhookReceiver receiver = context.getBean(WebhookReceiver.class);
				assertThat(status(receiver, started(), "sk_test_new")).isEqualTo(204);
				assertThat(status(receiver, started(), "sk_test_old")).isEqualTo(401);
			});
	}

	private static int status(WebhookReceiver receiver, byte[] body, String secret) {
		return receiver.receive(body, WebhookSignature.of(secret).sign(body))
			.block(Duration.ofSeconds(10))
			.getStatusCode()
			.value();
	}

	@Test
	void secretOfAFileThatCannotBeReadStopsTheStart(@TempDir Path directory) {
		this.plain.withPropertyValues("leadterra.webhook.secret-location=" + directory.resolve("none").toUri())
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("cannot be read"));
	}

	@Test
	void secretOfAFileIsAsStrictlyCheckedAsOneOfAProperty(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("secret"), "\ufeffsk_test_example\n");
		this.plain.withPropertyValues("leadterra.webhook.secret-location=" + file.toUri())
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(LeadterraConfigurationException.class)
				.hasMessageContaining("has a character that is not ASCII")
				.hasMessageContaining("It came from leadterra.webhook.secret-location"));
	}

	@Test
	void readsTheSecretFromALocationOfAProtocolOfTheApplication() {
		ProtocolResolver vault = (location, loader) -> location.startsWith("vault:")
				? new ByteArrayResource("sk_test_example\n".getBytes(StandardCharsets.US_ASCII)) : null;
		this.plain.withInitializer((context) -> ((DefaultResourceLoader) context).addProtocolResolver(vault))
			.withPropertyValues("leadterra.webhook.secret-location=vault:webhook")
			.run((context) -> assertThat(context.getBean(WebhookSignature.class).sign(new byte[0]))
				.isEqualTo(WebhookSignature.of("sk_test_example").sign(new byte[0])));
	}

	@Test
	void encodingsAreNarrowedAndAgesSet() {
		this.plain
			.withPropertyValues(SECRET, "leadterra.webhook.signature-encodings=base64,base64-url",
					"leadterra.webhook.max-age=3h", "leadterra.webhook.max-clock-skew=1s")
			.run((context) -> {
				WebhookSignature signature = context.getBean(WebhookSignature.class);
				assertThat(signature).hasToString(WebhookSignature.of("sk_test_example")
					.withEncodings(Set.of(SignatureEncoding.BASE64, SignatureEncoding.BASE64_URL))
					.withMaxAge(Duration.ofHours(3))
					.withMaxClockSkew(Duration.ofSeconds(1))
					.toString());
				byte[] body = started();
				assertThatExceptionOfType(WebhookRejectedException.class)
					.isThrownBy(() -> signature.verify(body, signature.sign(body)));
			});
	}

	@Test
	void bothKindsOfSecretsAreRefused() {
		this.plain.withPropertyValues(SECRET, "leadterra.webhook.secrets=sk_test_old")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MutuallyExclusiveConfigurationPropertiesException.class)
				.hasMessageNotContaining("sk_test"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "leadterra.webhook.secret=", "leadterra.webhook.secret= ", "leadterra.webhook.secrets=",
			"leadterra.webhook.secret=YOUR_WEBHOOK_SECRET", "leadterra.webhook.secrets[0]=",
			"leadterra.webhook.secrets=sk_test_example,changeme", "leadterra.webhook.secret=\ufeffsk_test_example",
			"leadterra.webhook.secret=\"sk_test_example" })
	void unusableSecretsAreRefused(String property) {
		this.plain.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(LeadterraConfigurationException.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "webhooks", "/webhooks/", "/webhooks/**", "/webhooks/{name}", "/webhooks/*",
			"//webhooks", "/webhooks;x=1", "/web hooks", "/webhooks?a=b", "/web%2Fhooks" })
	void pathsThatAreNoPlainPathAreRefused(String path) {
		this.servlet.withPropertyValues(SECRET, "leadterra.webhook.path=" + path)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class));
	}

	@Test
	void signatureOfTheApplicationTakesThePlaceOfASecret() {
		this.servlet.withBean(WebhookSignature.class, () -> WebhookSignature.of("sk_test_vault"))
			.run((context) -> assertThat(context).hasSingleBean(WebhookEndpoint.class)
				.hasSingleBean(WebhookSignature.class));
	}

	@Test
	void receiverAndDeliveriesCanBeReplaced() {
		WebhookDeliveries deliveries = new WebhookDeliveries(new ConcurrentMapCache("mine"), Duration.ofMinutes(1),
				Clock.systemUTC());
		this.servlet.withPropertyValues(SECRET)
			.withBean(WebhookDeliveries.class, () -> deliveries)
			.run((context) -> assertThat(context.getBean(WebhookDeliveries.class)).isSameAs(deliveries));
		WebhookReceiver receiver = new WebhookReceiver(WebhookSignature.of("sk_test_example"), deliveries, List.of(),
				Duration.ofSeconds(1), List.of());
		this.servlet.withPropertyValues(SECRET)
			.withBean(WebhookReceiver.class, () -> receiver)
			.run((context) -> assertThat(context.getBean(WebhookReceiver.class)).isSameAs(receiver));
	}

	@Test
	void beansOfAParentAreFound() {
		WebhookSignature signature = WebhookSignature.of("sk_test_vault");
		List<Object> found = new CopyOnWriteArrayList<>();
		new ApplicationContextRunner().withBean(WebhookSignature.class, () -> signature)
			.withBean(WebhookDeliveries.class,
					() -> WebhookDeliveries.inMemory(Duration.ofMinutes(1), Clock.systemUTC()))
			.withBean(LeadterraWebhookHandler.class, () -> (event) -> Mono.fromRunnable(() -> found.add("handler")))
			.withBean(WebhookObserver.class, () -> new PromptObserver(found))
			.run((parent) -> this.servlet.withParent(parent).run((context) -> {
				assertThat(status(context.getBean(WebhookReceiver.class), started(), "sk_test_vault")).isEqualTo(204);
				assertThat(found).containsExactly("observer", "handler");
				assertThat(context.getBean(WebhookDeliveries.class)).isSameAs(parent.getBean(WebhookDeliveries.class));
			}));
	}

	@Test
	void handlersAreCalledInTheirOrder() {
		this.plain.withPropertyValues(SECRET).withUserConfiguration(OrderedHandlers.class).run((context) -> {
			byte[] body = started();
			context.getBean(WebhookReceiver.class)
				.receive(body, context.getBean(WebhookSignature.class).sign(body))
				.block(Duration.ofSeconds(10));
			assertThat(context.getBean(OrderedHandlers.class).calls).hasToString("[first, second]");
		});
	}

	@Test
	void deliveryIsHandledOnce() {
		this.plain.withPropertyValues(SECRET).withUserConfiguration(OrderedHandlers.class).run((context) -> {
			byte[] body = started();
			for (int i = 0; i < 2; i++) {
				context.getBean(WebhookReceiver.class)
					.receive(body, context.getBean(WebhookSignature.class).sign(body))
					.block(Duration.ofSeconds(10));
			}
			assertThat(context.getBean(OrderedHandlers.class).calls).hasToString("[first, second]");
		});
	}

	@Test
	void cacheOfTheApplicationIsUsedIfItIsNamed() {
		ConcurrentMapCache cache = new ConcurrentMapCache("deliveries", new ConcurrentSkipListMap<>(), false);
		SimpleCacheManager cacheManager = new SimpleCacheManager();
		cacheManager.setCaches(List.of(cache));
		this.servlet.withPropertyValues(SECRET, "leadterra.webhook.cache=deliveries")
			.withBean(CacheManager.class, () -> cacheManager)
			.run((context) -> {
				byte[] body = started();
				context.getBean(WebhookReceiver.class)
					.receive(body, context.getBean(WebhookSignature.class).sign(body))
					.block(Duration.ofSeconds(10));
				assertThat(cache.getNativeCache()).hasSize(1);
			});
	}

	@Test
	void cachesOfTheApplicationAreLeftAloneIfNoneIsNamed() {
		ConcurrentMapCacheManager cacheManager = new ConcurrentMapCacheManager();
		this.servlet.withPropertyValues(SECRET)
			.withBean(CacheManager.class, () -> cacheManager)
			.run((context) -> assertThat(cacheManager.getCacheNames()).isEmpty());
	}

	@Test
	void cacheThatDoesNotExistIsRefused() {
		this.servlet.withPropertyValues(SECRET, "leadterra.webhook.cache=deliveries")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("no cache manager"));
		this.servlet.withPropertyValues(SECRET, "leadterra.webhook.cache=deliveries")
			.withBean(CacheManager.class, () -> new ConcurrentMapCacheManager("other"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("no cache of this name"));
	}

	@Test
	void cacheThatForgetsNothingIsRefused() {
		this.servlet.withPropertyValues(SECRET, "leadterra.webhook.cache=deliveries")
			.withBean(CacheManager.class, ConcurrentMapCacheManager::new)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("never forgets anything"));
	}

	@Test
	void cacheThatKeepsNothingIsRefused() {
		this.servlet.withPropertyValues(SECRET, "leadterra.webhook.cache=deliveries")
			.withBean(CacheManager.class, NoOpCacheManager::new)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("keeps nothing"));
	}

	@Test
	void cacheThatDropsTheNewestIsRefused() {
		CacheManager caffeine = new CaffeineCacheManager();
		for (CacheManager manager : List.of(caffeine, new TransactionAwareCacheManagerProxy(caffeine))) {
			this.servlet.withPropertyValues(SECRET, "leadterra.webhook.cache=deliveries")
				.withBean(CacheManager.class, () -> manager)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.hasMessageContaining("drops the newest entry"));
		}
	}

	@Test
	void cacheThatDoesNotWorkNowStopsNoStart() {
		CacheManager manager = mock();
		Cache cache = mock();
		given(manager.getCache("deliveries")).willReturn(cache);
		given(cache.getNativeCache()).willReturn(new Object());
		given(cache.putIfAbsent(any(), any())).willThrow(new IllegalStateException("Redis is down"));
		this.servlet.withPropertyValues(SECRET, "leadterra.webhook.cache=deliveries")
			.withBean(CacheManager.class, () -> manager)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void metricsAreKeptIfThereIsARegistry() {
		this.plain.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasSingleBean(MicrometerWebhookObserver.class));
		this.plain.run((context) -> assertThat(context).doesNotHaveBean(WebhookObserver.class));
		this.plain.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebhookObserver.class));
	}

	@Test
	void securityIsTouchedOnlyWhereSomethingIsProtected() {
		this.servlet.run((context) -> assertThat(context).doesNotHaveBean(SecurityFilterChain.class));
		this.servlet.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.withPropertyValues(SECRET)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("leadterraWebhookSecurityFilterChain"));
		this.reactive.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.withPropertyValues(SECRET)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("leadterraWebhookSecurityBypass"));
	}

	@Test
	void filterOfReactiveSecurityKeepsItsType() {
		this.reactive.withUserConfiguration(ReactiveSecurity.class)
			.run((context) -> assertThat(context).hasSingleBean(WebFilterChainProxy.class));
	}

	record PromptObserver(List<Object> found) implements WebhookObserver, NeverBlocking {

		@Override
		public void received() {
			this.found.add("observer");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class ReactiveSecurity {

		@Bean
		ReactiveAuthenticationManager authenticationManager() {
			return Mono::just;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedHandlers {

		private final List<String> calls = new CopyOnWriteArrayList<>();

		@Bean
		@Order(2)
		LeadterraWebhookHandler second() {
			return (event) -> Mono.fromRunnable(() -> this.calls.add("second"));
		}

		@Bean
		@Order(1)
		LeadterraWebhookHandler first() {
			return (event) -> Mono.fromRunnable(() -> {
				assertThat(event).isInstanceOf(CampaignStarted.class);
				this.calls.add("first");
			});
		}

	}

}
