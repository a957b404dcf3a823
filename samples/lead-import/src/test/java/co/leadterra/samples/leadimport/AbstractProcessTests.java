package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Base of tests that run the sample in a process of its own against a Leadterra in this
 * one.
 */
abstract class AbstractProcessTests {

	static final int CHUNK = 50;

	static final String BULK = "POST /v1/campaigns/:id/leads/bulk";

	final LeadterraServer leadterra = LeadterraServer.start();

	final String campaign = this.leadterra.workspace().addCampaign(Map.of());

	@TempDir
	Path directory;

	@AfterEach
	void stopLeadterra() {
		this.leadterra.close();
	}

	abstract List<String> database();

	ImportProcess start(Path file, String... more) throws IOException {
		List<String> arguments = new ArrayList<>(
				List.of("--import.campaign=" + this.campaign, "--import.file=" + file));
		arguments.addAll(List.of(more));
		return start(arguments);
	}

	ImportProcess start(List<String> more) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--leadterra.base-url=" + this.leadterra.baseUrl(),
				"--leadterra.api-key=" + this.leadterra.apiKey(), "--import.chunk-size=" + CHUNK));
		arguments.addAll(database());
		arguments.addAll(more);
		return ImportProcess.start(arguments);
	}

	void slow(Duration delay) {
		this.leadterra.inject(Fault.slow(delay).on(BULK));
	}

	void awaitLeads(ImportProcess running, int count) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> !running.isAlive() || leadCount() >= count);
	}

	int leadCount() {
		return this.leadterra.workspace().leadCount(this.campaign);
	}

	void assertImported(LeadsFile file) throws IOException {
		assertThat(this.leadterra.workspace().leads(this.campaign))
			.extracting((lead) -> lead.get("email") + " " + lead.get("firstName"))
			.containsExactlyInAnyOrderElementsOf(file.enrolled());
		assertThat(Files.readAllLines(this.directory.resolve("leads-skipped.csv")).stream().skip(1))
			.extracting((line) -> line.substring(0, line.indexOf(',')))
			.containsExactlyElementsOf(file.rejectedLines());
	}

}
