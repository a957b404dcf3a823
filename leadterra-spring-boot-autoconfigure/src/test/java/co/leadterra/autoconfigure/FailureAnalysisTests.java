package co.leadterra.autoconfigure;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import co.leadterra.client.http.InvalidApiKeyException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

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

	private static void fails(Map<String, Object> properties) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(properties)
			.build();
		assertThatException().isThrownBy(application::run);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
