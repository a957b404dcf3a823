package co.leadterra.benchmarks;

import java.util.List;

import co.leadterra.client.sender.SenderPoolClient;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Starts an application that calls Leadterra, with the starter or by hand, in a process
 * of its own.
 */
public final class StartupRun {

	private StartupRun() {
	}

	/**
	 * Measures the start.
	 * @param args whether to use the starter, and the type of the application
	 */
	public static void main(String[] args) {
		boolean starter = Boolean.parseBoolean(args[0]);
		SpringApplication application = new SpringApplicationBuilder(starter ? WithStarter.class : ByHand.class)
			.web(WebApplicationType.valueOf(args[1]))
			.properties("leadterra.api-key=" + CannedServer.API_KEY, "server.port=0")
			.build();
		long start = System.nanoTime();
		ConfigurableApplicationContext context = application.run();
		long nanos = System.nanoTime() - start;
		long cpuNanos = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
		if (starter != context.containsBean("leadterraClient")) {
			throw new IllegalStateException("Starter on the class path: " + !starter);
		}
		System.out.println("contextMillis=" + nanos / 1e6);
		System.out.println("cpuMillis=" + cpuNanos / 1e6);
		System.exit(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithStarter {

		@Bean
		Object user(SenderPoolClient senderPools) {
			return List.of(senderPools);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ByHand {

		@Bean
		WebClient leadterra(WebClient.Builder builder) {
			return builder.baseUrl("https://app.leadterra.co")
				.defaultHeaders((headers) -> headers.setBearerAuth(CannedServer.API_KEY))
				.build();
		}

		@Bean
		Object user(WebClient leadterra) {
			return List.of(leadterra);
		}

	}

}
