package co.leadterra.samples.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import co.leadterra.test.RecordedRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for the quickstart.
 */
@ExtendWith(OutputCaptureExtension.class)
class QuickstartTests {

	private static final String LIVE_KEY = "sk_live_" + "example".repeat(2);

	@TempDir
	private Path directory;

	@Test
	void doesTheWholeJobAgainstAStandInWithoutAKey(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext application = run()) {
			LeadterraServer standIn = application.getBean(LeadterraServer.class);
			assertThat(output.getOut().lines()).startsWith(
					"No LEADTERRA_API_KEY is set: talking to a stand-in for Leadterra at %s, which sends no mail."
						.formatted(standIn.baseUrl()));
			assertThat(output.getOut()).containsPattern(shown(Path.of("README.md")))
				.containsPattern(shown(Path.of("../../README.md")));
			assertThat(standIn.workspace().leadCount("camp_1")).isEqualTo(400);
		}
	}

	@Test
	void printsPlainLinesInAPipe(CapturedOutput output) {
		run().close();
		assertThat(output.getOut()).matches("[\\P{Cntrl}\\n]*");
	}

	@Test
	void tellsHealthWhileItRuns() throws Exception {
		try (ConfigurableApplicationContext application = run()) {
			String port = application.getEnvironment().getProperty("local.server.port");
			HttpResponse<String> health = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/leadterra"))
					.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(health.body()).contains("\"status\":\"UP\"", "\"mode\":\"TEST\"");
		}
	}

	@Test
	void doesNotStartWithALiveKey(CapturedOutput output) {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			leadterra.issueKey(LIVE_KEY);
			assertThatException()
				.isThrownBy(() -> run("leadterra.base-url=" + leadterra.baseUrl(), "leadterra.api-key=" + LIVE_KEY));
			assertThat(leadterra.requestCount()).isZero();
			assertThat(output).contains("leadterra.allowed-modes=LIVE,TEST").doesNotContain(LIVE_KEY);
		}
	}

	@Test
	void onlyReadsIfALiveKeyIsAllowed(CapturedOutput output) {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			leadterra.issueKey(LIVE_KEY);
			run("leadterra.base-url=" + leadterra.baseUrl(), "leadterra.api-key=" + LIVE_KEY,
					"leadterra.allowed-modes=LIVE")
				.close();
			assertThat(leadterra.requests()).isNotEmpty().extracting(RecordedRequest::method).containsOnly("GET");
			assertThat(output).contains("--quickstart.send=true").doesNotContain(LIVE_KEY);
		}
	}

	@Test
	void neverSendsTheBundledFileIfALiveKeyIsAllowed(CapturedOutput output) throws IOException {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			leadterra.issueKey(LIVE_KEY);
			Path copy = Files.copy(new ClassPathResource("leads.csv").getFilePath(),
					this.directory.resolve("mine.csv"));
			assertThatException().isThrownBy(() -> run("leadterra.base-url=" + leadterra.baseUrl(),
					"leadterra.api-key=" + LIVE_KEY, "leadterra.allowed-modes=LIVE,TEST", "quickstart.send=true",
					"quickstart.leads=" + copy.toUri()));
			assertThat(leadterra.requestCount()).isZero();
			assertThat(output).contains("quickstart.leads", "These people do not exist");
		}
	}

	@Test
	void neverSendsTheBundledFileIfAnyKeyIsAllowed() {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			leadterra.issueKey(LIVE_KEY);
			assertThatException().isThrownBy(() -> run("leadterra.base-url=" + leadterra.baseUrl(),
					"leadterra.api-key=" + LIVE_KEY, "leadterra.allowed-modes=", "quickstart.send=true"));
			assertThat(leadterra.requestCount()).isZero();
		}
	}

	@Test
	void sendsNothingOnceTheFileOfItsKeyHoldsALiveKey(CapturedOutput output) throws IOException {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			leadterra.issueKey(LIVE_KEY);
			Path key = Files.writeString(this.directory.resolve("key"), leadterra.apiKey());
			Path next = Files.writeString(this.directory.resolve("next"), LIVE_KEY);
			leadterra.inject(Fault.slow(Duration.ofMillis(200)).on("GET /v1/sender-accounts"));
			Thread swap = new Thread(() -> {
				Awaitility.await().until(() -> leadterra.requestCount("GET /v1/sender-accounts") > 0);
				assertThatNoException().isThrownBy(() -> Files.move(next, key, StandardCopyOption.REPLACE_EXISTING));
				leadterra.revokeKey(leadterra.apiKey());
			});
			swap.start();
			assertThatException().isThrownBy(() -> run("leadterra.base-url=" + leadterra.baseUrl(),
					"leadterra.api-key-location=" + key.toUri()));
			assertThat(leadterra.requests()).extracting(RecordedRequest::apiKey).isNotEmpty().doesNotContain(LIVE_KEY);
			assertThat(leadterra.workspace().campaigns()).isEmpty();
			assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain(LIVE_KEY, "\tat ");
		}
	}

	@Test
	void sendsAFileOfTheUserWithALiveKeyIfTheUserWantsIt() throws IOException {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			leadterra.issueKey(LIVE_KEY);
			Path file = Files.writeString(this.directory.resolve("people.csv"), "email\nada@example.com\n");
			run("leadterra.base-url=" + leadterra.baseUrl(), "leadterra.api-key=" + LIVE_KEY,
					"leadterra.allowed-modes=LIVE", "quickstart.send=true", "quickstart.leads=" + file.toUri())
				.close();
			assertThat(leadterra.requestCount("POST /v1/campaigns/:id/start")).isOne();
		}
	}

	@Test
	void startsNoCampaignOfWhichLeadterraTakesNobody(CapturedOutput output) throws IOException {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			Path file = Files.writeString(this.directory.resolve("people.csv"), "email\nada@localhost\n");
			assertThatException().isThrownBy(() -> run("leadterra.base-url=" + leadterra.baseUrl(),
					"leadterra.api-key=" + leadterra.apiKey(), "quickstart.leads=" + file.toUri()));
			assertThat(leadterra.requestCount("POST /v1/campaigns/:id/start")).isZero();
			assertThat(output).contains("Refused   ada@localhost: ", "Leadterra takes none of its leads");
		}
	}

	@Test
	void explainsARefusedKeyWithoutAStackTraceBeforeItReadsTheFile(CapturedOutput output) {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			assertThatException().isThrownBy(() -> run("leadterra.base-url=" + leadterra.baseUrl(),
					"leadterra.api-key=sk_test_unknown", "quickstart.leads=file:none.csv"));
			assertThat(output).contains("APPLICATION FAILED TO START", "401 authentication_failed", "LEADTERRA_API_KEY")
				.doesNotContain("\tat ", "none.csv");
		}
	}

	/**
	 * Finds the output that a page shows, in which three dots stand for more lines.
	 */
	private static Pattern shown(Path page) throws IOException {
		String text = Files.readString(page);
		int start = text.indexOf("No LEADTERRA_API_KEY is set");
		return Pattern.compile(Stream.of(text.substring(start, text.indexOf("```", start)).split("\n"))
			.map((line) -> line.equals("...") ? "(?:.+\n)+"
					: Pattern.quote(line + "\n").replaceAll("localhost:\\d+", "localhost:\\\\E\\\\d+\\\\Q"))
			.collect(Collectors.joining()));
	}

	private static ConfigurableApplicationContext run(String... properties) {
		String[] arguments = Stream.concat(Stream.of("server.port=0"), Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return SpringApplication.run(QuickstartApplication.class, arguments);
	}

}
