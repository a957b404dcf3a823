package co.leadterra.samples.leadimport;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraException;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Starts the import, goes on with one that was interrupted, or says that it is done
 * already. An import is known by the content of its file, the campaign, and where
 * Leadterra is.
 */
@Component
class ImportRunner implements ApplicationRunner, ExitCodeGenerator {

	private final ImportProperties properties;

	private final LeadterraConnectionDetails connection;

	private final LeadterraClient leadterra;

	private final JobRepository repository;

	private final JobOperator operator;

	private final Job job;

	private final ObjectProvider<PostgresLock> lock;

	private boolean imported;

	ImportRunner(ImportProperties properties, LeadterraConnectionDetails connection, LeadterraClient leadterra,
			JobRepository repository, JobOperator operator, Job job, ObjectProvider<PostgresLock> lock) {
		this.properties = properties;
		this.connection = connection;
		this.leadterra = leadterra;
		this.repository = repository;
		this.operator = operator;
		this.job = job;
		this.lock = lock;
	}

	@Override
	public void run(ApplicationArguments arguments) throws JobExecutionException {
		String campaign = required("import.campaign", this.properties.campaign());
		CsvFile file = CsvFile.inspect(required("import.file", this.properties.file()));
		Console.print("File", "%s, %,d rows", file.path(), file.rows());
		Console.print("Campaign", "%s at %s", campaign, this.connection.getBaseUrl());
		if (mayEnroll()) {
			run(parameters(file, campaign));
		}
		else {
			Console.print("Stopped", "This is no test key, and mail to these people may be real."
					+ " To enrol them all the same, add --import.live=true.");
		}
	}

	private static <T> T required(String property, @Nullable T value) {
		if (value == null) {
			throw new InvalidConfigurationPropertyValueException(property, null, "It is needed to import leads");
		}
		return value;
	}

	private boolean mayEnroll() {
		ApiKeyMode mode = this.leadterra.apiKey().map(ApiKey::mode).blockOptional().orElse(ApiKeyMode.UNKNOWN);
		return mode == ApiKeyMode.TEST || this.properties.live();
	}

	private JobParameters parameters(CsvFile file, String campaign) {
		Path skipFile = (this.properties.skipFile() != null) ? this.properties.skipFile().toAbsolutePath()
				: file.skipFile();
		return new JobParametersBuilder().addString("digest", file.digest())
			.addString("campaign", campaign)
			.addString("leadterra", this.connection.getBaseUrl().toString())
			.addString("file", file.path().toString(), false)
			.addString("skipFile", skipFile.toString(), false)
			.addLong("rows", (long) file.rows(), false)
			.toJobParameters();
	}

	private void run(JobParameters parameters) throws JobExecutionException {
		if (!this.lock.stream().allMatch((available) -> available.acquire(name(parameters)))) {
			Console.print("Stopped", "Another process is importing this file into this campaign.");
			return;
		}
		JobExecution last = lastExecution(parameters);
		if (last != null && last.getStatus() == BatchStatus.COMPLETED) {
			Console.print("Done", "This file was imported into this campaign by an import begun at %tF %<tR.",
					last.getCreateTime());
			report(last);
			return;
		}
		if (last != null) {
			Console.print("Restart", "An import of this file was interrupted; %,d rows are done.",
					figures(last).rows());
			// also if it was about to stop: its steps may be left as running
			this.operator.recover(last);
		}
		report(this.operator.start(this.job, parameters));
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
		this.imported = execution.getStatus() == BatchStatus.COMPLETED;
		if (this.imported) {
			Console.print("Leads", "%,d enrolled, %,d updated, %,d suppressed", figures.enrolled(), figures.updated(),
					figures.suppressed());
			Console.print("Skipped", "%,d rows, see %s", figures.skipped(),
					execution.getJobParameters().getString("skipFile"));
			return;
		}
		// what a worker says is more than that a worker failed, and a stop is no failure
		execution.getAllFailureExceptions()
			.stream()
			.filter((failure) -> execution.getStatus() != BatchStatus.STOPPED)
			.min(Comparator.comparing(JobExecutionException.class::isInstance))
			.ifPresent((failure) -> Console.print("Failed", "%s", reason(failure)));
		Console.print("Stopped", "%,d rows are done. The same command goes on from there.", figures.rows());
	}

	private static String reason(Throwable failure) {
		return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
			.filter(LeadterraException.class::isInstance)
			.map(Throwable::getMessage)
			.findFirst()
			.orElseGet(() -> NestedExceptionUtils.getMostSpecificCause(failure).toString());
	}

	@Override
	public int getExitCode() {
		return this.imported ? 0 : 1;
	}

}
