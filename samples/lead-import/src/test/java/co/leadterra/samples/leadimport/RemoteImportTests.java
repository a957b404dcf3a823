package co.leadterra.samples.leadimport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import co.leadterra.test.Fault;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the import by a manager and workers.
 */
class RemoteImportTests extends AbstractRemoteTests {

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
		workers.forEach(AbstractRemoteTests::awaitReady);
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

}
