package co.leadterra.samples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the packaged quickstart, which was processed ahead of time when there was no
 * key, in a process of its own.
 */
@Tag("thorough")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class QuickstartJarTests {

	private static final Path JAR = Path.of(System.getProperty("quickstart.jar"));

	private static final String JAVA = System.getProperty("java.home") + "/bin";

	private static final String HEALTH = "Health";

	private final LeadterraServer first = LeadterraServer.start();

	private final LeadterraServer second = LeadterraServer.builder().apiKeys("sk_test_acme_0123456789").start();

	@TempDir
	private Path folder;

	private Process application;

	@AfterEach
	void stop() throws InterruptedException {
		if (this.application != null) {
			this.application.destroy();
			this.application.waitFor();
		}
		this.first.close();
		this.second.close();
	}

	@Test
	void doesTheWholeJobWithAKeyThatCameAfterTheProcessing() throws Exception {
		List<String> output = run(Map.of(), JAVA + "/java", "-Dspring.aot.enabled=true", "-jar", JAR.toString());
		assertThat(output).contains("Leads     400 of 400");
		assertThat(get(output)).contains("\"status\":\"UP\"", "\"mode\":\"TEST\"");
		assertThat(this.first.requests()).isNotEmpty();
	}

	@Test
	void hasNamedClientsThatCameAfterTheProcessing() throws Exception {
		Path key = Files.writeString(this.folder.resolve("acme"), this.second.apiKey());
		List<String> output = run(
				Map.of("LEADTERRA_CLIENTS_ACME_APIKEYLOCATION", key.toUri().toString(),
						"LEADTERRA_CLIENTS_ACME_BASEURL", this.second.baseUrl().toString(),
						"LEADTERRA_CLIENTS_ACME_APIKEYREFRESHINTERVAL", "1h"),
				JAVA + "/java", "-Dspring.aot.enabled=true", "-jar", JAR.toString(),
				"--management.health.leadterra.time-to-live=1ms");
		assertThat(get(output)).contains("\"acme\":", "\"default\":").doesNotContain("DOWN");
		String old = this.second.apiKey();
		Path next = Files.writeString(this.folder.resolve("next"), this.second.issueKey());
		Files.move(next, key, StandardCopyOption.ATOMIC_MOVE);
		this.second.revokeKey(old);
		assertThat(get(output)).contains("\"acme\":").doesNotContain("DOWN");
		assertThat(this.second.requestCount("GET /v1/sender-pools")).isGreaterThanOrEqualTo(2);
	}

	@Test
	void startsFromAnArchiveOfItsClassesAsThePageOnStartUpSays() throws Exception {
		Files.copy(JAR, this.folder.resolve(JAR.getFileName()));
		List<String> commands = Files.readAllLines(Path.of("../../docs/startup.md"))
			.stream()
			.dropWhile((line) -> !line.equals("```sh"))
			.skip(1)
			.takeWhile((line) -> !line.equals("```"))
			.toList();
		int last = commands.size() - 1;
		String script = String.join("\n", commands.subList(0, last)) + "\nexec " + commands.get(last);
		Path loaded = this.folder.resolve("loaded");
		List<String> output = run(Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded, "PATH",
				JAVA + ":" + System.getenv("PATH")), "bash", "-ec", script);
		assertThat(output).contains("Leads     400 of 400");
		assertThat(Files.readAllLines(loaded)).anyMatch((line) -> line.contains("co.leadterra.client.LeadterraClient ")
				&& line.contains("shared objects file"));
	}

	private List<String> run(Map<String, String> environment, String... command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile()).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("LEADTERRA_"));
		builder.environment().put("SERVER_PORT", "0");
		builder.environment().put("LEADTERRA_API_KEY", this.first.apiKey());
		builder.environment().put("LEADTERRA_BASE_URL", this.first.baseUrl().toString());
		builder.environment().putAll(environment);
		this.application = builder.start();
		List<String> lines = new ArrayList<>();
		BufferedReader output = this.application.inputReader();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			lines.add(line);
			if (line.startsWith(HEALTH)) {
				break;
			}
		}
		return lines;
	}

	private static String get(List<String> output) throws IOException, InterruptedException {
		String health = output.stream()
			.filter((line) -> line.startsWith(HEALTH))
			.map((line) -> line.substring(HEALTH.length()).strip())
			.findFirst()
			.orElseThrow(() -> new AssertionError(String.join("\n", output)));
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(health)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

}
