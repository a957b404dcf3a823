package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the import by a manager and three workers, all of them processes.
 * {@code -Dlead-import.rounds=10} has ten rounds of each trouble.
 */
@Tag("thorough")
class RemoteImportTests extends AbstractProcessTests {

	private static final int ROWS = 3000;

	private static final int LONGEST_CALL = 100;

	private static final Pattern EMAIL = Pattern.compile("[^\"]+@example.com");

	private static PostgresServer postgres;

	private static JdbcTemplate jdbc;

	private final LeadsFile leads = LeadsFile.of(ROWS);

	private final List<ImportProcess> processes = new ArrayList<>();

	private Path file;

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
				"--import.lease=4s");
	}

	static Stream<Arguments> rounds() {
		return Arrays.stream(Trouble.values())
			.flatMap((trouble) -> new Random().longs(Integer.getInteger("lead-import.rounds", 1))
				.mapToObj((seed) -> Arguments.of(trouble, seed)));
	}

	@ParameterizedTest
	@MethodSource("rounds")
	void losesNothingAndSendsNobodyThrice(Trouble trouble, long seed) throws Exception {
		Random random = new Random(seed);
		slow(Duration.ofMillis(LONGEST_CALL / 2 + random.nextInt(LONGEST_CALL)));
		List<ImportProcess> workers = startWorkers(3);
		ImportProcess manager = startManager();
		awaitLeads(manager, 1 + random.nextInt(ROWS / 2));
		ImportProcess victim = workers.get(random.nextInt(workers.size()));
		switch (trouble) {
			case WORKER_INTERRUPTED -> {
				victim.interrupt();
				assertThat(victim.await()).as(victim::output).isEqualTo(128 + 15);
				workers.remove(victim);
			}
			case WORKER_KILLED -> kill(workers, victim);
			case KILLED_BETWEEN_MESSAGE_AND_START -> {
				// what such a worker leaves: no message, and nobody at the range
				jdbc.update("DELETE FROM int_channel_message WHERE message_id = ANY(ARRAY"
						+ "(SELECT message_id FROM int_channel_message LIMIT 1))");
				kill(workers, victim);
			}
			case MANAGER_KILLED -> {
				assertThat(manager.kill()).isEqualTo(128 + 9);
				Awaitility.await().pollDelay(Duration.ofMillis(random.nextInt(3000))).until(() -> true);
				manager = startManager();
			}
			case WORKER_ASLEEP -> {
				victim.signal("STOP");
				awaitEnd(manager);
				victim.signal("CONT");
			}
			case MESSAGES_TWICE -> jdbc.execute("""
					CREATE TEMPORARY TABLE again AS SELECT * FROM int_channel_message;
					UPDATE again SET message_id = gen_random_uuid(), message_sequence = message_sequence + 1000000;
					INSERT INTO int_channel_message SELECT * FROM again""");
			case POSTGRES_RESTARTED -> postgres.restart();
		}
		awaitEnd(manager);
		for (ImportProcess worker : workers) {
			awaitEnd(worker);
		}
		assertImported(this.leads);
		int mostTimes = (trouble == Trouble.WORKER_INTERRUPTED || trouble == Trouble.MESSAGES_TWICE) ? 1 : 2;
		assertThat(timesSent().values()).allMatch((times) -> times <= mostTimes);
		assertThat(jdbc.queryForList("SELECT 1 FROM range_lease UNION ALL SELECT 2 FROM managed_import"
				+ " UNION ALL SELECT 3 FROM rejected_row", Integer.class))
			.isEmpty();
	}

	@Test
	void stopsAllWithTheManagerAndGoesOn() throws Exception {
		slow(Duration.ofMillis(LONGEST_CALL));
		List<ImportProcess> workers = startWorkers(2);
		ImportProcess manager = startManager();
		awaitLeads(manager, ROWS / 10);
		manager.interrupt();
		assertThat(manager.await()).as(manager::output).isEqualTo(128 + 15);
		assertThat(manager.output()).as(this::outputs)
			.contains("The same command goes on from there.")
			.doesNotContain("\tat ");
		for (ImportProcess worker : workers) {
			awaitEnd(worker);
		}
		assertThat(leadCount()).isLessThan(ROWS * 98 / 100);
		try (ImportProcess alone = start(this.file)) {
			awaitEnd(alone);
			assertThat(alone.output()).contains("was interrupted", " 0 updated");
		}
		assertImported(this.leads);
	}

	@Test
	void refusesWhatIsNotTheManagers() throws Exception {
		Path other = Files.writeString(this.directory.resolve("other.csv"), "email\nada@example.com\n");
		ImportProcess wrongFile = started(start(List.of("--import.role=worker", "--import.file=" + other)));
		awaitReady(wrongFile);
		ImportProcess manager = startManager();
		assertThat(wrongFile.await()).as(wrongFile::output).isOne();
		assertThat(wrongFile.output()).contains("Refused   " + other + " has other content here than at the manager.");
		startWorkers(1);
		awaitEnd(manager);
		assertImported(this.leads);
	}

	@Test
	void keepsToOneBudget() throws Exception {
		int permits = 10;
		String[] budget = { "--leadterra.rate-limit.permits=" + permits, "--leadterra.rate-limit.period=1s" };
		List<ImportProcess> workers = List.of(started(start(List.of("--import.role=worker", budget[0], budget[1]))),
				started(start(List.of("--import.role=worker", budget[0], budget[1]))));
		workers.forEach(RemoteImportTests::awaitReady);
		ImportProcess manager = startManager();
		awaitLeads(manager, 1);
		int before = this.leadterra.requestCount();
		long start = System.nanoTime();
		awaitLeads(manager, ROWS * 9 / 10);
		double seconds = (System.nanoTime() - start) / 1e9;
		assertThat((this.leadterra.requestCount() - before - permits) / seconds).isLessThan(permits * 1.2);
		awaitEnd(manager);
	}

	// a list with a lead that Leadterra refuses is refused whole, and sent again in parts
	private Map<String, Long> timesSent() {
		return this.leadterra.requests("POST /v1/campaigns/:id/leads/bulk")
			.stream()
			.filter((call) -> !call.body().contains("@localhost"))
			.flatMap((call) -> EMAIL.matcher(call.body()).results().map(MatchResult::group))
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
	}

	private static void kill(List<ImportProcess> workers, ImportProcess victim) throws InterruptedException {
		assertThat(victim.kill()).isEqualTo(128 + 9);
		workers.remove(victim);
	}

	private void awaitEnd(ImportProcess process) throws InterruptedException {
		assertThat(process.await()).as(this::outputs).isZero();
	}

	private String outputs() {
		return this.processes.stream()
			.map((process) -> process.isAlive() + " " + process.output())
			.collect(Collectors.joining("\n"));
	}

	private List<ImportProcess> startWorkers(int count) throws IOException {
		List<ImportProcess> workers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			workers.add(started(start(List.of("--import.role=worker"))));
		}
		workers.forEach(RemoteImportTests::awaitReady);
		return workers;
	}

	private static void awaitReady(ImportProcess worker) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> !worker.isAlive() || worker.output().contains("waits for an import"));
	}

	private ImportProcess startManager() throws IOException {
		if (this.file == null) {
			this.file = this.leads.writeTo(this.directory);
		}
		return started(start(this.file, "--import.role=manager"));
	}

	private ImportProcess started(ImportProcess process) {
		this.processes.add(process);
		return process;
	}

	/**
	 * What happens in the middle.
	 */
	enum Trouble {

		WORKER_INTERRUPTED, WORKER_KILLED, KILLED_BETWEEN_MESSAGE_AND_START, MANAGER_KILLED, WORKER_ASLEEP,
		MESSAGES_TWICE, POSTGRES_RESTARTED

	}

}
