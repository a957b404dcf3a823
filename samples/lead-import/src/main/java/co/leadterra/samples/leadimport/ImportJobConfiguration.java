package co.leadterra.samples.leadimport;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import co.leadterra.samples.csv.LeadReader;
import co.leadterra.samples.csv.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.configuration.annotation.JobScope;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job: the file is split into ranges of rows, each range is enrolled chunk by chunk
 * in a step execution of its own, and in the end the skip file is written and what it
 * holds is deleted from the database.
 */
@Configuration(proxyBeanMethods = false)
class ImportJobConfiguration {

	@Bean
	Job leadImport(JobRepository repository, Step split, Step skipFile, Step cleanUp, ImportProgress progress,
			GracefulStop stop) {
		return new JobBuilder("lead-import", repository).listener(progress)
			.listener(stop)
			.start(split)
			.next(skipFile)
			.next(cleanUp)
			.build();
	}

	@Bean
	Step split(JobRepository repository, Partitioner ranges, Step enroll, ImportProperties properties) {
		return new StepBuilder("split", repository).partitioner("enroll", ranges)
			.step(enroll)
			.gridSize(properties.partitions())
			.taskExecutor(new SimpleAsyncTaskExecutor("enroll-"))
			.build();
	}

	@Bean
	@JobScope
	Partitioner ranges(@Value("#{jobParameters['rows']}") int rows) {
		return (parts) -> RowRange.split(rows, parts)
			.stream()
			.collect(Collectors.toMap(RowRange::toString, (range) -> new ExecutionContext()));
	}

	@Bean
	Step enroll(JobRepository repository, PlatformTransactionManager transactions, CsvRowReader rows, LeadWriter leads,
			ImportProgress progress, ImportProperties properties) {
		return new StepBuilder("enroll", repository).<Row, Row>chunk(properties.chunkSize())
			.transactionManager(transactions)
			.reader(rows)
			.writer(leads)
			.listener(progress)
			.build();
	}

	@Bean
	@StepScope
	CsvRowReader rows(@Value("#{jobParameters['file']}") Path file,
			@Value("#{jobParameters['encoding']}") @Nullable Charset encoding,
			@Value("#{jobParameters['separator']}") @Nullable Character separator,
			@Value("#{stepExecution.stepName}") String stepName) {
		RowRange range = RowRange.ofStep(stepName);
		CsvRowReader reader = new CsvRowReader(() -> LeadReader.open(Files.newInputStream(file), encoding, separator));
		reader.setCurrentItemCount(range.from());
		reader.setMaxItemCount(range.to());
		return reader;
	}

	@Bean
	Step skipFile(JobRepository repository, PlatformTransactionManager transactions, SkipFileTasklet tasklet) {
		return new StepBuilder("skip-file", repository).tasklet(tasklet, transactions).build();
	}

	@Bean
	Step cleanUp(JobRepository repository, PlatformTransactionManager transactions, RejectedRows rejectedRows) {
		return new StepBuilder("clean-up", repository).tasklet((contribution, chunk) -> {
			rejectedRows.delete(contribution.getStepExecution().getJobExecution().getJobInstanceId());
			return RepeatStatus.FINISHED;
		}, transactions).build();
	}

}
