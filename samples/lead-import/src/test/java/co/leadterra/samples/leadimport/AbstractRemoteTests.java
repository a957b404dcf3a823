package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An import by a manager and workers, all of them processes.
 */
@Tag("thorough")
abstract class AbstractRemoteTests extends AbstractProcessTests {

	static final int ROWS = 3000;

	static final int LONGEST_CALL = 100;

	static final Duration LEASE = Duration.ofSeconds(4);

	private static final Pattern EMAIL = Pattern.compile("[^\"]+@example.com");

	static PostgresServer postgres;

	static JdbcTemplate jdbc;

	final LeadsFile leads = LeadsFile.of(ROWS);

	private final List<ImportProcess> processes = new ArrayList<>();

	Path file;

	@BeforeAll
	static void startPostgres() throws IOException {
		postgres = PostgresServer.start();
		jdbc = new JdbcTemplate(new DriverManagerDataSource(postgres.url()));
	}

	@AfterAll
	static void stopPostgres() throws IOException {
		postgres.close();
	}

	@AfterEach
	void endProcesses() throws IOException {
		for (ImportProcess process : this.processes) {
			process.close();
		}
		jdbc.execute("TRUNCATE managed_import, range_lease, int_channel_message, rejected_row");
	}

	@Override
	List<String> database() {
		return List.of("--spring.profiles.active=postgresql", "--spring.datasource.url=" + postgres.url(),
				"--import.lease=" + LEASE.toSeconds() + "s");
	}

	// a list with a lead that Leadterra refuses is refused whole, and sent again in parts
	Map<String, Long> timesSent() {
		return this.leadterra.requests(BULK)
			.stream()
			.filter((call) -> !call.body().contains("@localhost"))
			.flatMap((call) -> EMAIL.matcher(call.body()).results().map(MatchResult::group))
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
	}

	static String name(ImportProcess worker) {
		return worker.output().replaceFirst("(?s).*Worker    (\\S+) waits for an import.*", "$1");
	}

	void awaitEnd(ImportProcess process) throws InterruptedException {
		assertThat(process.await()).as(this::outputs).isZero();
	}

	String outputs() {
		return this.processes.stream()
			.map((process) -> process.isAlive() + " " + process.output())
			.collect(Collectors.joining("\n"));
	}

	List<ImportProcess> startWorkers(int count, String... more) throws IOException {
		List<ImportProcess> workers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			workers.add(started(start(arguments("worker", more))));
		}
		workers.forEach(AbstractRemoteTests::awaitReady);
		return workers;
	}

	static void awaitReady(ImportProcess worker) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> !worker.isAlive() || worker.output().contains("waits for an import"));
	}

	ImportProcess startManager(String... more) throws IOException {
		if (this.file == null) {
			this.file = this.leads.writeTo(this.directory);
		}
		return started(start(this.file, arguments("manager", more).toArray(String[]::new)));
	}

	private static List<String> arguments(String role, String... more) {
		return Stream.concat(Stream.of("--import.role=" + role), Arrays.stream(more)).toList();
	}

	ImportProcess started(ImportProcess process) {
		this.processes.add(process);
		return process;
	}

}
