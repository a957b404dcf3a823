package co.leadterra.samples.leadimport;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what may happen in the middle of an import by a manager and three workers.
 * {@code -Dlead-import.rounds=10} has ten rounds of each.
 */
class RemoteTroubleTests extends AbstractRemoteTests {

	private static final Pattern FIGURES = Pattern
		.compile("Leads     (\\S+) enrolled, (\\S+) updated, 0 suppressed\nSkipped   (\\S+) rows");

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

	private static int number(String text) {
		return Integer.parseInt(text.replace(",", ""));
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

	/**
	 * What happens in the middle.
	 */
	enum Trouble {

		WORKER_INTERRUPTED, WORKER_KILLED, KILLED_BETWEEN_MESSAGE_AND_START, MANAGER_KILLED, WORKER_ASLEEP,
		WORKERS_AWAKE_AMONG_OTHERS, MESSAGES_TWICE, POSTGRES_RESTARTED

	}

}
