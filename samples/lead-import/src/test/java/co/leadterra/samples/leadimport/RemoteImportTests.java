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

import co.leadterra.test.Fault;
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

	private static final Duration LEASE = Duration.ofSeconds(4);

	private static final Pattern FIGURES = Pattern
		.compile("Leads     (\\S+) enrolled, (\\S+) updated, 0 suppressed\nSkipped   (\\S+) rows");

	private static final Pattern EMAIL = Pattern.compile("[^\"]+@example.com");

	private static PostgresServer postgres;

	private static JdbcTemplate jdbc;

	final LeadsFile leads = LeadsFile.of(ROWS);

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
				"--import.lease=" + LEASE.toSeconds() + "s");
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
		// by default it is waited for half a minute before anybody notices
		String[] more = (trouble == Trouble.POSTGRES_RESTARTED)
				? new String[] { "--spring.datasource.hikari.connection-timeout=2000" } : new String[0];
		List<ImportProcess> workers = startWorkers(3, more);
		ImportProcess manager = startManager(more);
		// so early that each worker is at a range, and some wait
		awaitLeads(manager, 1 + random.nextInt(ROWS / 4));
		ImportProcess victim = workers.get(random.nextInt(workers.size()));
		switch (trouble) {
			case WORKER_INTERRUPTED -> {
				victim.interrupt();
				assertThat(victim.await()).as(victim::output).isEqualTo(128 + 15);
				assertThat(victim.output()).contains("Stopped   What it has begun is handed back.")
					.doesNotContain("\tat ");
				assertThat(rangesOf(victim)).isEmpty();
				workers.remove(victim);
			}
			case WORKER_KILLED -> {
				kill(workers, victim);
				// with the lease of 30 s that it has by default, that is within a minute
				Awaitility.await().atMost(LEASE.plusSeconds(30)).until(() -> rangesOf(victim).isEmpty());
			}
			case KILLED_BETWEEN_MESSAGE_AND_START -> {
				loseMessage();
				kill(workers, victim);
			}
			case MANAGER_KILLED -> {
				assertThat(manager.kill()).isEqualTo(128 + 9);
				awaitLeads(victim, leadCount() + (4 + random.nextInt(10)) * CHUNK);
				// so slow that the next one finds ranges that are not done
				this.leadterra.clearFaults();
				slow(Duration.ofSeconds(5));
				ImportProcess next = startManager();
				Awaitility.await()
					.atMost(Duration.ofMinutes(2))
					.until(() -> !next.isAlive() || next.output().contains("Restart   "));
				this.leadterra.clearFaults();
				manager = next;
			}
			case WORKER_ASLEEP -> {
				victim.signal("STOP");
				awaitEnd(manager);
				List<Map<String, Object>> stored = stored();
				victim.signal("CONT");
				awaitEnd(victim);
				assertThat(stored()).isEqualTo(stored);
			}
			case WORKERS_AWAKE_AMONG_OTHERS -> {
				// one is late for a range that is done by then, the other for one that is
				// being imported
				List<ImportProcess> asleep = workers.subList(0, 2);
				for (ImportProcess worker : asleep) {
					worker.signal("STOP");
				}
				String ranges = Stream.concat(rangesOf(asleep.get(0)).stream(), rangesOf(asleep.get(1)).stream())
					.map(String::valueOf)
					.collect(Collectors.joining(","));
				Awaitility.await()
					.atMost(Duration.ofMinutes(1))
					.pollInterval(Duration.ofMillis(10))
					.until(() -> !jdbc
						.queryForList("SELECT 1 FROM batch_step_execution WHERE status = 'COMPLETED'"
								+ " AND step_execution_id IN (" + ranges + ")", Integer.class)
						.isEmpty());
				for (ImportProcess worker : asleep) {
					worker.signal("CONT");
				}
			}
			case MESSAGES_TWICE -> repeatMessages();
			case POSTGRES_RESTARTED -> {
				postgres.stop();
				ImportProcess waiting = manager;
				Awaitility.await()
					.atMost(Duration.ofMinutes(1))
					.until(() -> waiting.output().contains("Waiting   PostgreSQL is away"));
				postgres.run();
			}
		}
		awaitEnd(manager);
		for (ImportProcess worker : workers) {
			awaitEnd(worker);
		}
		assertImported(this.leads);
		assertThat(FIGURES.matcher(manager.output()).results()).as(manager::output)
			.singleElement()
			.extracting((figures) -> number(figures.group(1)) + number(figures.group(2)), (figures) -> figures.group(3))
			.containsExactly(this.leads.enrolled().size(), String.valueOf(this.leads.rejectedLines().size()));
		int mostTimes = switch (trouble) {
			case WORKER_INTERRUPTED, MANAGER_KILLED, MESSAGES_TWICE -> 1;
			default -> 2;
		};
		assertThat(timesSent().values()).allMatch((times) -> times <= mostTimes);
		assertThat(jdbc.queryForList("SELECT 1 FROM range_lease UNION ALL SELECT 2 FROM managed_import"
				+ " UNION ALL SELECT 3 FROM rejected_row", Integer.class))
			.isEmpty();
	}

	@Test
	void keepsARangeThatTakesLongerThanItsLease() throws Exception {
		this.file = LeadsFile.of(500).writeTo(this.directory);
		slow(LEASE.dividedBy(7));
		startWorkers(2);
		awaitEnd(startManager());
		assertThat(timesSent().values()).hasSize(490).containsOnly(1L);
	}

	@Test
	void showsABarWithALineForEachWorkerAndStopsAllWithTheManager() throws Exception {
		slow(Duration.ofMillis(3 * LONGEST_CALL));
		List<ImportProcess> workers = startWorkers(2);
		ImportProcess manager = startManager("--spring.output.ansi.enabled=always");
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> workers.stream()
				.allMatch((worker) -> manager.output().contains("\n" + name(worker) + " at rows ")));
		manager.interrupt();
		assertThat(manager.await()).as(manager::output).isEqualTo(128 + 15);
		assertThat(manager.output()).as(this::outputs)
			.contains("The same command goes on from there.")
			.doesNotContain("\tat ");
		for (ImportProcess worker : workers) {
			awaitEnd(worker);
		}
		assertThat(leadCount()).isLessThan(ROWS * 98 / 100);
		this.leadterra.clearFaults();
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
	void aWorkerThatWaitsHoldsFewOfPostgresqlsConnections() throws Exception {
		ImportProcess worker = startWorkers(1).get(0);
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> jdbc.queryForObject("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'",
					Integer.class), (count) -> count > 0);
		assertThat(jdbc.queryForObject("SELECT count(*) FROM pg_stat_activity WHERE application_name = ?",
				Integer.class, name(worker)))
			.isLessThanOrEqualTo(4);
	}

	@Test
	void saysWhyARangeFailedAtAWorker() throws Exception {
		this.leadterra.inject(Fault.status(403).on(BULK));
		startWorkers(1);
		ImportProcess manager = startManager();
		assertThat(manager.await()).as(this::outputs).isOne();
		assertThat(manager.output()).as(this::outputs).containsPattern("Failed    Rows \\d+-\\d+: POST .* failed: 403");
	}

	@Test
	void keepsToOneBudget() throws Exception {
		int permits = 5;
		int rows = 2000;
		this.file = LeadsFile.of(rows).writeTo(this.directory);
		String[] budget = { "--leadterra.rate-limit.permits=" + permits, "--leadterra.rate-limit.period=1s" };
		List<ImportProcess> workers = List.of(started(start(List.of("--import.role=worker", budget[0], budget[1]))),
				started(start(List.of("--import.role=worker", budget[0], budget[1]))));
		workers.forEach(RemoteImportTests::awaitReady);
		ImportProcess manager = startManager();
		awaitLeads(manager, 1);
		int before = this.leadterra.requestCount();
		long start = System.nanoTime();
		awaitLeads(manager, rows * 9 / 10);
		double seconds = (System.nanoTime() - start) / 1e9;
		assertThat((this.leadterra.requestCount() - before - permits) / seconds).isLessThan(permits * 1.2);
		awaitEnd(manager);
		assertThat(workers).allSatisfy((worker) -> assertThat(manager.output()).containsPattern("Worker    "
				+ Pattern.quote(name(worker)) + " at rows \\d+-\\d+, [\\d,]+ rows/s, heard of \\d+ s ago"));
		assertThat(manager.output()).contains("Rows      2,000 of 2,000");
	}

	@Test
	void findsOutARetryAfterInEachWorker() throws Exception {
		Duration pause = Duration.ofSeconds(5);
		this.leadterra.inject(Fault.status(429).retryAfter(pause).times(2).on(BULK));
		this.file = LeadsFile.of(1000).writeTo(this.directory);
		startWorkers(2);
		ImportProcess manager = startManager();
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.pollInterval(Duration.ofMillis(1))
			.until(() -> this.leadterra.requestCount(BULK) > 0);
		long start = System.nanoTime();
		awaitLeads(manager, 1);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(pause.dividedBy(2));
		awaitEnd(manager);
	}

	// what a worker leaves that dies before it begins: no message, and nobody at the
	// range
	void loseMessage() {
		assertThat(jdbc.update("DELETE FROM int_channel_message WHERE message_id = ANY(ARRAY"
				+ "(SELECT message_id FROM int_channel_message LIMIT 1))"))
			.isOne();
	}

	void repeatMessages() {
		assertThat(jdbc.update("""
				INSERT INTO int_channel_message (message_id, group_key, created_date, message_content, region)
				SELECT gen_random_uuid(), group_key, created_date, message_content, region
				FROM int_channel_message""")).isPositive();
	}

	// a list with a lead that Leadterra refuses is refused whole, and sent again in parts
	private Map<String, Long> timesSent() {
		return this.leadterra.requests(BULK)
			.stream()
			.filter((call) -> !call.body().contains("@localhost"))
			.flatMap((call) -> EMAIL.matcher(call.body()).results().map(MatchResult::group))
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
	}

	private static int number(String text) {
		return Integer.parseInt(text.replace(",", ""));
	}

	private static String name(ImportProcess worker) {
		return worker.output().replaceFirst("(?s).*Worker    (\\S+) waits for an import.*", "$1");
	}

	private static List<Long> rangesOf(ImportProcess worker) {
		return jdbc.queryForList("SELECT step_execution_id FROM range_lease WHERE owner = ?", Long.class, name(worker));
	}

	private static List<Map<String, Object>> stored() {
		return jdbc.queryForList("SELECT * FROM batch_step_execution JOIN batch_step_execution_context"
				+ " USING (step_execution_id) ORDER BY step_execution_id");
	}

	private static void kill(List<ImportProcess> workers, ImportProcess victim) throws InterruptedException {
		assertThat(victim.kill()).isEqualTo(128 + 9);
		workers.remove(victim);
	}

	void awaitEnd(ImportProcess process) throws InterruptedException {
		assertThat(process.await()).as(this::outputs).isZero();
	}

	private String outputs() {
		return this.processes.stream()
			.map((process) -> process.isAlive() + " " + process.output())
			.collect(Collectors.joining("\n"));
	}

	List<ImportProcess> startWorkers(int count, String... more) throws IOException {
		List<ImportProcess> workers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			workers.add(started(start(arguments("worker", more))));
		}
		workers.forEach(RemoteImportTests::awaitReady);
		return workers;
	}

	private static void awaitReady(ImportProcess worker) {
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

	private ImportProcess started(ImportProcess process) {
		this.processes.add(process);
		return process;
	}

	/**
	 * What happens in the middle.
	 */
	enum Trouble {

		WORKER_INTERRUPTED, WORKER_KILLED, KILLED_BETWEEN_MESSAGE_AND_START, MANAGER_KILLED, WORKER_ASLEEP,
		WORKERS_AWAKE_AMONG_OTHERS, MESSAGES_TWICE, POSTGRES_RESTARTED

	}

}
