package co.leadterra.samples.leadimport;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyOutbound;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how fast one process, and a manager with 1, 2 and 4 workers, enrol
 * {@code -Dlead-import.throughput} rows in a Leadterra that takes 50 ms for a call. Leads
 * a second are counted from the first lead to the last. And looks for the fate of each of
 * as many rows, some of them wrong, with a Leadterra that answers at once. The table is
 * in {@code target/throughput.md}.
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

	@AfterEach
	void endProcesses() throws IOException {
		for (ImportProcess process : this.processes.values()) {
			process.close();
		}
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
		awaitFirst();
		int first = leadCount();
		long start = System.nanoTime();
		awaitCount(ROWS);
		double seconds = (System.nanoTime() - start) / 1e9;
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !look());
		assertThat(leadCount()).isEqualTo(ROWS);
		report((workers > 0) ? String.valueOf(workers) : "single process", (ROWS - first) / seconds, seconds);
	}

	@Test
	void everyRowHasItsFate() throws Exception {
		Path file = this.directory.resolve("leads.csv");
		BitSet leads = new BitSet();
		List<String> rejectedLines = writeWithWrongRows(file, leads);
		Roll roll = new Roll();
		ImportProcess process = ImportProcess.start(List.of("--leadterra.base-url=" + roll.baseUrl(),
				"--leadterra.api-key=" + this.leadterra.apiKey(), "--import.campaign=camp_1", "--import.file=" + file,
				"--spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("jobs")));
		this.processes.put("single", process);
		long start = System.nanoTime();
		Awaitility.await().atMost(Duration.ofHours(2)).pollInterval(Duration.ofSeconds(1)).until(() -> !look());
		double seconds = (System.nanoTime() - start) / 1e9;
		roll.close();
		int enrolled = leads.cardinality();
		int rejected = rejectedLines.size();
		assertThat(process.output().replace(",", "")).contains(
				(enrolled + rejected) + " rows of which " + rejected + " are no leads",
				enrolled + " enrolled 0 updated 0 suppressed", "Skipped   " + rejected + " rows",
				"It could not be read from line " + rejectedLines.get(rejected - 1));
		assertThat(roll.enrolled()).isEqualTo(leads);
		try (Stream<String> skipped = Files.lines(this.directory.resolve("leads-skipped.csv"))) {
			assertThat(skipped.filter((line) -> line.matches("\\d+,.*"))
				.map((line) -> line.substring(0, line.indexOf(',')))).containsExactlyElementsOf(rejectedLines);
		}
		report("single process on H2, no wait", enrolled / seconds, seconds);
	}

	private void report(String what, double rate, double seconds) throws IOException {
		String used = this.cpu.keySet()
			.stream()
			.map((name) -> String.format(Locale.ROOT, "%s %.1f s, %s MB", name, this.cpu.get(name).toMillis() / 1e3,
					this.memory.get(name)))
			.collect(Collectors.joining("; "));
		Files.writeString(TABLE, String.format(Locale.ROOT, "| %s | %.0f | %.1f | %s |%n", what, rate, seconds, used),
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

	private void awaitFirst() {
		Awaitility.await()
			.atMost(Duration.ofMinutes(5))
			.untilAsserted(() -> assertThat(leadCount()).as(this::outputs).isPositive());
	}

	private String outputs() {
		return this.processes.entrySet()
			.stream()
			.map((process) -> process.getKey() + "\n" + process.getValue().output())
			.collect(Collectors.joining("\n"));
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

	// every 1,000th is wrong, and the last belongs to a quotation mark of the one before
	private static List<String> writeWithWrongRows(Path file, BitSet leads) throws IOException {
		List<String> rejectedLines = new ArrayList<>();
		int line = 1;
		try (BufferedWriter writer = Files.newBufferedWriter(file)) {
			writer.write("email,firstName,company\n");
			for (int i = 1; i <= ROWS; i++) {
				line++;
				boolean open = i == ROWS - 1;
				if (open || (i % 1000 == 0 && i < ROWS)) {
					writer.write("\n,,\n");
					line += 2;
					rejectedLines.add(String.valueOf(line));
					writer.write((open ? "lead%s@example.com,\"open,Acme\n" : wrong(i)).formatted(i));
				}
				else {
					leads.set(i, i < ROWS);
					writer.write("lead" + i + "@example.com,Row,Acme\n");
				}
			}
		}
		return rejectedLines;
	}

	private static String wrong(int i) {
		return switch (i / 1000 % 4) {
			case 0 -> "nobody%s,Row,Acme\n";
			case 1 -> "lead%s@example.com,Row\n";
			case 2 -> "lead%s@example.com,Row\0,Acme\n";
			default -> "lead%s@example.com,\"Row\" early,Acme\n";
		};
	}

	/**
	 * A Leadterra that remembers no more of a lead than the number in its address.
	 */
	private static final class Roll implements AutoCloseable {

		private static final Pattern LEAD = Pattern.compile("lead(\\d+)@");

		private final BitSet enrolled = new BitSet();

		private final DisposableServer server = HttpServer.create()
			.route((routes) -> routes.get("/v1/campaigns/camp_1/stats", (request, response) -> json(response, "{}"))
				.post("/v1/campaigns/camp_1/leads/bulk",
						(request, response) -> request.receive()
							.aggregate()
							.asString()
							.map(this::enroll)
							.flatMap((answer) -> json(response, answer).then())))
			.bindNow();

		private static NettyOutbound json(HttpServerResponse response, String body) {
			return response.header("Content-Type", "application/json").sendString(Mono.just(body));
		}

		private synchronized String enroll(String leads) {
			List<Integer> numbers = LEAD.matcher(leads)
				.results()
				.map((match) -> Integer.valueOf(match.group(1)))
				.toList();
			long updated = numbers.stream().filter(this.enrolled::get).count();
			numbers.forEach(this.enrolled::set);
			return "{\"enrolled\":%s,\"updated\":%s,\"skipped\":0}".formatted(numbers.size() - updated, updated);
		}

		synchronized BitSet enrolled() {
			return this.enrolled;
		}

		String baseUrl() {
			return "http://localhost:" + this.server.port();
		}

		@Override
		public void close() {
			this.server.disposeNow();
		}

	}

}
