package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
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
 * Tests for the import in one process.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeadImportTests {

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
	void printsPlainLinesInAPipe(CapturedOutput output) {
		run();
		assertThat(output.getOut()).matches("[\\P{Cntrl}\\n]*");
	}

	@Test
	void writesRejectedRowsWithTheirReasonsToTheSkipFile() throws IOException {
		importFile();
		assertThat(skipFile()).content(StandardCharsets.UTF_8)
			.startsWith("""
					line,reason,row
					3,"email must have the form name@domain, but has no @","nobody,Nobody"
					4,""")
			.contains("not a valid email address", "\"bob@localhost,\"\"Bob \"\"\"\"B\"\"\"\", senior\"\"\"\n")
			.endsWith("""
					5,it has 1 cells for 2 columns,eve@example.com
					""");
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

	@Test
	void importsAChangedFileAnew() throws IOException {
		importFile();
		Files.writeString(this.file, "email,firstName\nada@example.com,Ada L.\n");
		assertThat(importFile()).isZero();
		assertThat(this.leadterra.workspace().leads(this.campaign)).extracting((lead) -> lead.get("firstName"))
			.containsExactly("Ada L.", "Cyd");
	}

	@Test
	void explainsAFailureAndGoesOnAfterIt(CapturedOutput output) {
		this.leadterra.inject(Fault.status(401).on(BULK));
		assertThat(importFile("--import.chunk-size=1")).isOne();
		assertThat(output)
			.contains("Failed    POST /v1/campaigns/{campaignId}/leads/bulk failed: 401",
					"Stopped   0 rows are done. The same command goes on from there.")
			.doesNotContain("\tat ");
		this.leadterra.clearFaults();
		assertThat(importFile("--import.chunk-size=1")).isZero();
		assertThat(output).contains("Restart ");
		assertThat(this.leadterra.workspace().leadCount(this.campaign)).isEqualTo(2);
	}

	@Test
	void goesOnIfKilledBeforeTheFirstExecutionWasStored() throws Exception {
		this.leadterra.inject(Fault.status(401).on(BULK).once());
		importFile();
		updateJobs("SET REFERENTIAL_INTEGRITY FALSE", "DELETE FROM BATCH_JOB_EXECUTION");
		assertThat(importFile()).isZero();
	}

	@Test
	void goesOnIfKilledBeforeThePlaceInTheFileWasStored() throws Exception {
		this.leadterra.inject(Fault.slow(Duration.ZERO).on(BULK).once());
		this.leadterra.inject(Fault.status(401).on(BULK).once());
		importFile("--import.chunk-size=1");
		updateJobs("DELETE FROM BATCH_STEP_EXECUTION_CONTEXT", "UPDATE BATCH_STEP_EXECUTION SET STATUS = 'STARTING'",
				"UPDATE BATCH_JOB_EXECUTION SET STATUS = 'STARTED', END_TIME = NULL");
		assertThat(importFile("--import.chunk-size=1")).isZero();
		assertThat(this.leadterra.workspace().leadCount(this.campaign)).isEqualTo(2);
		assertThat(Files.readAllLines(skipFile())).hasSize(4);
	}

	@Test
	void goesOnIfKilledBeforeItsEndWasStored() throws Exception {
		importFile();
		updateJobs("UPDATE BATCH_JOB_EXECUTION SET STATUS = 'STARTED', END_TIME = NULL");
		assertThat(importFile()).isZero();
		assertThat(Files.readAllLines(skipFile())).hasSize(4);
	}

	@Test
	void goesOnIfKilledWhileItWasStopping() throws Exception {
		this.leadterra.inject(Fault.slow(Duration.ZERO).on(BULK).once());
		this.leadterra.inject(Fault.status(401).on(BULK).once());
		importFile("--import.chunk-size=1");
		updateJobs("UPDATE BATCH_STEP_EXECUTION SET STATUS = 'STARTED'",
				"UPDATE BATCH_JOB_EXECUTION SET STATUS = 'STOPPED'");
		assertThat(importFile("--import.chunk-size=1")).isZero();
	}

	@Test
	void goesOnIfTheEndOfAStepCouldNotBeStored() throws Exception {
		this.leadterra.inject(Fault.slow(Duration.ZERO).on(BULK).once());
		this.leadterra.inject(Fault.status(401).on(BULK).once());
		importFile("--import.chunk-size=1");
		updateJobs("UPDATE BATCH_STEP_EXECUTION SET STATUS = 'UNKNOWN', EXIT_CODE = 'UNKNOWN'",
				"UPDATE BATCH_JOB_EXECUTION SET STATUS = 'UNKNOWN', EXIT_CODE = 'UNKNOWN'");
		assertThat(importFile("--import.chunk-size=1")).isZero();
		assertThat(this.leadterra.workspace().leadCount(this.campaign)).isEqualTo(2);
		assertThat(Files.readAllLines(skipFile())).hasSize(4);
	}

	@Test
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
	void keepsNoRowOfAFinishedImport() throws Exception {
		importFile();
		assertThat(rejectedRows()).isZero();
	}

	@Test
	void repeatsNoChunkThatWasCommitted() {
		this.leadterra.inject(Fault.slow(Duration.ZERO).on(BULK).once());
		this.leadterra.inject(Fault.status(401).on(BULK));
		importFile("--import.chunk-size=1");
		this.leadterra.clearFaults();
		importFile("--import.chunk-size=1");
		assertThat(this.leadterra.requests(BULK)).filteredOn((request) -> request.body().contains("ada@example.com"))
			.hasSize(1);
	}

	@Test
	void importsEveryPartition() throws IOException {
		assertThat(importFile("--import.partitions=5")).isZero();
		assertThat(this.leadterra.workspace().leadCount(this.campaign)).isEqualTo(2);
		assertThat(Files.readAllLines(skipFile())).hasSize(4);
	}

	@Test
	void lastRowOfAnAddressCounts() throws IOException {
		Files.writeString(this.file, "email,firstName\nada@example.com,Ada\nada@example.com,Ada L.\n");
		importFile();
		assertThat(this.leadterra.workspace().leads(this.campaign)).extracting((lead) -> lead.get("firstName"))
			.containsExactly("Ada L.");
	}

	@Test
	void countsSuppressedLeads(CapturedOutput output) {
		this.leadterra.workspace().suppress("cyd@example.com");
		importFile();
		assertThat(output).contains("Leads     1 enrolled, 0 updated, 1 suppressed");
	}

	@Test
	void doesNotStartWithALiveKey(CapturedOutput output) {
		this.leadterra.issueKey(LIVE_KEY);
		assertThatException().isThrownBy(() -> importFile("--leadterra.api-key=" + LIVE_KEY));
		assertThat(this.leadterra.requestCount()).isZero();
		assertThat(output).contains("leadterra.allowed-modes=LIVE,TEST").doesNotContain(LIVE_KEY, "\tat ");
	}

	@Test
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
	void looksForTheCampaignBeforeItReadsTheFile(CapturedOutput output) {
		assertThat(importFile("--import.campaign=camp_none", "--import.file=none.csv")).isOne();
		assertThat(output).contains("Failed    ", "404").doesNotContain("\tat ", "none.csv");
	}

	@Test
	void importsWithAKeyThatMayNotSeeStatistics() {
		this.leadterra.inject(Fault.status(403).on("GET /v1/campaigns/:id/stats"));
		assertThat(importFile()).isZero();
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
	void saysWhatEachColumnIsBeforeItEnrolls(CapturedOutput output) throws IOException {
		Files.writeString(this.file, "E-mail;First Name;Phone\nada@example.com;Ada;1\n");
		importFile();
		assertThat(output.getOut())
			.contains("Columns   email from 'E-mail', firstName from 'First Name'; custom fields: Phone")
			.containsSubsequence("Columns  ", "Rows  ");
	}

	@Test
	void anImportReadInAnotherWayIsAnother() throws IOException {
		Files.writeString(this.file, "email,firstName\nada@example.com,Zo\u00EB\n");
		importFile("--import.encoding=ISO-8859-1");
		importFile();
		assertThat(this.leadterra.workspace().leads(this.campaign)).extracting((lead) -> lead.get("firstName"))
			.containsExactly("Zo\u00EB");
	}

	@Test
	void namesTheFileThatIsMissing(CapturedOutput output) {
		assertThatException().isThrownBy(() -> importFile("--import.file=" + this.directory.resolve("none.csv")));
		assertThat(output).contains("import.file", "There is no such file").doesNotContain("\tat ");
	}

	@Test
	void letsOneImportRunAtATime() throws Exception {
		try (ConfigurableApplicationContext first = LeadImportApplication.run(arguments());
				ImportProcess second = ImportProcess.start(List.of(arguments()))) {
			assertThat(second.await()).as(second::output).isOne();
			assertThat(second.output()).contains("Another import is running").doesNotContain("\tat ");
			assertThat(first.isActive()).isTrue();
		}
	}

	@Test
	void writesEachCommitAtOnce() {
		try (ConfigurableApplicationContext context = LeadImportApplication.run(arguments())) {
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForList(
						"SELECT setting_value FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'",
						Integer.class))
				.containsOnly(0);
		}
	}

	private void updateJobs(String... statements) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	private int rejectedRows() throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM rejected_row")) {
			count.next();
			return count.getInt(1);
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
