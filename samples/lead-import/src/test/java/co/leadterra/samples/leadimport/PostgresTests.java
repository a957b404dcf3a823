package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import co.leadterra.test.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the import with its job repository in PostgreSQL.
 */
@EnabledIfPostgres
class PostgresTests extends AbstractProcessTests {

	private static final int ROWS = 1000;

	private static PostgresServer postgres;

	@BeforeAll
	static void startPostgres() throws IOException {
		postgres = PostgresServer.start();
	}

	@AfterAll
	static void stopPostgres() throws IOException {
		postgres.close();
	}

	@Override
	String databaseUrl() {
		return postgres.url();
	}

	@Test
	void goesOnAfterAKill() throws Exception {
		LeadsFile leads = LeadsFile.of(ROWS);
		Path file = leads.writeTo(this.directory);
		slow(Duration.ofMillis(20));
		try (ImportProcess killed = startOnPostgres(file)) {
			awaitLeads(killed, ROWS / 2);
			assertThat(killed.kill()).as(killed::output).isEqualTo(128 + 9);
		}
		try (ImportProcess restarted = startOnPostgres(file)) {
			assertThat(restarted.await()).as(restarted::output).isZero();
			assertThat(restarted.output()).contains("was interrupted");
		}
		assertImported(leads);
	}

	@Test
	void leavesAnImportAloneThatRunsInAnotherProcess() throws Exception {
		Path file = LeadsFile.of(ROWS).writeTo(this.directory);
		slow(Duration.ofSeconds(20));
		try (ImportProcess first = startOnPostgres(file)) {
			awaitLeads(first, 1);
			try (ImportProcess second = startOnPostgres(file)) {
				assertThat(second.await()).as(second::output).isOne();
				assertThat(second.output()).contains("Another process is importing this file");
			}
			assertThat(first.isAlive()).as(first::output).isTrue();
		}
	}

	private void slow(Duration delay) {
		this.leadterra.inject(Fault.slow(delay).on("POST /v1/campaigns/:id/leads/bulk"));
	}

	private ImportProcess startOnPostgres(Path file) throws IOException {
		return start(file, "--spring.profiles.active=postgresql");
	}

}
