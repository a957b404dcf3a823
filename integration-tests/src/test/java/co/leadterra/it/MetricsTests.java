package co.leadterra.it;

import java.time.Duration;

import co.leadterra.client.LeadterraClient;
import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metrics of an application that has Micrometer.
 */
class MetricsTests {

	@Test
	void repeatedCallsAreCounted() {
		try (LeadterraServer server = LeadterraServer.start();
				ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
					.web(WebApplicationType.NONE)
					.run("--leadterra.base-url=" + server.baseUrl(), "--leadterra.api-key=" + server.apiKey(),
							"--leadterra.retry.initial-delay=1ms")) {
			server.inject(Fault.status(503).times(2));
			application.getBean(LeadterraClient.class).senderPools().list().blockLast(Duration.ofSeconds(20));
			assertThat(application.getBean(MeterRegistry.class)
				.get("leadterra.client.retries")
				.tag("operation", "GET /v1/sender-pools")
				.tag("reason", "503")
				.counter()
				.count()).isEqualTo(2);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

}
