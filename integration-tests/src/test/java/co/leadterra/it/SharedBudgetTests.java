package co.leadterra.it;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.LeadterraRateLimitException;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.it.redis.RedisServer;
import co.leadterra.test.LeadterraServer;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Several instances of an application that share a budget of calls over Redis.
 */
@Tag("thorough")
class SharedBudgetTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final LeadterraServer server = LeadterraServer.start();

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	private RedisServer redis;

	@BeforeEach
	void startRedis() {
		this.redis = RedisServer.start();
	}

	@AfterEach
	void stop() {
		this.instances.forEach(ConfigurableApplicationContext::close);
		this.redis.close();
		this.server.close();
	}

	@Test
	void instancesTogetherKeepToTheBudget() {
		List<LeadterraClient> clients = IntStream.range(0, 3)
			.mapToObj((instance) -> start("leadterra.rate-limit.permits=7", "leadterra.rate-limit.period=1h"))
			.toList();
		List<String> results = Flux.range(0, 30)
			.flatMap((call) -> clients.get(call % 3)
				.campaigns()
				.create(NewCampaign.of("Launch"))
				.map((created) -> "sent")
				.onErrorReturn(LeadterraRateLimitException.class, "held back"))
			.collectList()
			.block(LIMIT);
		assertThat(results).hasSize(30).filteredOn("sent"::equals).hasSize(7);
		assertThat(results).filteredOn("held back"::equals).hasSize(23);
		assertThat(this.server.requestCount()).isEqualTo(7);
	}

	@Test
	void callThatIsHeldBackTellsForHowLong() {
		LeadterraClient client = start("leadterra.rate-limit.permits=1", "leadterra.rate-limit.period=1h");
		create(client);
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(() -> create(client))
			.withMessageContaining("it was not sent: The budget of leadterra.rate-limit is used up for another 3")
			.satisfies((ex) -> assertThat(ex.getRetryAfter()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1)));
	}

	@Test
	void callWaitsForAPermit() {
		LeadterraClient client = start("leadterra.rate-limit.permits=1", "leadterra.rate-limit.period=100ms");
		for (int call = 0; call < 5; call++) {
			create(client);
		}
		assertThat(this.server.requestCount()).isEqualTo(5);
	}

	@Test
	void redisIsNotToldTheKey() {
		create(start("leadterra.rate-limit.permits=7", "leadterra.rate-limit.period=1h"));
		RedisClient client = RedisClient.create(this.redis.uri().toString());
		List<String> names = client.connect().sync().keys("*");
		client.shutdown();
		assertThat(names).singleElement()
			.asString()
			.startsWith("leadterra:rate-limit:")
			.doesNotContain(this.server.apiKey());
	}

	@Test
	void callIsNotSentWhenRedisIsGone() {
		LeadterraClient client = start("leadterra.rate-limit.permits=7", "leadterra.rate-limit.max-wait=300ms");
		create(client);
		this.redis.close();
		assertThatExceptionOfType(LeadterraConnectionException.class).isThrownBy(() -> create(client))
			.withMessageContaining(
					"it was not sent: The CallBudget co.leadterra.client.internal.admission.Bucket4jCallBudget failed")
			.satisfies((ex) -> assertThat(ex.mayHaveReachedLeadterra()).isFalse());
		assertThat(this.server.requestCount()).isOne();
	}

	private static void create(LeadterraClient client) {
		client.campaigns().create(NewCampaign.of("Launch")).block(LIMIT);
	}

	private LeadterraClient start(String... properties) {
		ConfigurableApplicationContext instance = new SpringApplicationBuilder(Instance.class)
			.web(WebApplicationType.NONE)
			.properties("redis=" + this.redis.uri(), "leadterra.base-url=" + this.server.baseUrl(),
					"leadterra.api-key=" + this.server.apiKey())
			.properties(properties)
			.run();
		this.instances.add(instance);
		return instance.getBean(LeadterraClient.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Instance {

		@Bean(destroyMethod = "shutdown")
		RedisClient redisClient(Environment environment) {
			return RedisClient.create(environment.getRequiredProperty("redis"));
		}

		@Bean
		AsyncProxyManager<String> budgets(RedisClient redisClient) {
			return Bucket4jLettuce.casBasedBuilder(redisClient)
				.build()
				.asAsync()
				.withMapper((name) -> name.getBytes(StandardCharsets.US_ASCII));
		}

	}

}
