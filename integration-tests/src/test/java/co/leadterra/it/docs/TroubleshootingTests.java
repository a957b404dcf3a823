package co.leadterra.it.docs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.LeadterraAutoConfiguration;
import co.leadterra.autoconfigure.webhook.LeadterraWebhookAutoConfiguration;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraException;
import co.leadterra.it.docs.Page.Block;
import co.leadterra.test.LeadterraErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what the page on troubleshooting quotes with what is really said.
 */
class TroubleshootingTests {

	private static final String KEY = "leadterra.api-key=sk_test_example_0123456789";

	private static final String LIVE_KEY = "leadterra.api-key=sk_live_example_0123456789";

	private static final Page PAGE = Page.read(Page.ROOT.resolve("docs/troubleshooting.md"));

	private static final Map<String, List<String>> CAUSES = new HashMap<>();

	static {
		CAUSES.put("There is no API key", List.of());
		CAUSES.put("The API key cannot be one", List.of("leadterra.api-key='sk_test_example_0123456789'"));
		CAUSES.put("The file with the key cannot be read", List.of("leadterra.api-key-location=file:/nowhere/key"));
		CAUSES.put("The mode is not allowed", List.of(LIVE_KEY, "leadterra.allowed-modes=TEST"));
		CAUSES.put("The base URL", List.of(KEY, "leadterra.base-url=https://app.leadterra.co/v1"));
		CAUSES.put("The proxy", List.of(KEY, "leadterra.http.proxy=proxy.example"));
		CAUSES.put("A client's name", List.of(KEY, "leadterra.clients.a_b.api-key=sk_test_example_0123456789"));
		CAUSES.put("No client without a name", List.of("leadterra.clients.acme.api-key=sk_test_example_0123456789"));
		CAUSES.put("Bucket4j is missing", List.of(KEY, "leadterra.rate-limit.permits=100"));
		CAUSES.put("The webhook secret cannot be one", List.of(KEY, "leadterra.webhook.secret="));
		CAUSES.put("The webhook's cache or path",
				List.of(KEY, "leadterra.webhook.secret=example", "leadterra.webhook.cache=deliveries"));
	}

	static Stream<Block> failedStarts() {
		return PAGE.blocks("text").filter((block) -> !block.heading().startsWith("Leadterra"));
	}

	@ParameterizedTest
	@MethodSource("failedStarts")
	void aFailedStartSaysWhatThePageQuotes(Block quote) {
		assertThat(CAUSES).containsKey(quote.heading());
		AtomicReference<ConfigurableApplicationContext> started = new AtomicReference<>();
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(HttpClientAutoConfiguration.class,
					ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
					LeadterraAutoConfiguration.class, LeadterraWebhookAutoConfiguration.class))
			.withUserConfiguration(Caller.class)
			.withInitializer(started::set)
			.withClassLoader(new FilteredClassLoader("io.github.bucket4j"))
			.withPropertyValues("leadterra.allowed-modes=LIVE,TEST")
			.withPropertyValues(CAUSES.get(quote.heading()).toArray(String[]::new))
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = analyze(context.getStartupFailure(), started.get());
				assertThat(analysis.getDescription() + analysis.getAction()).contains(quote.code().strip());
			});
	}

	@Test
	void everyFailedStartIsQuoted() {
		assertThat(failedStarts().map(Block::heading)).containsExactlyInAnyOrderElementsOf(CAUSES.keySet());
	}

	@Test
	void theRefusedKeyReadsAsThePageQuotesIt() {
		Block quote = PAGE.blocks("text")
			.filter((block) -> block.heading().equals("LeadterraAuthenticationException"))
			.findFirst()
			.orElseThrow();
		assertThat(LeadterraErrors.authenticationFailed()).hasMessageStartingWith(quote.code().strip());
	}

	@Test
	void everyExceptionOfACallHasAHeading() {
		assertThat(Stream
			.of(LeadterraErrors.authenticationFailed(), LeadterraErrors.permissionDenied(),
					LeadterraErrors.notFound("campaign_not_found"), LeadterraErrors.conflict(),
					LeadterraErrors.invalidRequest("no_leads_enrolled"), LeadterraErrors.draftBlocked("spam"),
					LeadterraErrors.rateLimited(), LeadterraErrors.serverError(500),
					LeadterraErrors.unexpectedResponse(), LeadterraErrors.notConnected())
			.map(LeadterraException::getClass)
			.map(Class::getSimpleName)).allSatisfy((name) -> assertThat(PAGE.text()).contains("\n### " + name + "\n"));
	}

	private static FailureAnalysis analyze(Throwable failure, ConfigurableApplicationContext context) {
		ArgumentResolver arguments = ArgumentResolver.of(Environment.class, context.getEnvironment())
			.and(BeanFactory.class, context.getBeanFactory());
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, problem) -> {
			}))
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElseThrow(() -> new AssertionError(failure));
	}

	static class Caller {

		Caller(LeadterraClient leadterra) {
		}

	}

}
