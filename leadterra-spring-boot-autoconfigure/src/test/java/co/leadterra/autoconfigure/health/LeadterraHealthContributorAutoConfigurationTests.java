package co.leadterra.autoconfigure.health;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import co.leadterra.autoconfigure.LeadterraAutoConfiguration;
import co.leadterra.autoconfigure.LeadterraClientCustomizer;
import co.leadterra.client.LeadterraClient;
import co.leadterra.health.LeadterraHealthIndicator;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LeadterraHealthContributorAutoConfiguration}.
 */
class LeadterraHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
						LeadterraAutoConfiguration.class, LeadterraHealthContributorAutoConfiguration.class))
		.withPropertyValues("leadterra.api-key=sk_test_example_0123456789", "leadterra.base-url=http://localhost:1");

	@Test
	void contributesHealthNamedLeadterra() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(LeadterraHealthIndicator.class)
			.hasBean("leadterraHealthContributor"));
	}

	@Test
	void contributesHealthPerClientWhenThereAreSeveral() {
		this.runner.withPropertyValues("leadterra.clients.acme.api-key=sk_test_acme_0123456789")
			.run((context) -> assertThat(
					context.getBean("leadterraHealthContributor", CompositeReactiveHealthContributor.class).stream())
				.extracting(ReactiveHealthContributors.Entry::name)
				.containsExactly("default", "acme"));
	}

	@Test
	void contributesHealthOfAnOwnClientBesideNamedOnes() {
		this.runner.withPropertyValues("leadterra.clients.acme.api-key=sk_test_acme_0123456789")
			.withBean("leadterraClient", LeadterraClient.class, () -> mock(LeadterraClient.class))
			.run((context) -> assertThat(
					context.getBean("leadterraHealthContributor", CompositeReactiveHealthContributor.class).stream())
				.extracting(ReactiveHealthContributors.Entry::name)
				.containsExactly("default", "acme"));
	}

	@Test
	void isDownForAMockOfTheClient() {
		this.runner.withBean(LeadterraClient.class, () -> mock(LeadterraClient.class))
			.run((context) -> assertThat(context.getBean(LeadterraHealthIndicator.class)
				.health()
				.block(Duration.ofSeconds(10))
				.getStatus()
				.getCode()).isEqualTo("DOWN"));
	}

	@Test
	void asksAllClientsAtOnceWhenOneAfterTheOtherIsAskedFor() {
		Set<String> asked = ConcurrentHashMap.newKeySet();
		this.runner
			.withPropertyValues("leadterra.clients.acme.api-key=sk_test_acme_0123456789",
					"leadterra.retry.enabled=false")
			.withBean(LeadterraClientCustomizer.class, () -> (builder) -> builder.connector((method, uri, callback) -> {
				asked.add(builder.name());
				return Mono.error(new IOException("down"));
			}))
			.run((context) -> {
				ReactiveHealthContributors.Entry first = context
					.getBean("leadterraHealthContributor", CompositeReactiveHealthContributor.class)
					.stream()
					.findFirst()
					.orElseThrow();
				((ReactiveHealthIndicator) first.contributor()).health().block(Duration.ofSeconds(10));
				assertThat(asked).containsExactlyInAnyOrder("default", "acme");
			});
	}

	@Test
	void isOffByItsOwnSwitch() {
		this.runner.withPropertyValues("management.health.leadterra.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(LeadterraHealthIndicator.class));
	}

	@Test
	void isOffByTheSwitchOfAllHealthIndicators() {
		this.runner.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(LeadterraHealthIndicator.class));
	}

	@Test
	void isOffWhenTheClientIsOff() {
		this.runner.withPropertyValues("leadterra.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LeadterraHealthIndicator.class));
	}

	@Test
	void backsOffForAnIndicatorOfTheApplication() {
		this.runner
			.withBean("leadterraHealthIndicator", ReactiveHealthIndicator.class,
					() -> () -> Mono.just(Health.up().build()))
			.run((context) -> assertThat(context).doesNotHaveBean(LeadterraHealthIndicator.class));
	}

	@Test
	void usesTheConfiguredStatusWhenLeadterraIsUnavailable() {
		this.runner.withPropertyValues("management.health.leadterra.unavailable-status=UNKNOWN")
			.run((context) -> assertThat(context.getBean(LeadterraHealthIndicator.class)
				.health()
				.block(Duration.ofSeconds(10))
				.getStatus()
				.getCode()).isEqualTo("UNKNOWN"));
	}

	@Test
	void isDownByDefaultWhenLeadterraIsUnavailable() {
		this.runner.run((context) -> assertThat(context.getBean(LeadterraHealthIndicator.class)
			.health()
			.block(Duration.ofSeconds(10))
			.getStatus()
			.getCode()).isEqualTo("DOWN"));
	}

}
