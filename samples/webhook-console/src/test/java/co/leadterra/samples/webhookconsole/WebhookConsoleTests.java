package co.leadterra.samples.webhookconsole;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the console without a browser.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebhookConsoleTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@Test
	void saysWhatTheReadmeShows(CapturedOutput output) throws IOException {
		String readme = Files.readString(Path.of("README.md"));
		int start = readme.indexOf("No LEADTERRA_API_KEY is set");
		try (ConfigurableApplicationContext application = run()) {
			assertThat(output).contains(application.getBean(LeadterraServer.class).baseUrl().toString(),
					url(application));
			assertThat(withoutPorts(output.getOut()))
				.startsWith(withoutPorts(readme.substring(start, readme.indexOf("```", start))));
		}
	}

	@Test
	void receivesFromTheServiceAndSendsNothing(CapturedOutput output) {
		try (LeadterraServer leadterra = LeadterraServer.start();
				ConfigurableApplicationContext application = run(leadterra,
						"leadterra.webhook.secret=" + leadterra.webhookSecret())) {
			leadterra.deliverTo(URI.create(url(application) + "/webhooks/leadterra"));
			String campaign = leadterra.workspace().addCampaign(Map.of());
			leadterra.workspace().addReply(campaign, Map.of("threadSnippet", "A real reply"));
			leadterra.deliveries().await(TIMEOUT);
			assertThat(events(application)).contains("A real reply");
			assertThat(status(application, HttpMethod.POST, "/api/stand-in/campaign")).isEqualTo(404);
			assertThat(status(application, HttpMethod.POST, "/api/stand-in/forgery")).isEqualTo(404);
			assertThat(leadterra.requests()).extracting((request) -> request.method()).doesNotContain("POST");
			assertThat(output).contains("Talking to Leadterra at " + leadterra.baseUrl());
		}
	}

	@Test
	void saysThatNothingCanArriveWithoutASecret(CapturedOutput output) {
		try (LeadterraServer leadterra = LeadterraServer.start();
				ConfigurableApplicationContext application = run(leadterra)) {
			assertThat(output).contains("set LEADTERRA_WEBHOOK_SECRET");
			assertThat(get(application, "/api/setup")).contains("\"receiving\":false");
			assertThat(status(application, HttpMethod.POST, "/webhooks/leadterra")).isEqualTo(404);
		}
	}

	@Test
	void explainsWhyThereAreNoPools() {
		try (LeadterraServer leadterra = LeadterraServer.start();
				ConfigurableApplicationContext application = run(leadterra)) {
			leadterra.inject(Fault.status(403));
			assertThat(status(application, HttpMethod.GET, "/api/pools")).isEqualTo(502);
			assertThat(get(application, "/api/pools")).contains("\"detail\":\"", "403");
		}
	}

	private static String withoutPorts(String text) {
		return text.replaceAll("localhost:\\d+", "localhost");
	}

	private static ConfigurableApplicationContext run(LeadterraServer leadterra, String... properties) {
		return run(Stream
			.concat(Stream.of("leadterra.base-url=" + leadterra.baseUrl(), "leadterra.api-key=" + leadterra.apiKey()),
					Stream.of(properties))
			.toArray(String[]::new));
	}

	private static ConfigurableApplicationContext run(String... properties) {
		String[] arguments = Stream.concat(Stream.of("server.port=0"), Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return SpringApplication.run(WebhookConsoleApplication.class, arguments);
	}

	private static String url(ConfigurableApplicationContext application) {
		return "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
	}

	private static String events(ConfigurableApplicationContext application) {
		Flux<String> data = client(application).get().uri("/api/events").retrieve().bodyToFlux(String.class);
		return String.join("\n", data.take(2).collectList().blockOptional(TIMEOUT).orElseThrow());
	}

	private static String get(ConfigurableApplicationContext application, String path) {
		return client(application).get()
			.uri(path)
			.exchangeToMono((response) -> response.bodyToMono(String.class))
			.blockOptional(TIMEOUT)
			.orElseThrow();
	}

	private static int status(ConfigurableApplicationContext application, HttpMethod method, String path) {
		return client(application).method(method)
			.uri(path)
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()))
			.blockOptional(TIMEOUT)
			.orElseThrow();
	}

	private static WebClient client(ConfigurableApplicationContext application) {
		return WebClient.create(url(application));
	}

}
