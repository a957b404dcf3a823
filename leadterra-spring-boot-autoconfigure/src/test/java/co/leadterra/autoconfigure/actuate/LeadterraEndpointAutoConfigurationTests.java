package co.leadterra.autoconfigure.actuate;

import co.leadterra.autoconfigure.LeadterraAutoConfiguration;
import co.leadterra.client.LeadterraClient;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LeadterraEndpointAutoConfiguration}.
 */
class LeadterraEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(LeadterraAutoConfiguration.class, LeadterraEndpointAutoConfiguration.class))
		.withPropertyValues("leadterra.api-key=sk_test_example_0123456789");

	@Test
	void isThereWhenItIsExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=leadterra")
			.run((context) -> assertThat(context).hasSingleBean(LeadterraEndpoint.class));
	}

	@Test
	void listsAnOwnClientBesideNamedOnes() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=leadterra",
					"leadterra.clients.acme.api-key=sk_test_acme_0123456789")
			.withBean("leadterraClient", LeadterraClient.class, () -> mock(LeadterraClient.class))
			.run((context) -> assertThat(context.getBean(LeadterraEndpoint.class).clients().clients())
				.containsOnlyKeys("acme", "default"));
	}

	@Test
	void isNotExposedByDefault() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(LeadterraEndpoint.class));
	}

}
