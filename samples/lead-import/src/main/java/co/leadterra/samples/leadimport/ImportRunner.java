package co.leadterra.samples.leadimport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraPermissionException;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyMode;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Starts the import, goes on with one that was interrupted, or says that it is done
 * already. An import is known by the content of its file, the campaign, and where
 * Leadterra is.
 */
@Component
@ConditionalOnProperty(name = "import.role", havingValue = "manager", matchIfMissing = true)
class ImportRunner implements ApplicationRunner, ExitCodeGenerator {

	private final ImportProperties properties;

	private final LeadterraConnectionDetails connection;

	private final LeadterraClient leadterra;

	private final JobRepository repository;

	private final JobOperator operator;

	private final Job job;

	private final ObjectProvider<PostgresLock> lock;

	private final SourceFile source;

	private final ObjectProvider<Workers> workers;

	private boolean imported;

	ImportRunner(ImportProperties properties, LeadterraConnectionDetails connection, LeadterraClient leadterra,
			JobRepository repository, JobOperator operator, Job job, ObjectProvider<PostgresLock> lock,
			SourceFile source, ObjectProvider<Workers> workers) {
		this.properties = properties;
		this.connection = connection;
		this.leadterra = leadterra;
		this.repository = repository;
		this.operator = operator;
		this.job = job;
		this.lock = lock;
		this.source = source;
		this.workers = workers;
	}

	@Override
	public void run(ApplicationArguments arguments) throws Exception {
		String campaign = required("import.campaign", this.properties.campaign());
		String location = required("import.file", this.properties.file());
		Path skipFile = skipFile(location);
		try {
			check(campaign);
		}
		catch (LeadterraException ex) {
			Console.print("Failed", "%s", ex.getMessage());
			Console.print("Stopped", "Nothing is imported. Nor is the file read yet.");
			return;
		}
		CsvFile file = CsvFile.inspect(this.properties, this.source.path(location));
		Console.print("File", "%s, %,d rows, of which %,d are no leads", file.path(), file.rows(), file.rejected());
		Console.print("Columns", "%s", file.columns());
		Console.print("Campaign", "%s at %s", campaign, this.connection.getBaseUrl());
		JobParameters parameters = parameters(file, location, campaign, skipFile);
		Workers remote = this.workers.getIfAvailable();
		if (remote == null) {
			run(parameters);
		}
		else {
			remote.during(name(parameters), () -> run(parameters));
		}
		if (file.loss() != null) {
			this.imported = false;
			Console.print("Failed", "%s", file.loss());
		}
	}

	private Path skipFile(String location) {
		Path beside = SourceFile.isAddress(location) ? Path.of(String.valueOf(StringUtils.getFilename(location)))
				: Path.of(location);
		Path skipFile = ((this.properties.skipFile() != null) ? this.properties.skipFile()
				: beside.resolveSibling(
						StringUtils.stripFilenameExtension(beside.getFileName().toString()) + "-skipped.csv"))
			.toAbsolutePath();
		if (Files.isDirectory(skipFile) || !Files.isWritable(skipFile.getParent())) {
			throw new InvalidConfigurationPropertyValueException("import.skip-file", skipFile,
					"Rejected rows cannot be written there");
		}
		if (skipFile.normalize().equals(beside.toAbsolutePath().normalize())) {
			throw new InvalidConfigurationPropertyValueException("import.skip-file", skipFile,
					"It would replace the file that is imported");
		}
		return skipFile;
	}

	// the cheapest call that needs both the key and the campaign
	private void check(String campaign) {
		this.leadterra.campaigns().stats(campaign).onErrorComplete(LeadterraPermissionException.class).block();
	}

	private static <T> T required(String property, @Nullable T value) {
		if (value == null) {
			throw new InvalidConfigurationPropertyValueException(property, null, "It is needed to import leads");
		}
		return value;
	}

	private JobParameters parameters(CsvFile file, String location, String campaign, Path skipFile) {
		JobParametersBuilder parameters = new JobParametersBuilder().addString("digest", file.digest())
			.addString("campaign", campaign)
			.addString("leadterra", this.connection.getBaseUrl().toString())
			.addString("mode", mode(), false)
			.addString("file", SourceFile.isAddress(location) ? location : file.path().toString(), false)
			.addString("skipFile", skipFile.toString(), false)
			.addLong("rows", (long) file.rows(), false)
			.addString("ranges", file.ranges().stream().map(RowRange::toString).collect(Collectors.joining(",")),
					false);
		// read in another way, it is another import
		if (this.properties.encoding() != null) {
			parameters.addString("encoding", this.properties.encoding().name());
		}
		if (this.properties.separator() != null) {
			parameters.addString("separator", this.properties.separator().toString());
		}
		return parameters.toJobParameters();
	}

