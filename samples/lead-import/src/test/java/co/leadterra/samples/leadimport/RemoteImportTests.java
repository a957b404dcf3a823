package co.leadterra.samples.leadimport;

import java.io.IOException;
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
			case NONE -> {
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
			case MESSAGES_TWICE -> jdbc.update("INSERT INTO int_channel_message"
					+ " (message_id, group_key, created_date, message_content, region)"
					+ " SELECT gen_random_uuid(), group_key, created_date, message_content, region"
					+ " FROM int_channel_message");
			case POSTGRES_RESTARTED -> postgres.restart();
		}
		awaitEnd(manager);
		for (ImportProcess worker : workers) {
			awaitEnd(worker);
		}
		assertImported(this.leads);
		assertThat(timesSent().values()).allMatch((times) -> times <= 2);
		assertThat(jdbc.queryForList("SELECT 1 FROM range_lease UNION ALL SELECT 2 FROM managed_import"
				+ " UNION ALL SELECT 3 FROM rejected_row", Integer.class))
			.isEmpty();
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

	private static void awaitEnd(ImportProcess process) throws InterruptedException {
		assertThat(process.await()).as(process::output).isZero();
	}

	private List<ImportProcess> startWorkers(int count) throws IOException {
		List<ImportProcess> workers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			workers.add(started(start(List.of("--import.role=worker"))));
		}
		workers.forEach((worker) -> Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> !worker.isAlive() || worker.output().contains("waits for an import")));
		return workers;
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

		NONE, WORKER_KILLED, KILLED_BETWEEN_MESSAGE_AND_START, MANAGER_KILLED, WORKER_ASLEEP, MESSAGES_TWICE,
		POSTGRES_RESTARTED

	}

}
