package co.leadterra.samples.quickstart;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import co.leadterra.client.lead.Lead;
import co.leadterra.test.LeadterraServer;
import co.leadterra.test.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the quickstart.
 */
@ExtendWith(OutputCaptureExtension.class)
class QuickstartTests {

	private static final String LIVE_KEY = "sk_live_" + "example".repeat(2);

	@Test
	void doesTheWholeJobAgainstAStandInWithoutAKey(CapturedOutput output) {
		try (ConfigurableApplicationContext application = run()) {
			LeadterraServer standIn = application.getBean(LeadterraServer.class);
			assertThat(output.getOut().lines()).startsWith(
					"No LEADTERRA_API_KEY is set: talking to a stand-in for Leadterra at %s, which sends no mail."
						.formatted(standIn.baseUrl()));
			assertThat(output).contains("Pool ", "Account ", "Leads     400 of 400", "Campaign  camp_1, running",
					"400 enrolled", "Reply     interested");
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
	void onlyReadsWithALiveKey(CapturedOutput output) {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			leadterra.issueKey(LIVE_KEY);
			run("leadterra.base-url=" + leadterra.baseUrl(), "leadterra.api-key=" + LIVE_KEY).close();
			assertThat(leadterra.requests()).isNotEmpty().extracting(RecordedRequest::method).containsOnly("GET");
			assertThat(output).contains("--quickstart.send=true").doesNotContain(LIVE_KEY);
		}
	}

	@Test
	void sendsWithALiveKeyIfTheUserWantsIt() {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			leadterra.issueKey(LIVE_KEY);
			run("leadterra.base-url=" + leadterra.baseUrl(), "leadterra.api-key=" + LIVE_KEY, "quickstart.send=true")
				.close();
			assertThat(leadterra.requestCount("POST /v1/campaigns/:id/start")).isOne();
		}
	}

	@Test
	void onlyReadsWithAKeyOfUnknownKind() {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			leadterra.issueKey("some_other_key_0123456789");
			run("leadterra.base-url=" + leadterra.baseUrl(), "leadterra.api-key=some_other_key_0123456789").close();
			assertThat(leadterra.requests()).extracting(RecordedRequest::method).containsOnly("GET");
		}
	}

	@Test
	void explainsARefusedKeyWithoutAStackTrace(CapturedOutput output) {
		try (LeadterraServer leadterra = LeadterraServer.start()) {
			assertThatException().isThrownBy(
					() -> run("leadterra.base-url=" + leadterra.baseUrl(), "leadterra.api-key=sk_test_unknown"));
			assertThat(output).contains("APPLICATION FAILED TO START", "401 authentication_failed", "LEADTERRA_API_KEY")
				.doesNotContain("\tat ");
		}
	}

	@Test
	void namesTheLineOfALeadThatCannotBeRead() {
		assertThatException().isThrownBy(() -> leads("email\nada@example.com\nnobody\n"))
			.withMessageContaining("Line 3");
	}

	@Test
	void readsOtherColumnsAsCustomFields() {
		assertThat(leads("email,product\nada@example.com,engine\n")).singleElement()
			.satisfies((lead) -> assertThat(lead.customFields()).containsEntry("product", "engine"));
	}

	private static List<Lead> leads(String csv) {
		return new CsvLeads().read(new ByteArrayResource(csv.getBytes(StandardCharsets.UTF_8)));
	}

	private static ConfigurableApplicationContext run(String... properties) {
		String[] arguments = Stream.concat(Stream.of("server.port=0"), Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return SpringApplication.run(QuickstartApplication.class, arguments);
	}

}
