package co.leadterra.autoconfigure.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import co.leadterra.autoconfigure.internal.LeadterraConfigurationException;
import co.leadterra.autoconfigure.internal.PropertyOrigin;
import co.leadterra.webhook.InvalidWebhookSecretException;
import co.leadterra.webhook.LeadterraWebhookHandler;
import co.leadterra.webhook.WebhookDeliveries;
import co.leadterra.webhook.WebhookObserver;
import co.leadterra.webhook.WebhookReceiver;
import co.leadterra.webhook.WebhookSecret;
import co.leadterra.webhook.WebhookSignature;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration of receiving webhook deliveries. There is no condition on the
 * secret, which may be absent when an application is processed ahead of time: without one
 * there are no {@link WebhookSignature} and no endpoint when the application runs.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@EnableConfigurationProperties(LeadterraWebhookProperties.class)
@Import({ ServletWebhookConfiguration.class, ReactiveWebhookConfiguration.class })
public final class LeadterraWebhookAutoConfiguration {

	/**
	 * How long a claim outlives the time limit of its handlers. The sum stays below the
	 * minute after which Leadterra tries again.
	 */
	private static final Duration CLAIM_MARGIN = Duration.ofSeconds(30);

	private static final int MAX_SECRET_SIZE = 8 * 1024;

	private static final Log logger = LogFactory.getLog(LeadterraWebhookAutoConfiguration.class);

	LeadterraWebhookAutoConfiguration() {
	}

	@Bean
	static WebhookEventListenerFactory leadterraWebhookEventListenerFactory() {
		return new WebhookEventListenerFactory();
	}

	@Bean
	@ConditionalOnWebApplication
	static WebhookListenerCheck leadterraWebhookListenerCheck(ApplicationContext beans,
			WebhookEventListenerFactory methods) {
		return new WebhookListenerCheck(beans, methods);
	}

	@Bean
	@Lazy
	EventPublishingWebhookHandler leadterraEventPublishingWebhookHandler(ApplicationEventPublisher publisher) {
		return new EventPublishingWebhookHandler(publisher);
	}

	@Bean
	@ConditionalOnMissingBean
	@Nullable WebhookSignature leadterraWebhookSignature(LeadterraWebhookProperties properties, Environment environment,
			ResourceLoader resources) {
		try {
			if (secrets(properties).isEmpty()) {
				String seen = PropertyOrigin.seenUnmapped(environment, "leadterra.webhook.secret");
				if (!seen.isEmpty()) {
					logger.warn("No webhook deliveries are received, since there is no secret." + seen);
				}
				return null;
			}
		}
		catch (InvalidWebhookSecretException ex) {
			throw invalidSecret(ex, environment);
		}
		return WebhookSignature.of(() -> secrets(bound(environment, resources)), properties.getSecretOverlap())
			.withEncodings(properties.getSignatureEncodings())
			.withMaxAge(properties.getMaxAge())
			.withMaxClockSkew(properties.getMaxClockSkew());
	}

	private static LeadterraWebhookProperties bound(Environment environment, ResourceLoader resources) {
		LeadterraWebhookProperties properties = new LeadterraWebhookProperties();
		Binder binder = Binder.get(environment);
		binder.bind("leadterra.webhook.secret", String.class).ifBound(properties::setSecret);
		binder.bind("leadterra.webhook.secrets", Bindable.listOf(String.class)).ifBound(properties::setSecrets);
		binder.bind("leadterra.webhook.secret-location", String.class)
			.map(resources::getResource)
			.ifBound(properties::setSecretLocation);
		return properties;
	}

	private static List<WebhookSecret> secrets(LeadterraWebhookProperties properties) {
		Resource location = properties.getSecretLocation();
		MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn((entries) -> {
			entries.put("leadterra.webhook.secret", properties.getSecret());
			entries.put("leadterra.webhook.secrets", properties.getSecrets());
			entries.put("leadterra.webhook.secret-location", location);
		});
		if (location != null) {
			return List.of(WebhookSecret.of(read(location)));
		}
		List<String> secrets = (properties.getSecret() != null) ? List.of(properties.getSecret())
				: properties.getSecrets();
		if (secrets == null) {
			return List.of();
		}
		// an empty list is what a blank value is bound to
		return (secrets.isEmpty() ? List.of("") : secrets).stream().map(WebhookSecret::of).toList();
	}

