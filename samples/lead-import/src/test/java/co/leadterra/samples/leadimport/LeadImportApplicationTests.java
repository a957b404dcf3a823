package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import co.leadterra.test.RecordedRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for the import as an application, which is started and ends.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeadImportApplicationTests {

	private static final String BULK = "POST /v1/campaigns/:id/leads/bulk";

	private static final String LIVE_KEY = "sk_live_" + "example".repeat(2);

	private final LeadterraServer leadterra = LeadterraServer.start();

	private final String campaign = this.leadterra.workspace().addCampaign(Map.of());

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void writeFile() throws IOException {
		this.file = Files.writeString(this.directory.resolve("people.csv"), """
				email,firstName
				ada@example.com,Ada
				nobody,Nobody
				bob@localhost,"Bob ""B"", senior"
				eve@example.com
				cyd@example.com,Cyd
				""");
	}

	@AfterEach
	void stopLeadterra() {
		this.leadterra.close();
	}

	@Test
	void showsEverythingWithoutAKey(CapturedOutput output) {
		assertThat(run()).isZero();
		assertThat(output.getOut().lines()).first()
			.asString()
			.startsWith("No LEADTERRA_API_KEY is set: talking to a stand-in for Leadterra at ");
		assertThat(output).contains("Rows      5 of 5", "Leads     2 enrolled, 0 updated, 0 suppressed",
				"Skipped   3 rows, see " + skipFile());
	}

	@Test
	@Tag("thorough")
	void printsPlainLinesInAPipe(CapturedOutput output) {
		run();
		assertThat(output.getOut()).matches("[\\P{Cntrl}\\n]*");
	}

	@Test
	void doesNotStartWithALiveKey(CapturedOutput output) {
		this.leadterra.issueKey(LIVE_KEY);
		assertThatException().isThrownBy(() -> importFile("--leadterra.api-key=" + LIVE_KEY));
		assertThat(this.leadterra.requestCount()).isZero();
		assertThat(output).contains("leadterra.allowed-modes=LIVE,TEST").doesNotContain(LIVE_KEY, "\tat ");
	}

	@Test
	@Tag("thorough")
	void enrollsWithALiveKeyIfTheUserWantsIt() {
		this.leadterra.issueKey(LIVE_KEY);
		assertThat(importFile("--leadterra.api-key=" + LIVE_KEY, "--leadterra.allowed-modes=LIVE")).isZero();
	}

	@Test
	void enrollsNobodyOnceTheFileOfItsKeyHoldsALiveKey() throws IOException {
		this.leadterra.issueKey(LIVE_KEY);
		Path key = Files.writeString(this.directory.resolve("key"), this.leadterra.apiKey());
		this.leadterra.inject(Fault.slow(Duration.ofMillis(200)).on(BULK));
		Path next = Files.writeString(this.directory.resolve("next"), LIVE_KEY);
		Thread swap = new Thread(() -> {
			Awaitility.await().until(() -> this.leadterra.requestCount(BULK) > 0);
			assertThatNoException().isThrownBy(() -> Files.move(next, key, StandardCopyOption.REPLACE_EXISTING));
			this.leadterra.revokeKey(this.leadterra.apiKey());
		});
		swap.start();
		assertThat(exitCode(without("--leadterra.api-key",
				arguments("--leadterra.api-key-location=" + key.toUri(), "--import.chunk-size=1"))))
			.isOne();
		assertThat(this.leadterra.requests()).extracting(RecordedRequest::apiKey).isNotEmpty().doesNotContain(LIVE_KEY);
	}

	@Test
	void looksAtTheKeyBeforeItReadsTheFile(CapturedOutput output) {
		assertThat(importFile("--leadterra.api-key=sk_test_unknown_example", "--import.file=none.csv")).isOne();
		assertThat(output).contains("Failed    ", "401").doesNotContain("\tat ", "none.csv");
	}

	@Test
	void refusesASkipFileThatCannotBeWritten(CapturedOutput output) {
		Path skipFile = this.directory.resolve("none/skipped.csv");
		assertThatException().isThrownBy(() -> importFile("--import.skip-file=" + skipFile));
		assertThat(this.leadterra.requestCount()).isZero();
		assertThat(output).contains("import.skip-file", "Rejected rows cannot be written there")
			.doesNotContain("\tat ");
	}

	@Test
	void neverReplacesTheImportedFile(CapturedOutput output) throws IOException {
		String before = Files.readString(this.file);
		assertThatException().isThrownBy(() -> importFile("--import.skip-file=" + this.file));
		assertThat(this.file).content().isEqualTo(before);
		assertThat(output).contains("import.skip-file", "It would replace the file that is imported");
	}

	@Test
	void importsEveryRangeOfALongerFile() throws IOException {
		StringBuilder rows = new StringBuilder("email,note\r\n");
		for (int i = 1; i <= 1500; i++) {
			rows.append((i % 250 == 0) ? "nobody%s,x\r\n".formatted(i)
					: "zo\u00EB%s@example.com,\"one\r\n\u65E5\"\r\n".formatted(i));
		}
		Files.writeString(this.file, rows);
		assertThat(importFile("--import.partitions=2")).isZero();
		assertThat(this.leadterra.workspace().leads(this.campaign)).hasSize(1494)
			.extracting((lead) -> lead.get("email"))
			.contains("zo\u00EB1@example.com", "zo\u00EB501@example.com", "zo\u00EB1499@example.com");
		assertThat(Files.readAllLines(skipFile()).stream().skip(1))
			.extracting((line) -> line.substring(0, line.indexOf(',')))
			.containsExactly("500", "999", "1498", "1997", "2496", "2995");
	}

	@Test
	@Tag("thorough")
	void importsAnewWhereTheStandInWasRestarted(CapturedOutput output) throws IOException {
		int port = this.leadterra.baseUrl().getPort();
		this.leadterra.close();
		for (int start = 0; start < 2; start++) {
			try (LeadterraServer standIn = LeadterraServer.builder().port(port).start()) {
				String demonstration = StandIn.addCampaign(standIn);
				assertThat(importFile("--import.campaign=" + demonstration, "--leadterra.api-key=" + standIn.apiKey()))
					.isZero();
				assertThat(standIn.workspace().leadCount(demonstration)).isEqualTo(2);
			}
		}
		assertThat(output).doesNotContain("Done ");
	}

	@Test
	void namesTheFileThatIsMissing(CapturedOutput output) {
		assertThatException().isThrownBy(() -> importFile("--import.file=" + this.directory.resolve("none.csv")));
		assertThat(output).contains("import.file", "There is no such file").doesNotContain("\tat ");
	}

	@Test
	@Tag("thorough")
	void letsOneImportRunAtATime() throws Exception {
		try (ConfigurableApplicationContext first = LeadImportApplication.run(arguments());
				ImportProcess second = ImportProcess.start(List.of(arguments()))) {
			assertThat(second.await()).as(second::output).isOne();
			assertThat(second.output()).contains("Another import is running").doesNotContain("\tat ");
			assertThat(first.isActive()).isTrue();
		}
	}

	@Test
	@Tag("thorough")
	void writesEachCommitAtOnce() {
		try (ConfigurableApplicationContext context = LeadImportApplication.run(arguments())) {
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForList(
						"SELECT setting_value FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'",
						Integer.class))
				.containsOnly(0);
		}
	}

	@Test
	void goesOnIfKilledBeforeTheFirstExecutionWasStored() throws Exception {
		this.leadterra.inject(Fault.status(401).on(BULK).once());
		importFile();
		updateJobs("SET REFERENTIAL_INTEGRITY FALSE", "DELETE FROM BATCH_JOB_EXECUTION");
		assertThat(importFile()).isZero();
	}

	@Test
	void saysThatAFileIsImportedInsteadOfRepeatingIt(CapturedOutput output) {
		importFile();
		int calls = this.leadterra.requestCount(BULK);
		assertThat(importFile()).isZero();
		assertThat(this.leadterra.requestCount(BULK)).isEqualTo(calls);
		assertThat(output).contains("Done      This file was imported")
			.satisfies((text) -> assertThat(text.toString().split("Skipped   3 rows")).hasSize(3));
	}

	private void updateJobs(String... statements) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection("jdbc:h2:file:" + this.directory.resolve("jobs"));
	}

	private int importFile(String... more) {
		return exitCode(arguments(more));
	}

	private String[] arguments(String... more) {
		List<String> arguments = new ArrayList<>(List.of("--leadterra.base-url=" + this.leadterra.baseUrl(),
				"--leadterra.api-key=" + this.leadterra.apiKey(), "--import.campaign=" + this.campaign));
		arguments.addAll(List.of(common()));
		arguments.removeIf((argument) -> List.of(more)
			.stream()
			.anyMatch((other) -> other.startsWith(argument.substring(0, argument.indexOf('=') + 1))));
		arguments.addAll(List.of(more));
		return arguments.toArray(String[]::new);
	}

	private static String[] without(String option, String... arguments) {
		return Stream.of(arguments).filter((argument) -> !argument.startsWith(option + "=")).toArray(String[]::new);
	}

	private int run() {
		return exitCode(common());
	}

	private String[] common() {
		return new String[] { "--import.file=" + this.file,
				"--spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("jobs") };
	}

	private static int exitCode(String... arguments) {
		return SpringApplication.exit(LeadImportApplication.run(arguments));
	}

	private Path skipFile() {
		return this.directory.resolve("people-skipped.csv");
	}

}
