package co.leadterra.it.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import co.leadterra.webhook.ReplyReceived;
import co.leadterra.webhook.WebhookDeliveries;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;

/**
 * One of several instances of an application that remember deliveries in Redis.
 */
public final class WebhookInstance implements AutoCloseable {

	static final String CACHE = "leadterra-webhook-deliveries";

	private final ConfigurableApplicationContext context;

	private WebhookInstance(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static WebhookInstance start(URI redis, WebApplicationType type, Listener listener, String... profiles) {
		return new WebhookInstance(new SpringApplicationBuilder(Application.class)
			.initializers((context) -> context.getBeanFactory().registerSingleton("listener", listener))
			.web(type)
			.profiles(profiles)
			.run("--server.port=0", "--leadterra.enabled=false", "--leadterra.webhook.secret=" + Delivery.SECRET,
					"--leadterra.webhook.cache=" + CACHE, "--spring.data.redis.url=" + redis,
					"--spring.cache.redis.time-to-live=13h"));
	}

	/**
	 * Runs an instance whose handler never ends, in a process of its own.
	 * @param arguments the address of Redis
	 */
	public static void main(String[] arguments) {
		WebhookInstance instance = start(URI.create(arguments[0]), WebApplicationType.REACTIVE, (event) -> {
			System.out.println("handling");
			new CountDownLatch(1).await();
		});
		System.out.println("port " + instance.port());
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Handles replies.
	 */
	interface Listener {

		@EventListener
		void on(ReplyReceived event) throws InterruptedException;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

		/**
		 * An instance for which every claim of another has come to its end.
		 * @param caches the application's caches
		 * @return what looks at claims from the future
		 */
		@Bean
		@Profile("later")
		WebhookDeliveries deliveries(CacheManager caches) {
			return new WebhookDeliveries(caches.getCache(CACHE), Duration.ofMinutes(1),
					Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));
		}

	}

}