	private static LeadterraConfigurationException invalidSecret(InvalidWebhookSecretException problem,
			Environment environment) {
		String origin = PropertyOrigin.describe(environment, "leadterra.webhook.secret", "leadterra.webhook.secrets",
				"leadterra.webhook.secrets[0]", "leadterra.webhook.secret-location");
		return new LeadterraConfigurationException(problem.getMessage() + "." + origin,
				problem.getReason().remedy() + """


						The secret must be the text that Leadterra signs with and nothing else, for example

						    export LEADTERRA_WEBHOOK_SECRET=<the signing secret>

						To receive no webhooks, remove the property.""");
	}

	private static String read(Resource location) {
		try (InputStream file = location.getInputStream()) {
			return new String(file.readNBytes(MAX_SECRET_SIZE), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new InvalidConfigurationPropertyValueException("leadterra.webhook.secret-location", location,
					"It cannot be read: " + ex.getMessage());
		}
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	WebhookDeliveries leadterraWebhookDeliveries(LeadterraWebhookProperties properties,
			ObjectProvider<CacheManager> cacheManager) {
		Duration claimLifetime = properties.getHandlerTimeout().plus(CLAIM_MARGIN);
		String cache = properties.getCache();
		return (cache != null)
				? new WebhookDeliveries(cache(cache, cacheManager.getIfAvailable()), claimLifetime, Clock.systemUTC())
				: WebhookDeliveries.inMemory(claimLifetime, Clock.systemUTC());
	}

	private static Cache cache(String name, @Nullable CacheManager cacheManager) {
		Cache cache = (cacheManager != null) ? cacheManager.getCache(name) : null;
		String problem = (cacheManager != null) ? problem(cache) : "The application has no cache manager";
		if (cache == null || problem != null) {
			throw new InvalidConfigurationPropertyValueException("leadterra.webhook.cache", name, problem);
		}
		return cache;
	}

	private static @Nullable String problem(@Nullable Cache cache) {
		if (cache == null) {
			return "The application's cache manager has no cache of this name";
		}
		if (cache.getNativeCache() instanceof ConcurrentHashMap) {
			return "This cache never forgets anything and is not shared. Use one that does and is, such as Redis'";
		}
		if (cache.getNativeCache().getClass().getName().startsWith("com.github.benmanes.caffeine.")) {
			return "A cache of Caffeine's drops the newest entry rather than one that is asked for often, and is not"
					+ " shared. Remove the property to remember the latest deliveries of each instance, or use a cache"
					+ " that all instances share, such as Redis'";
		}
		return keeps(cache) ? null : "This cache keeps nothing, so that every delivery would be handled again. Use"
				+ " another, such as Redis', or remove the property (is spring.cache.type=none set?)";
	}

	private static boolean keeps(Cache cache) {
		String key = "leadterra-test/" + UUID.randomUUID();
		try {
			cache.putIfAbsent(key, "kept");
			boolean kept = cache.get(key) != null;
			cache.evict(key);
			return kept;
		}
		catch (RuntimeException ex) {
			// deliveries fail for as long as it is so, and come again
			logger.warn("The cache that remembers webhook deliveries (leadterra.webhook.cache) does not work now", ex);
			return true;
		}
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	WebhookReceiver leadterraWebhookReceiver(WebhookSignature signature, WebhookDeliveries deliveries,
			ObjectProvider<LeadterraWebhookHandler> handlers, ObjectProvider<WebhookObserver> observers,
			LeadterraWebhookProperties properties) {
		return new WebhookReceiver(signature, deliveries, handlers.orderedStream().toList(),
				properties.getHandlerTimeout(), observers.orderedStream().toList());
	}

	@Bean
	@Lazy
	@ConditionalOnWebApplication
	@Nullable WebhookEndpoint leadterraWebhookEndpoint(ObjectProvider<WebhookSignature> signature,
			ObjectProvider<WebhookReceiver> receiver, LeadterraWebhookProperties properties) {
		if (!properties.isEndpointEnabled() || signature.getIfAvailable() == null) {
			return null;
		}
		int maxBodySize = (int) Math.min(properties.getMaxBodySize().toBytes(), Integer.MAX_VALUE - 1);
		return new WebhookEndpoint(receiver.getObject(), path(properties.getPath()),
				new WebhookBodies(maxBodySize, properties.getBodyTimeout()));
	}

	private static String path(String path) {
		if (!path.matches("(/[\\w.~-]+)+")) {
			throw new InvalidConfigurationPropertyValueException("leadterra.webhook.path", path,
					"It must be a path such as /webhooks/leadterra, without patterns and without a slash at its end");
		}
		return path;
	}

	/**
	 * Metrics, where there is a registry for them.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "leadterraWebhookObserver")
		MicrometerWebhookObserver leadterraWebhookObserver(MeterRegistry registry) {
			return new MicrometerWebhookObserver(registry);
		}

	}

}
