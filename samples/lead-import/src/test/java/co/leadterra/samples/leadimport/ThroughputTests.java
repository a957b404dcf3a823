package co.leadterra.samples.leadimport;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how fast one process, and a manager with 1, 2 and 4 workers, enrol
 * {@code -Dlead-import.throughput} rows in a Leadterra that takes 50 ms for a call. Leads
 * a second are counted from the first lead to the last. The table is in
 * {@code target/throughput.md}.
 */
@Tag("thorough")
@EnabledIfSystemProperty(named = "lead-import.throughput", matches = "\\d+")
class ThroughputTests extends AbstractProcessTests {

	private static final Path TABLE = Path.of("target", "throughput.md");

	private static final int ROWS = Integer.getInteger("lead-import.throughput", 0);

	private static PostgresServer postgres;

	private final Map<String, ImportProcess> processes = new LinkedHashMap<>();

	private final Map<String, Long> memory = new LinkedHashMap<>();

	private final Map<String, Duration> cpu = new LinkedHashMap<>();

	@BeforeAll
	static void start() throws IOException {
		postgres = PostgresServer.start();
		Files.writeString(TABLE, """
				%s rows, 50 ms a call

				| Workers | Leads per second | Seconds | CPU seconds, peak memory of each process |
				|---|---|---|---|
				""".formatted(ROWS));
	}

	@AfterAll
	static void stop() throws IOException {
		postgres.close();
	}

	@Override
	List<String> database() {
		return List.of("--spring.profiles.active=postgresql", "--spring.datasource.url=" + postgres.url());
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 4 })
	void enrolsAll(int workers) throws IOException {
		slow(Duration.ofMillis(50));
		for (int i = 1; i <= workers; i++) {
			this.processes.put("worker " + i, start(List.of("--import.role=worker")));
		}
		Path file = write();
		this.processes.put((workers > 0) ? "manager" : "single",
				(workers > 0) ? start(file, "--import.role=manager") : start(file));
		awaitCount(1);
		int first = leadCount();
		long start = System.nanoTime();
		awaitCount(ROWS);
		double seconds = (System.nanoTime() - start) / 1e9;
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !look());
		assertThat(leadCount()).isEqualTo(ROWS);
		for (ImportProcess process : this.processes.values()) {
			process.close();
		}
		String used = this.cpu.keySet()
			.stream()
			.map((name) -> String.format(Locale.ROOT, "%s %.1f s, %s MB", name, this.cpu.get(name).toMillis() / 1e3,
					this.memory.get(name)))
			.collect(Collectors.joining("; "));
		Files.writeString(
				TABLE, String.format(Locale.ROOT, "| %s | %.0f | %.1f | %s |%n",
						(workers > 0) ? workers : "single process", (ROWS - first) / seconds, seconds, used),
				StandardOpenOption.APPEND);
	}

	@Override
	ImportProcess start(List<String> more) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--leadterra.base-url=" + this.leadterra.baseUrl(),
				"--leadterra.api-key=" + this.leadterra.apiKey(), "--import.partitions=1"));
		arguments.addAll(database());
		arguments.addAll(more);
		return ImportProcess.start(arguments);
	}

	private void awaitCount(int count) {
		Awaitility.await()
			.atMost(Duration.ofHours(2))
			.pollInterval(Duration.ofMillis(100))
			.until(() -> !look() || leadCount() >= count);
	}

	// what a process used can be asked only while it runs
	private boolean look() {
		this.processes.forEach((name, process) -> {
			this.memory.merge(name, process.peakMemory(), Math::max);
			this.cpu.merge(name, process.cpuTime(), (one, two) -> Collections.max(List.of(one, two)));
		});
		return this.processes.values().stream().anyMatch(ImportProcess::isAlive);
	}

	private Path write() throws IOException {
		Path file = this.directory.resolve("leads.csv");
		try (BufferedWriter writer = Files.newBufferedWriter(file)) {
			writer.write("email,firstName,company\n");
			for (int i = 1; i <= ROWS; i++) {
				writer.write("lead" + i + "@example.com,Row " + i + ",Acme\n");
			}
		}
		return file;
	}

}
