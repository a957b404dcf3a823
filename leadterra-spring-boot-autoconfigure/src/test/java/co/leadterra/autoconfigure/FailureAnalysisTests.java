package co.leadterra.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.health.LeadterraHealthContributorAutoConfiguration;
import co.leadterra.autoconfigure.webhook.LeadterraWebhookAutoConfiguration;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.campaign.CampaignClient;
import co.leadterra.client.http.InvalidApiKeyException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what a failed start prints.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	private static final String SECRET = "example_0123456789";

	@Test
	void missingKeyIsAnsweredWithTheLineToPaste(CapturedOutput output) {
		fails(Map.of());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The Leadterra client has no API key.")
			.contains("export LEADTERRA_API_KEY=<the key>")
			.contains("leadterra.enabled=false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:%s/.env[.properties]", "configtree:%s/tree/" })
	void keyThatIsSeenButNotMappedIsExplained(String imported, @TempDir Path folder, CapturedOutput output)
			throws IOException {
		Files.writeString(folder.resolve(".env"), "LEADTERRA_API_KEY=sk_test_" + SECRET);
		Files.writeString(Files.createDirectory(folder.resolve("tree")).resolve("LEADTERRA_API_KEY"),
				"sk_test_" + SECRET);
		fails(Map.of("spring.config.import", imported.formatted(folder)));
		assertThat(output).contains("It is seen as LEADTERRA_API_KEY in Config")
			.containsPattern("(?m)^ {4}leadterra.api-key=\\$\\{LEADTERRA_API_KEY}$")
			.doesNotContain(SECRET);
	}

	@Test
	void keyOfANamedClientThatIsSeenButNotMappedIsExplained(@TempDir Path folder, CapturedOutput output)
			throws IOException {
		Path file = Files.writeString(folder.resolve("variables.properties"),
				"LEADTERRA_CLIENTS_ACME_EU_API_KEY=sk_test_" + SECRET);
		fails(Map.of("spring.config.import", file.toUri().toString(), "leadterra.clients.acme-eu.read-timeout", "9s"));
		assertThat(output)
			.containsPattern("(?m)^ {4}leadterra.clients.acme-eu.api-key=\\$\\{LEADTERRA_CLIENTS_ACME_EU_API_KEY}$")
			.doesNotContain(SECRET);
	}

	@Test
	void webhookSecretThatIsSeenButNotMappedIsWorthAWarning(@TempDir Path folder, CapturedOutput output)
			throws IOException {
		Path file = Files.writeString(folder.resolve("variables.properties"),
				"LEADTERRA_WEBHOOK_SECRET=sk_test_" + SECRET);
		SpringApplication application = application();
		application.setDefaultProperties(
				Map.of("spring.config.import", file.toUri().toString(), "leadterra.enabled", "false"));
		application.run().close();
		assertThat(output).containsOnlyOnce("leadterra.webhook.secret=${LEADTERRA_WEBHOOK_SECRET}")
			.doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "changeme", "null", "undefined", "<n/a>", "ENC(abc=)", "@api.key@", "%LEADTERRA_API_KEY%" })
	void placeholderIsNoKey(String key, CapturedOutput output) {
		fails(Map.of("leadterra.api-key", key));
		assertThat(output).contains("is still the placeholder of an example")
			.contains("It came from leadterra.api-key");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 99_999 })
	void portThatIsNoneStopsTheStart(int port, CapturedOutput output) {
		fails(Map.of("leadterra.api-key", "sk_test_" + SECRET, "leadterra.base-url", "http://localhost:" + port));
		assertThat(output).contains("has no valid port").contains("leadterra.base-url=http://localhost");
	}

	@Test
	void missingKeyOfANamedClientIsAnsweredWithItsOwnLine(CapturedOutput output) {
		fails(Map.of("leadterra.clients.acme-eu.base-url", "http://localhost:1"));
		assertThat(output).contains("The Leadterra client 'acme-eu' has no API key.")
			.contains("export LEADTERRA_CLIENTS_ACME_EU_API_KEY=<the key>")
			.contains("leadterra.clients.acme-eu.api-key-location=");
	}

	@Test
	void malformedKeyOfANamedClientIsExplainedWithItsProperty(CapturedOutput output) {
		fails(Map.of("leadterra.api-key", "sk_test_" + SECRET, "leadterra.clients.acme.api-key", "'sk_test_other'"));
		assertThat(output).contains("It came from leadterra.clients.acme.api-key, set by").doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "leadterra.clients[Acme Inc].api-key", "leadterra.clients[a.b].api-key",
			"leadterra.clients[-acme].api-key", "leadterra.clients[ ].api-key", "leadterra.clients[\u00fc].api-key" })
	void oddNameOfAClientIsAnsweredWithAnExample(String property, CapturedOutput output) {
		fails(Map.of(property, "sk_test_" + SECRET));
		assertThat(output).contains("cannot be the name of a Leadterra client.")
			.contains("leadterra.clients.acme.api-key=<the key>")
			.doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "leadterra.clients.api-key", "leadterra.clients.acme" })
	void valueWhereTheNameOfAClientBelongsIsNotShown(String property, CapturedOutput output) {
		fails(Map.of(property, "sk_test_" + SECRET));
		assertThat(output).contains(property + " has a value of its own").doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(classes = { Injection.class, InjectionByAnotherName.class, InjectionOfAResource.class })
	void injectionOfNoClientIsAnsweredWithTheNames(Class<?> injection, CapturedOutput output) {
		fails(Map.of("leadterra.clients.acme.api-key", "sk_test_" + SECRET, "leadterra.clients.globex.api-key",
				"sk_test_globex_0123456789", "spring.main.sources", injection.getName()));
		assertThat(output).contains("Each Leadterra client has a name: acme, globex.")
			.contains("@Qualifier(\"acme\") LeadterraClient client");
	}

	@Test
	void keyOfAModeThatIsNotAllowedIsMasked(CapturedOutput output) {
		fails(Map.of("leadterra.api-key", "sk_live_" + SECRET, "leadterra.allowed-modes", "TEST"));
		assertThat(output).contains("has the mode LIVE, but leadterra.allowed-modes is [TEST].")
			.contains("leadterra.allowed-modes=LIVE,TEST")
			.doesNotContain(SECRET);
	}

	@ParameterizedTest
	@CsvSource({ "missing, cannot be read", "folder, It is a directory", "huge, longer than 8192 bytes",
			"empty, is empty" })
	void keyFileThatCannotBeUsedIsExplained(String file, String problem, @TempDir Path folder, CapturedOutput output)
			throws IOException {
		Files.createDirectory(folder.resolve("folder"));
		Files.createFile(folder.resolve("empty"));
		Files.writeString(folder.resolve("huge"), ("sk_test_" + SECRET).repeat(1000));
		fails(Map.of("leadterra.api-key-location", folder.resolve(file).toUri().toString()));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("leadterra.api-key-location")
			.contains(problem)
			.doesNotContain(SECRET);
	}

	static Stream<Arguments> malformedKeys() {
		return Stream.of(Arguments.of("  ", Reason.EMPTY), Arguments.of("\"sk_test_" + SECRET + "\"", Reason.QUOTED),
				Arguments.of("Bearer sk_test_" + SECRET, Reason.BEARER_PREFIX),
				Arguments.of("sk_live_YOUR_KEY", Reason.PLACEHOLDER),
				Arguments.of("sk_test_example\n0123456789", Reason.LINE_BREAK),
				Arguments.of("sk_test_ " + SECRET, Reason.WHITESPACE),
				Arguments.of("sk_test_\u00fc" + SECRET, Reason.NON_ASCII),
				Arguments.of("sk_test_\u0007" + SECRET, Reason.CONTROL_CHARACTER),
				Arguments.of("sk_test_", Reason.TRUNCATED));
	}

	@ParameterizedTest
	@MethodSource("malformedKeys")
	void malformedKeyIsExplainedWithItsOriginAndNeverShown(String key, Reason reason, CapturedOutput output) {
		fails(Map.of("leadterra.api-key", key));
		assertThat(output).contains("The Leadterra API key " + reason.problem() + ".")
			.contains("It came from leadterra.api-key, set by \"leadterra.api-key\" from property source")
			.contains(reason.remedy())
			.doesNotContain(SECRET)
			.doesNotContain("example\n0123456789");
	}

	@Test
	void everyKindOfMalformationIsCovered() {
		assertThat(malformedKeys().map((arguments) -> arguments.get()[1])).containsAll(Arrays.asList(Reason.values()));
	}

	@Test
	void keyFromALocationIsExplainedWithTheLocationsProperty(CapturedOutput output) {
		fails(Map.of("leadterra.api-key-location", "classpath:several-lines.txt"));
		assertThat(output).contains("The Leadterra API key has a line break in its middle.")
			.contains("It came from leadterra.api-key-location");
	}

	@ParameterizedTest
	@CsvSource({ "app.leadterra.co, does not start with https://, https://app.leadterra.co",
			"https://app leadterra.co, has no valid host name, https://app.leadterra.co",
			"https://[app.leadterra.co, has no valid host name, https://app.leadterra.co",
			"https://me:sesame@app.leadterra.co/a b, has no valid host name or path, https://app.leadterra.co",
			"localhost:8080, does not start with https://, https://localhost:8080",
			"http://app.leadterra.co, over the network unencrypted, https://app.leadterra.co",
			"https://app.leadterra.co/v1, 'ends in /v1, which every call adds', https://app.leadterra.co",
			"https://app.leadterra.co/gateway/v1/, 'ends in /v1, which every call adds', "
					+ "https://app.leadterra.co/gateway",
			"https://me:sesame@app.leadterra.co, carries a user name or password, https://app.leadterra.co",
			"https://app.leadterra.co?a=b, has a query or a fragment, https://app.leadterra.co" })
	void badBaseUrlIsAnsweredWithTheLineThatMendsIt(String baseUrl, String problem, String suggestion,
			CapturedOutput output) {
		fails(Map.of("leadterra.api-key", "sk_test_" + SECRET, "leadterra.base-url", baseUrl));
		assertThat(output).contains(problem)
			.contains("It came from leadterra.base-url, set by \"leadterra.base-url\" from property source")
			.containsPattern("(?m)^ {4}leadterra.base-url=" + suggestion + "$")
			.doesNotContain("sesame")
			.doesNotContain(SECRET);
	}

	@Test
	void badBaseUrlThatIsTheKeyDoesNotShowIt(CapturedOutput output) {
		fails(Map.of("leadterra.api-key", "sk_test_" + SECRET, "leadterra.base-url", "sk_test_" + SECRET));
		assertThat(output).contains("does not start with https://").doesNotContain(SECRET);
	}

	@Test
	void malformedKeyInTheEnvironmentIsExplainedWithItsVariable(CapturedOutput output) {
		failsInEnvironment(Map.of("LEADTERRA_API_KEY", "'sk_test_" + SECRET + "'"));
		assertThat(output)
			.contains("It came from leadterra.api-key, set by System Environment Property \"LEADTERRA_API_KEY\"")
			.doesNotContain(SECRET);
	}

	@Test
	void badBaseUrlInTheEnvironmentIsAnsweredWithTheVariableThatMendsIt(CapturedOutput output) {
		failsInEnvironment(
				Map.of("LEADTERRA_API_KEY", "sk_test_" + SECRET, "LEADTERRA_BASE_URL", "https://app.leadterra.co/v1"));
		assertThat(output)
			.contains("It came from leadterra.base-url, set by System Environment Property \"LEADTERRA_BASE_URL\"")
			.containsPattern("(?m)^ {4}export LEADTERRA_BASE_URL=https://app.leadterra.co$");
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:missing.txt", "file:/missing/key.txt", "/missing/key.txt" })
	void locationThatCannotBeReadIsExplainedWithItsOrigin(String location, CapturedOutput output) {
		fails(Map.of("leadterra.api-key-location", location));
		assertThat(output).contains("The Leadterra API key cannot be read: ")
			.containsPattern("missing.*\\.txt.* cannot be (opened|resolved)|missing.key\\.txt")
			.contains(
					"It came from leadterra.api-key-location, set by \"leadterra.api-key-location\" from property source")
			.contains("    leadterra.api-key-location=file:/path/to/a/file/with/the/key");
	}

	@Test
	void locationThatIsTheKeyDoesNotShowIt(CapturedOutput output) {
		fails(Map.of("leadterra.api-key-location", "sk_test_" + SECRET));
		assertThat(output).contains("The Leadterra API key cannot be read: class path resource [sk_test_****6789]")
			.contains("The key itself, instead of a file, is given by")
			.doesNotContain(SECRET);
	}

	@Test
	void keyBesideALocationIsExplainedAndNotShown(CapturedOutput output) {
		fails(Map.of("leadterra.api-key", "sk_test_" + SECRET, "leadterra.api-key-location", "classpath:api-key.txt"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("leadterra.api-key-location")
			.contains("mutually exclusive")
			.doesNotContain(SECRET);
	}

	@ParameterizedTest
	@CsvSource({ "leadterra.connect-timeout, 0s, must be greater than zero",
			"leadterra.connect-timeout, -1s, must be greater than zero",
			"leadterra.read-timeout, 0s, must be greater than zero",
			"leadterra.read-timeout, -1s, must be greater than zero",
			"leadterra.max-response-size, 0B, must be greater than zero",
			"leadterra.max-response-size, -1B, must be greater than zero",
			"leadterra.draft-read-timeout, 0s, must be greater than zero",
			"leadterra.rejected-key-cool-down, -1s, must not be negative",
			"leadterra.http.max-idle-time, 0s, must be greater than zero",
			"leadterra.http.max-life-time, 0s, must be greater than zero",
			"leadterra.retry.max-attempts, 0, must be greater than zero",
			"leadterra.retry.initial-delay, -1s, must not be negative",
			"leadterra.retry.max-delay, -1s, must not be negative",
			"leadterra.retry.max-retry-after, -1s, must not be negative",
			"leadterra.retry.max-duration, -1s, must not be negative",
			"leadterra.rate-limit.max-wait, -1s, must not be negative",
			"leadterra.rate-limit.permits, 0, must be greater than zero",
			"leadterra.rate-limit.period, 0s, must be greater than zero",
			"leadterra.enrollment.custom-fields, sideways, custom-fields",
			"leadterra.enrollment.batch-size, 0, must be greater than zero",
			"leadterra.enrollment.max-batch-bytes, 0B, must be greater than zero",
			"leadterra.enrollment.max-batch-delay, 0s, must be greater than zero",
			"leadterra.enrollment.concurrency, 0, must be greater than zero",
			"leadterra.enrollment.duplicates, sometimes, duplicates",
			"leadterra.enrollment.duplicate-window, 0, 'must be from 1 to 1,000,000'",
			"leadterra.enrollment.duplicate-window, 1000001, 'must be from 1 to 1,000,000'",
			"management.health.leadterra.timeout, 0s, must be greater than zero",
			"management.health.leadterra.timeout, -1s, must be greater than zero",
			"management.health.leadterra.time-to-live, -1s, must not be negative",
			"management.health.leadterra.failure-time-to-live, -1s, must not be negative",
			"management.health.leadterra.unavailable-status, ' ', must not be blank" })
	void valueThatCannotBeRightIsExplainedWithItsOrigin(String property, String value, String problem,
			CapturedOutput output) {
		fails(Map.of("leadterra.api-key", "sk_test_" + SECRET, property, value));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property: " + property)
			.contains("Value: \"" + value + "\"")
			.containsPattern("Origin: .*property source")
			.contains(problem)
			.doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "proxy.example:3128", "http://me:sesame@proxy.example",
			"https://me:sesame@proxy.example:1", "http://me:ses ame@proxy.example:3128", "http://me:sesame" })
	void badProxyIsExplainedAndNeverShown(String proxy, CapturedOutput output) {
		fails(Map.of("leadterra.api-key", "sk_test_" + SECRET, "leadterra.http.proxy", proxy));
		assertThat(output).contains("The address of the proxy is not of the form http://host:port.")
			.contains("It came from leadterra.http.proxy, set by \"leadterra.http.proxy\" from property source")
			.containsPattern("(?m)^ {4}leadterra.http.proxy=http://proxy.example:3128$")
			.doesNotContain("sesame", "ses ame");
	}

	@Test
	void badProxyOfANamedClientIsExplainedWithItsProperty(CapturedOutput output) {
		fails(Map.of("leadterra.clients.acme.api-key", "sk_test_" + SECRET, "leadterra.clients.acme.http.proxy",
				"http://me:sesame@proxy.example"));
		assertThat(output).contains("It came from leadterra.clients.acme.http.proxy")
			.containsPattern("(?m)^ {4}leadterra.clients.acme.http.proxy=http://proxy.example:3128$")
			.doesNotContain("sesame");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|',
			value = { "|| ,is empty", "'example.sesame',has a quotation mark at its start or end",
					"YOUR_WEBHOOK_SECRET_sesame,is still the placeholder of an example",
					"|sk_test_example\nsesame|,has a line break in its middle" })
	void unusableWebhookSecretIsExplainedWithItsOriginAndNeverShown(String secret, String problem,
			CapturedOutput output) {
		fails(Map.of("leadterra.enabled", "false", "leadterra.webhook.secret", secret));
		assertThat(output).contains("The Leadterra webhook secret " + problem + ".")
			.contains("It came from leadterra.webhook.secret, set by \"leadterra.webhook.secret\" from property source")
			.contains("export LEADTERRA_WEBHOOK_SECRET=<the signing secret>")
			.doesNotContain("sesame");
	}

	@Test
	void bothKindsOfWebhookSecretsAreExplained(CapturedOutput output) {
		fails(Map.of("leadterra.enabled", "false", "leadterra.webhook.secret", "sk_test_example_sesame",
				"leadterra.webhook.secrets", "sk_test_example_sesame"));
		assertThat(output).contains("mutually exclusive")
			.contains("leadterra.webhook.secret")
			.contains("leadterra.webhook.secrets")
			.doesNotContain("sesame");
	}

	@Test
	void cacheThatDoesNotExistIsExplained(CapturedOutput output) {
		SpringApplication application = new SpringApplicationBuilder(WebApplication.class)
			.web(WebApplicationType.SERVLET)
			.properties("server.port=0", "leadterra.enabled=false", "leadterra.webhook.secret=sk_test_example",
					"leadterra.webhook.cache=deliveries")
			.build();
		assertThatException().isThrownBy(application::run);
		assertThat(output).contains("leadterra.webhook.cache")
			.contains("The application has no cache manager")
			.contains("APPLICATION FAILED TO START");
	}

	@Test
	void budgetWithoutBucket4jIsAnsweredWithTheDependency(CapturedOutput output) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.resourceLoader(new DefaultResourceLoader(new FilteredClassLoader("io.github.bucket4j")))
			.properties(Map.of("leadterra.api-key", "sk_test_" + SECRET, "leadterra.rate-limit.permits", "7"))
			.build();
		assertThatException().isThrownBy(application::run);
		assertThat(output).contains("leadterra.rate-limit.permits is set, but Bucket4j is not on the class path.")
			.contains("It came from leadterra.rate-limit.permits")
			.contains("<artifactId>bucket4j_jdk17-core</artifactId>");
	}

	@Test
	void budgetOfANamedClientWithoutBucket4jIsExplainedWithItsProperty(CapturedOutput output) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.resourceLoader(new DefaultResourceLoader(new FilteredClassLoader("io.github.bucket4j")))
			.properties(Map.of("leadterra.clients.acme.api-key", "sk_test_" + SECRET,
					"leadterra.clients.acme.rate-limit.permits", "7"))
			.build();
		assertThatException().isThrownBy(application::run);
		assertThat(output)
			.contains("leadterra.clients.acme.rate-limit.permits is set, but Bucket4j is not on the class path.")
			.contains("remove leadterra.clients.acme.rate-limit.permits");
	}

	private static void fails(Map<String, Object> properties) {
		SpringApplication application = application();
		application.setDefaultProperties(properties);
		assertThatException().isThrownBy(application::run);
	}

	private static void failsInEnvironment(Map<String, Object> variables) {
		SpringApplication application = application();
		StandardEnvironment environment = new StandardEnvironment();
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
		application.setEnvironment(environment);
		assertThatException().isThrownBy(application::run);
	}

	private static SpringApplication application() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).build();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SslAutoConfiguration.class, HttpClientAutoConfiguration.class,
			ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
			LeadterraAutoConfiguration.class, LeadterraHealthContributorAutoConfiguration.class,
			LeadterraWebhookAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WebApplication {

	}

	@Configuration(proxyBeanMethods = false)
	static class Injection {

		@Bean
		Object injected(CampaignClient campaigns) {
			return campaigns;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InjectionByAnotherName {

		@Bean
		Object injected(@Qualifier("nobody") LeadterraClient client) {
			return client;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InjectionOfAResource {

		@Bean
		Object injected(@Qualifier("acme") CampaignClient campaigns) {
			return campaigns;
		}

	}

}
