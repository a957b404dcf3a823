package co.leadterra.it.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import co.leadterra.webhook.LeadterraWebhookHandler;
import co.leadterra.webhook.ReplyReceived;
import co.leadterra.webhook.WebhookDeliveries;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that neither handlers nor the cache block an event loop, in a JVM where that is
 * an error.
 */
@Tag("blockhound")
class WebhookBlockHoundTests {

	private static final List<String> blocked = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void install() {
		BlockHound.install();
	}

	private static void block(String where) {
		try {
			if (!new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS)) {
				blocked.add(where);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void blockingOnAnEventLoopIsNoticed() {
		StepVerifier.create(Mono.fromRunnable(() -> block("event loop")).subscribeOn(Schedulers.parallel()))
			.expectError(BlockingOperationError.class)
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void handlersAndCacheMayBlock() {
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.REACTIVE)
			.run("--server.port=0", "--leadterra.enabled=false", "--leadterra.webhook.secret=" + Delivery.SECRET)) {
			int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			Delivery delivery = Delivery.reply("rpl_1");
			assertThat(delivery.send(port).statusCode()).isEqualTo(204);
			assertThat(delivery.send(port).statusCode()).isEqualTo(204);
			assertThat(delivery.withSignature("wrong").send(port).statusCode()).isEqualTo(401);
			assertThat(blocked).containsExactly("claim", "first handler", "second handler", "listener", "complete",
					"claim");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		WebhookDeliveries deliveries() {
			return new WebhookDeliveries(new ConcurrentMapCache("slow") {

				@Override
				public ValueWrapper putIfAbsent(Object key, Object value) {
					block("claim");
					return super.putIfAbsent(key, value);
				}

				@Override
				public void put(Object key, Object value) {
					block("complete");
					super.put(key, value);
				}

			}, Duration.ofMinutes(1), Clock.systemUTC());
		}

		@Bean
		@Order(1)
		LeadterraWebhookHandler first() {
			return (event) -> {
				block("first handler");
				return Mono.delay(Duration.ofMillis(1), Schedulers.parallel()).then();
			};
		}

		@Bean
		@Order(2)
		LeadterraWebhookHandler second() {
			return (event) -> Mono.fromRunnable(() -> block("second handler"));
		}

		@EventListener
		void on(ReplyReceived event) {
			block("listener");
		}

	}

}
