package co.leadterra.autoconfigure.actuate;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import co.leadterra.autoconfigure.LeadterraAutoConfiguration;
import co.leadterra.autoconfigure.webhook.LeadterraWebhookAutoConfiguration;
import co.leadterra.client.LeadterraClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LeadterraActuatorAutoConfiguration}.
 */
class LeadterraActuatorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
						LeadterraAutoConfiguration.class, LeadterraActuatorAutoConfiguration.class,
						LeadterraWebhookAutoConfiguration.class, EnvironmentEndpointAutoConfiguration.class,
						ConfigurationPropertiesReportEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=env,configprops",
				"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always");

	@ParameterizedTest
	@ValueSource(strings = { "sk_test_example_0123456789", "a_key_of_unknown_kind_0123456789" })
	void showsTheKeyNeitherByEnvNorByConfigprops(String key) {
		this.runner.withPropertyValues("leadterra.api-key=" + key, "leadterra.base-url=http://localhost:1")
			.run((context) -> {
				assertThat(env(context.getBean(EnvironmentEndpoint.class))).contains("http://localhost:1")
					.doesNotContain(key);
				assertThat(configprops(context.getBean(ConfigurationPropertiesReportEndpoint.class)))
					.contains("http://localhost:1")
					.doesNotContain(key);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "sk_test_example_0123456789", "a_key_of_unknown_kind_0123456789" })
	void masksThePropertyThatAPlaceholderRefersTo(String key) {
		this.runner.withPropertyValues("acme.mail=" + key, "leadterra.api-key=${acme.mail}")
			.run((context) -> assertThat(env(context.getBean(EnvironmentEndpoint.class))).doesNotContain(key));
	}

	@Test
	void masksTheKeyWithinALongerText() {
		this.runner
			.withPropertyValues("leadterra.api-key=sk_test_example_0123456789",
					"command=java -jar app.jar --leadterra.api-key=sk_test_example_0123456789 --other=shown")
			.run((context) -> assertThat(env(context.getBean(EnvironmentEndpoint.class)))
				.contains("--leadterra.api-key=sk_test_****6789 --other=shown"));
	}

	@Test
	void masksTheKeyWhenTheClientIsSwitchedOff() {
		this.runner.withPropertyValues("leadterra.enabled=false", "leadterra.api-key=\"a_quoted_key_0123456789\"")
			.run((context) -> assertThat(env(context.getBean(EnvironmentEndpoint.class)))
				.doesNotContain("a_quoted_key_0123456789"));
	}

	@Test
	void masksTheKeysOfFurtherClients() {
		this.runner
			.withPropertyValues("leadterra.api-key=sk_test_example_0123456789",
					"leadterra.clients.acme.api-key=another_key_0123456789")
			.run((context) -> assertThat(env(context.getBean(EnvironmentEndpoint.class)))
				.doesNotContain("another_key_0123456789"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://me:sesame@proxy.example:3128", "http://me:se/sa@me@proxy.example:3128" })
	void masksTheCredentialsOfTheProxy(String proxy) {
		this.runner
			.withPropertyValues("leadterra.enabled=false", "acme.proxy=" + proxy, "leadterra.http.proxy=${acme.proxy}",
					"command=java -jar app.jar --leadterra.http.proxy=" + proxy + " --other=shown")
			.run((context) -> {
				assertThat(env(context.getBean(EnvironmentEndpoint.class))).contains("****@proxy.example:3128")
					.contains("--other=shown")
					.doesNotContain("sesame", "se/sa");
				assertThat(configprops(context.getBean(ConfigurationPropertiesReportEndpoint.class)))
					.doesNotContain("sesame", "se/sa");
			});
	}

	@Test
	void masksTheCredentialsOfTheProxyOfANamedClient() {
		String proxy = "http://me:sesame@proxy.example:3128";
		this.runner
			.withPropertyValues("leadterra.enabled=false", "acme.proxy=" + proxy,
					"leadterra.clients.acme.http.proxy=${acme.proxy}")
			.run((context) -> assertThat(env(context.getBean(EnvironmentEndpoint.class)))
				.contains("****@proxy.example:3128")
				.doesNotContain("sesame"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "leadterra.webhook.secret=", "leadterra.webhook.secrets=sk_test_example_new,",
			"leadterra.webhook.secrets[0]=" })
	void showsWebhookSecretsNeitherByEnvNorByConfigprops(String property) {
		String secret = "sk_test_example.webhook.secret";
		this.runner.withPropertyValues("leadterra.api-key=sk_test_example_0123456789", property + secret,
				"leadterra.webhook.path=/shown", "command=java -jar app.jar --" + property + secret + " --other=shown")
			.run((context) -> {
				assertThat(env(context.getBean(EnvironmentEndpoint.class))).contains("/shown")
					.contains("**** --other=shown")
					.doesNotContain("example.webhook.secret");
				assertThat(configprops(context.getBean(ConfigurationPropertiesReportEndpoint.class))).contains("/shown")
					.doesNotContain("example.webhook.secret");
			});
	}

	@Test
	void looksSecretsUpOnceInAWhileHoweverManyValuesAreShown() {
		Map<String, Object> properties = IntStream.range(0, 5000)
			.boxed()
			.collect(Collectors.toMap((index) -> "acme.property" + index, String::valueOf));
		properties.put("leadterra.api-key", "sk_test_example_0123456789");
		AtomicInteger reads = new AtomicInteger();
		PropertySource<?> source = new MapPropertySource("many", properties) {

			@Override
			public @Nullable Object getProperty(String name) {
				if (name.equals("leadterra.api-key")) {
					reads.incrementAndGet();
				}
				return super.getProperty(name);
			}

		};
		this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source))
			.run((context) -> {
				reads.set(0);
				assertThat(env(context.getBean(EnvironmentEndpoint.class))).contains("acme.property4999");
				assertThat(reads).hasValueLessThan(500);
			});
	}

	@Test
	void leavesOtherValuesAlone() {
		this.runner
			.withPropertyValues("leadterra.api-key=sk_test_example_0123456789", "acme.text=plain", "acme.number=1")
			.run((context) -> assertThat(env(context.getBean(EnvironmentEndpoint.class))).contains("plain"));
	}

	@Test
	void theListOfClientsIsThereWhenItIsExposed() {
		this.runner
			.withPropertyValues("leadterra.api-key=sk_test_example_0123456789",
					"management.endpoints.web.exposure.include=leadterra")
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
	void theListOfClientsIsNotExposedByDefault() {
		this.runner.withPropertyValues("leadterra.api-key=sk_test_example_0123456789")
			.run((context) -> assertThat(context).doesNotHaveBean(LeadterraEndpoint.class));
	}

	@Test
	void withoutClientsThereIsNoListOfThem() {
		this.runner.withPropertyValues("leadterra.enabled=false", "management.endpoints.web.exposure.include=leadterra")
			.run((context) -> assertThat(context).hasSingleBean(LeadterraSanitizingFunction.class)
				.doesNotHaveBean(LeadterraEndpoint.class));
	}

	@Test
	void backsOffWithoutTheActuator() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LeadterraActuatorAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("leadterraSanitizingFunction"));
	}

	private static String env(EnvironmentEndpoint endpoint) {
		return JsonMapper.shared().writeValueAsString(endpoint.environment(null));
	}

	private static String configprops(ConfigurationPropertiesReportEndpoint endpoint) {
		return JsonMapper.shared().writeValueAsString(endpoint.configurationProperties());
	}

}
