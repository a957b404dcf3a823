package co.leadterra.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.MaximumAllowableTagsMeterFilter;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeadterraMetricsAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeadterraMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LeadterraMetricsAutoConfiguration.class));

	private final ApplicationContextRunner withRegistry = this.runner.withBean(MeterRegistry.class,
			SimpleMeterRegistry::new);

	@Test
	void countsRetries() {
		this.withRegistry.run((context) -> assertThat(context).hasSingleBean(MeteredRetries.class));
	}

	@Test
	void limitsThePathsThatAreCounted(CapturedOutput output) {
		this.withRegistry.run((context) -> assertThat(countedPaths(context)).isEqualTo(100));
		assertThat(output).containsOnlyOnce("Are you using 'uriVariables' with leadterraWebClient?");
	}

	@Test
	void limitsThePathsThatAreCountedAsThoseOfOtherHttpClients() {
		this.withRegistry.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.withPropertyValues("management.metrics.web.client.max-uri-tags=7")
			.run((context) -> assertThat(countedPaths(context)).isEqualTo(7));
	}

	private static int countedPaths(ApplicationContext context) {
		MeterRegistry registry = new SimpleMeterRegistry();
		registry.config()
			.meterFilter(context.getBean("leadterraMaximumUriTags", MaximumAllowableTagsMeterFilter.class));
		for (int path = 0; path < 150; path++) {
			registry.counter("leadterra.client.requests", "uri", "/v1/" + path).increment();
		}
		return registry.getMeters().size();
	}

	@Test
	void needsARegistry() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeteredRetries.class));
	}

	@Test
	void needsMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("leadterraMeteredRetries"));
	}

	@Test
	void isOffWhenTheClientIsOff() {
		this.withRegistry.withPropertyValues("leadterra.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MeteredRetries.class));
	}

}
