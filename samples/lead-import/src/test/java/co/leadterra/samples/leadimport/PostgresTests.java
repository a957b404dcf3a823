package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the import with its job repository in PostgreSQL.
 */
@Tag("thorough")
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
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> this.leadterra.requestCount(BULK) > 0);
			try (ImportProcess second = start(file)) {
				assertThat(second.await()).as(second::output).isOne();
				assertThat(second.output()).contains("Another process is importing this file");
			}
			assertThat(first.isAlive()).as(first::output).isTrue();
		}
	}

	@Test
	void goesOnAfterTheDatabaseWasRestarted() throws Exception {
		LeadsFile leads = LeadsFile.of(ROWS);
		Path file = leads.writeTo(this.directory);
		slow(Duration.ofMillis(100));
		try (ImportProcess first = start(file, "--import.partitions=2")) {
			awaitLeads(first, ROWS / 4);
			postgres.restart();
			assertThat(first.await()).as(first::output).isOne();
			assertThat(first.output()).contains("Failed    ", "The same command goes on").doesNotContain("\tat ");
		}
		try (ImportProcess second = start(file, "--import.partitions=2")) {
			assertThat(second.await()).as(second::output).isZero();
		}
		assertImported(leads);
	}

	@Test
	void importsRowsWithCharactersThatItHasNoPlaceFor() throws Exception {
		Path file = Files.writeString(this.directory.resolve("nul.csv"),
				"email,note\nada@example.com,a\0b\neve@example.com,x\n");
		try (ImportProcess process = start(file)) {
			assertThat(process.await()).as(process::output).isZero();
			assertThat(process.output()).contains("Skipped   1 rows");
		}
	}

}
