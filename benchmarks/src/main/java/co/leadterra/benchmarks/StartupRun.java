package co.leadterra.benchmarks;

import java.lang.management.ManagementFactory;
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
	 * @param args the starter, and the type of the application
	 * @throws ClassNotFoundException if the starter is not on the class path
	 */
	public static void main(String[] args) throws ClassNotFoundException {
		Starters starter = Starters.valueOf(args[0]);
		SpringApplication application = new SpringApplicationBuilder(source(starter))
			.web(WebApplicationType.valueOf(args[1]))
			.properties("leadterra.api-key=" + CannedServer.API_KEY, "server.port=0",
					"spring.ai.openai.api-key=" + CannedServer.API_KEY, "spring.cloud.aws.region.static=eu-central-1",
					"spring.cloud.aws.credentials.access-key=example",
					"spring.cloud.aws.credentials.secret-key=example")
			.build();
		String bean = starter.bean();
		long start = System.nanoTime();
		ConfigurableApplicationContext context = application.run();
		if (bean != null) {
			context.getBean(Class.forName(bean));
		}
		long nanos = System.nanoTime() - start;
		long cpuNanos = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
		long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
		if (context.containsBean("leadterraClient") != (starter == Starters.LEADTERRA)) {
			throw new IllegalStateException("The class path is not that of " + starter);
		}
		System.out.println("contextMillis=" + nanos / 1e6);
		System.out.println("cpuMillis=" + cpuNanos / 1e6);
		System.out.println("classes=" + classes);
		System.out.println("beans=" + context.getBeanDefinitionCount());
		System.exit(0);
	}

	private static Class<?> source(Starters starter) {
		if (starter == Starters.LEADTERRA) {
			return WithStarter.class;
		}
		return starter.hasClient() ? WithPeer.class : ByHand.class;
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
	static class WithPeer {

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