	private String mode() {
		return Optional.ofNullable(this.connection.getApiKey()).map(ApiKey::mode).orElse(ApiKeyMode.UNKNOWN).name();
	}

	private @Nullable JobExecution run(JobParameters parameters) throws JobExecutionException {
		if (!this.lock.stream().allMatch((available) -> available.acquire(name(parameters)))) {
			Console.print("Stopped", "Another process is importing this file into this campaign.");
			return null;
		}
		JobExecution last = lastExecution(parameters);
		if (last != null && last.getStatus() == BatchStatus.COMPLETED) {
			Console.print("Done", "This file was imported into this campaign by an import begun at %tF %<tR.",
					last.getCreateTime());
			report(last);
			return last;
		}
		if (last != null) {
			Console.print("Restart", "An import of this file was interrupted; %,d rows are done.",
					figures(last).rows());
			this.workers.ifAvailable((workers) -> workers.settle(last));
			recover(Objects.requireNonNull(this.repository.getJobExecution(last.getId())));
		}
		JobExecution ended = this.operator.start(this.job, parameters);
		report(ended);
		return ended;
	}

	/**
	 * Marks an execution as failed, which nobody runs any more. Its own state says
	 * little: the end of a step may not have been stored, be it that the process was
	 * killed, that it was about to stop, or that the database was away, which leaves it
	 * as unknown. {@link JobOperator#recover} leaves out the last two.
	 */
	private void recover(JobExecution last) {
		for (StepExecution step : last.getStepExecutions()) {
			if (step.getStatus().isRunning() || step.getStatus() == BatchStatus.UNKNOWN) {
				step.setStatus(BatchStatus.FAILED);
				step.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
				this.repository.update(step);
			}
		}
		last.setStatus(BatchStatus.FAILED);
		last.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
		this.repository.update(last);
	}

	private static String name(JobParameters parameters) {
		return Stream.of("digest", "campaign", "leadterra").map(parameters::getString).collect(Collectors.joining(" "));
	}

	private @Nullable JobExecution lastExecution(JobParameters parameters) {
		JobInstance instance = this.repository.getJobInstance(this.job.getName(), parameters);
		if (instance == null) {
			return null;
		}
		JobExecution last = this.repository.getLastJobExecution(instance);
		if (last == null) {
			// killed before its first execution was stored, and Spring Batch would not
			// start it
			this.repository.deleteJobInstance(instance);
		}
		return last;
	}

	private ImportFigures figures(JobExecution execution) {
		return ImportFigures.of(this.repository.getJobExecutions(execution.getJobInstance()));
	}

	private void report(JobExecution execution) {
		ImportFigures figures = figures(execution);
		if (execution.getStatus() == BatchStatus.COMPLETED) {
			this.imported = figures.rows() > figures.skipped();
			Console.print("Leads", "%,d enrolled, %,d updated, %,d suppressed", figures.enrolled(), figures.updated(),
					figures.suppressed());
			Console.print("Skipped", "%,d rows, see %s", figures.skipped(),
					execution.getJobParameters().getString("skipFile"));
			if (!this.imported) {
				Console.print("Failed", "No row could be enrolled.");
			}
			return;
		}
		// a stop is no failure
		if (execution.getStatus() != BatchStatus.STOPPED) {
			reportFailure(execution);
		}
		Console.print("Stopped", "%,d rows are done. The same command goes on from there.", figures.rows());
	}

	private void reportFailure(JobExecution execution) {
		execution.getAllFailureExceptions()
			.stream()
			.filter((failure) -> !(failure instanceof JobExecutionException))
			.findFirst()
			.ifPresentOrElse(Console::printFailure, () -> reportStoredFailure(execution));
	}

	// of what failed at a worker, its manager has what is stored
	private void reportStoredFailure(JobExecution execution) {
		Objects.requireNonNull(this.repository.getJobExecution(execution.getId()))
			.getStepExecutions()
			.stream()
			.filter((step) -> step.getStatus() == BatchStatus.FAILED && step.getStepName().startsWith("enroll:"))
			.findFirst()
			.ifPresentOrElse(
					(step) -> Console.print("Failed", "Rows %s: %s", RowRange.ofStep(step.getStepName()).rows(),
							step.getExitStatus().getExitDescription()),
					() -> execution.getAllFailureExceptions().forEach(Console::printFailure));
	}

	@Override
	public int getExitCode() {
		return this.imported ? 0 : 1;
	}

}
