package co.leadterra.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.MaximumAllowableTagsMeterFilter;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeadterraMetricsAutoConfiguration}.
 */
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
	void limitsThePathsThatAreCounted() {
		this.withRegistry.run((context) -> {
			MeterRegistry registry = new SimpleMeterRegistry();
			registry.config().meterFilter(context.getBean(MaximumAllowableTagsMeterFilter.class));
			for (int i = 0; i < 150; i++) {
				registry.counter("leadterra.client.requests", "uri", "/v1/" + i).increment();
			}
			assertThat(registry.getMeters()).hasSize(100);
		});
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
