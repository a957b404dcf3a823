package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.client.LeadterraClient;
import co.leadterra.samples.csv.Row;
import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the import, in an application that goes on. Every row is a chunk of its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeadImportTests {

	private static final String BULK = "POST /v1/campaigns/:id/leads/bulk";

	private static final LeadterraServer leadterra = LeadterraServer.start();

	private static ConfigurableApplicationContext application;

	private final String campaign = leadterra.workspace().addCampaign(Map.of());

	@TempDir
	private Path directory;

	private Path file;

	@BeforeAll
	static void start(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("one.csv"), "email\nada@example.com\n");
		application = LeadImportApplication.run("--leadterra.base-url=" + leadterra.baseUrl(),
				"--leadterra.api-key=" + leadterra.apiKey(),
				"--import.campaign=" + leadterra.workspace().addCampaign(Map.of()), "--import.file=" + file,
				"--import.chunk-size=1", "--spring.datasource.url=jdbc:h2:mem:import");
	}

	@AfterAll
	static void stop() {
		application.close();
		leadterra.close();
	}

	@AfterEach
	void clearFaults() {
		leadterra.clearFaults();
	}

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

	@Test
	void writesRejectedRowsWithTheirReasonsToTheSkipFile() throws Exception {
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
	void importsAChangedFileAnew() throws Exception {
		importFile();
		Files.writeString(this.file, "email,firstName\nada@example.com,Ada L.\n");
		assertThat(importFile()).isZero();
		assertThat(leadterra.workspace().leads(this.campaign)).extracting((lead) -> lead.get("firstName"))
			.containsExactly("Ada L.", "Cyd");
	}

	@Test
	void explainsAFailureAndGoesOnAfterIt(CapturedOutput output) throws Exception {
		leadterra.inject(Fault.status(403).on(BULK));
		assertThat(importFile()).isOne();
		assertThat(output)
			.contains("Failed    POST /v1/campaigns/{campaignId}/leads/bulk failed: 403",
					"Stopped   0 rows are done. The same command goes on from there.")
			.doesNotContain("\tat ");
		leadterra.clearFaults();
		assertThat(importFile()).isZero();
		assertThat(output).contains("Restart ");
		assertThat(leadterra.workspace().leadCount(this.campaign)).isEqualTo(2);
	}

	@Test
	void goesOnIfKilledBeforeThePlaceInTheFileWasStored() throws Exception {
		leadterra.inject(Fault.slow(Duration.ZERO).on(BULK).once());
		leadterra.inject(Fault.status(403).on(BULK).once());
		importFile();
		updateJobs("DELETE FROM BATCH_STEP_EXECUTION_CONTEXT", "UPDATE BATCH_STEP_EXECUTION SET STATUS = 'STARTING'",
				"UPDATE BATCH_JOB_EXECUTION SET STATUS = 'STARTED', END_TIME = NULL");
		assertThat(importFile()).isZero();
		assertThat(leadterra.workspace().leadCount(this.campaign)).isEqualTo(2);
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
		leadterra.inject(Fault.slow(Duration.ZERO).on(BULK).once());
		leadterra.inject(Fault.status(403).on(BULK).once());
		importFile();
		updateJobs("UPDATE BATCH_STEP_EXECUTION SET STATUS = 'STARTED'",
				"UPDATE BATCH_JOB_EXECUTION SET STATUS = 'STOPPED'");
		assertThat(importFile()).isZero();
	}

	@Test
	void goesOnIfTheEndOfAStepCouldNotBeStored() throws Exception {
		leadterra.inject(Fault.slow(Duration.ZERO).on(BULK).once());
		leadterra.inject(Fault.status(403).on(BULK).once());
		importFile();
		updateJobs("UPDATE BATCH_STEP_EXECUTION SET STATUS = 'UNKNOWN', EXIT_CODE = 'UNKNOWN'",
				"UPDATE BATCH_JOB_EXECUTION SET STATUS = 'UNKNOWN', EXIT_CODE = 'UNKNOWN'");
		assertThat(importFile()).isZero();
		assertThat(leadterra.workspace().leadCount(this.campaign)).isEqualTo(2);
		assertThat(Files.readAllLines(skipFile())).hasSize(4);
	}

	@Test
	void keepsNoRowOfAFinishedImportHoweverMany() throws Exception {
		leadterra.inject(Fault.status(403).on(BULK).once());
		importFile();
		jdbc().update(
				"INSERT INTO rejected_row SELECT (SELECT max(job_instance_id) FROM batch_job_instance), x + 9, '', ''"
						+ " FROM SYSTEM_RANGE(1, ?)",
				RejectedRows.PART);
		importFile();
		assertThat(rejectedRows()).isZero();
	}

	@Test
	void deletesTheRowsOfAnImportInParts() {
		jdbc().update("INSERT INTO rejected_row SELECT 0, x, '', '' FROM SYSTEM_RANGE(1, ?)", RejectedRows.PART + 1);
		RejectedRows rows = application.getBean(RejectedRows.class);
		assertThat(rows.deletePart(0)).isTrue();
		assertThat(rejectedRows()).isOne();
		assertThat(rows.deletePart(0)).isTrue();
		assertThat(rows.deletePart(0)).isFalse();
	}

	@Test
	void storesNoRejectedRowOfARangeThatAnotherHas() {
		StepExecution range = new StepExecution(2, "enroll:1-500",
				new JobExecution(1, new JobInstance(1, "lead-import"), new JobParameters()));
		List<String> asked = new ArrayList<>();
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> application.getBean(RejectedRows.class).save(range, (step) -> {
				asked.add(TransactionSynchronizationManager.getCurrentTransactionName());
				throw new OptimisticLockingFailureException("Another worker has been given the range");
			}, List.of(Row.rejected(2, "nobody", "no address"))));
		assertThat(asked).containsExactly(RejectedRows.class.getName() + ".save");
		assertThat(rejectedRows()).isZero();
	}

	@Test
	void repeatsNoChunkThatWasCommitted() throws Exception {
		leadterra.inject(Fault.slow(Duration.ZERO).on(BULK).once());
		leadterra.inject(Fault.status(403).on(BULK));
		importFile();
		leadterra.clearFaults();
		importFile();
		assertThat(leadterra.requests(BULK)).filteredOn((request) -> request.path().contains(this.campaign))
			.filteredOn((request) -> request.body().contains("ada@example.com"))
			.hasSize(1);
	}

	@Test
	void lastRowOfAnAddressCounts() throws Exception {
		Files.writeString(this.file, "email,firstName\nada@example.com,Ada\nada@example.com,Ada L.\n");
		importFile();
		assertThat(leadterra.workspace().leads(this.campaign)).extracting((lead) -> lead.get("firstName"))
			.containsExactly("Ada L.");
	}

	@Test
	void countsSuppressedLeads(CapturedOutput output) throws Exception {
		leadterra.workspace().suppress("eve@example.com");
		Files.writeString(this.file, "email\nada@example.com\neve@example.com\n");
		importFile();
		assertThat(output).contains("Leads     1 enrolled, 0 updated, 1 suppressed");
	}

	@Test
	void looksForTheCampaignBeforeItReadsTheFile(CapturedOutput output) throws Exception {
		this.file = this.directory.resolve("none.csv");
		assertThat(importFile("camp_none", null)).isOne();
		assertThat(output).contains("Failed    ", "404").doesNotContain("\tat ", "none.csv");
	}

	@Test
	void importsWithAKeyThatMayNotSeeStatistics() throws Exception {
		leadterra.inject(Fault.status(403).on("GET /v1/campaigns/:id/stats"));
		assertThat(importFile()).isZero();
	}

	@Test
	void saysWhatEachColumnIsBeforeItEnrolls(CapturedOutput output) throws Exception {
		Files.writeString(this.file, "E-mail;First Name;Phone\nada@example.com;Ada;1\n");
		importFile();
		assertThat(output.getOut()).containsSubsequence(
				"Columns   email from 'E-mail', firstName from 'First Name'; custom fields: Phone", "Rows  ");
	}

	@Test
	void aFileWhoseRestCouldNotBeReadIsNotImportedEvenIfTriedAgain(CapturedOutput output) throws Exception {
		Files.writeString(this.file, "email,note\nada@example.com,x\nbob@example.com,\"open\ncyd@example.com,x\n");
		for (int attempt = 0; attempt < 2; attempt++) {
			assertThat(importFile()).isOne();
			assertThat(output.getOut().lines()).last()
				.asString()
				.isEqualTo("Failed    It could not be read from line 3 on: correct the quotation marks there");
		}
		assertThat(leadterra.workspace().leads(this.campaign)).extracting((lead) -> lead.get("email"))
			.containsExactly("ada@example.com");
	}

	@Test
	void anImportReadInAnotherWayIsAnother() throws Exception {
		Files.writeString(this.file, "email,firstName\nada@example.com,Zo\u00EB\n");
		importFile(this.campaign, StandardCharsets.ISO_8859_1);
		importFile();
		assertThat(leadterra.workspace().leads(this.campaign)).extracting((lead) -> lead.get("firstName"))
			.containsExactly("Zo\u00EB");
	}

	private void updateJobs(String... statements) {
		jdbc().batchUpdate(statements);
	}

	private int rejectedRows() {
		return jdbc().queryForList("SELECT * FROM rejected_row").size();
	}

	private static JdbcTemplate jdbc() {
		return application.getBean(JdbcTemplate.class);
	}

	private int importFile() throws Exception {
		return importFile(this.campaign, null);
	}

	private int importFile(String into, Charset encoding) throws Exception {
		ImportRunner runner = new ImportRunner(
				new ImportProperties(this.file.toString(), into, null, encoding, null, 1, 1, null, Duration.ZERO),
				application.getBean(LeadterraConnectionDetails.class), application.getBean(LeadterraClient.class),
				application.getBean(JobRepository.class), application.getBean(JobOperator.class),
				application.getBean(Job.class), application.getBeanProvider(PostgresLock.class),
				application.getBean(SourceFile.class), application.getBeanProvider(Workers.class));
		runner.run(new DefaultApplicationArguments());
		return runner.getExitCode();
	}

	private Path skipFile() {
		return this.directory.resolve("people-skipped.csv");
	}

}
