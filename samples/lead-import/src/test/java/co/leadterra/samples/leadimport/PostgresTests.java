package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the import with its job repository in PostgreSQL.
 */
@EnabledIfPostgres
class PostgresTests extends AbstractKilledImportTests {

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
	List<String> database() {
		return List.of("--spring.profiles.active=postgresql", "--spring.datasource.url=" + postgres.url());
	}

	@Test
	void leavesAnImportAloneThatRunsInAnotherProcess() throws Exception {
		Path file = LeadsFile.of(ROWS).writeTo(this.directory);
		slow(Duration.ofSeconds(20));
		try (ImportProcess first = start(file)) {
			awaitLeads(first, 1);
			try (ImportProcess second = start(file)) {
				assertThat(second.await()).as(second::output).isOne();
				assertThat(second.output()).contains("Another process is importing this file");
			}
			assertThat(first.isAlive()).as(first::output).isTrue();
		}
	}

}
