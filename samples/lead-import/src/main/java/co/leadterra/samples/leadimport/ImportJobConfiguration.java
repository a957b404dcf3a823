package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import co.leadterra.samples.csv.LeadReader;
import co.leadterra.samples.csv.Place;
import co.leadterra.samples.csv.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.configuration.annotation.JobScope;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.partition.support.SimpleStepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.PartitionStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job: the file is split into ranges of bytes, each range is enrolled chunk by chunk
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
	Step split(JobRepository repository, StepExecutionSplitter splitter, Step enroll, ImportProperties properties,
			ObjectProvider<PartitionHandler> workers) {
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("enroll-");
		threads.setConcurrencyLimit(properties.partitions());
		PartitionStepBuilder split = new StepBuilder("split", repository).partitioner(enroll)
			.splitter(splitter)
			.taskExecutor(threads);
		workers.ifAvailable(split::partitionHandler);
		return split.build();
	}

	// in the order of the file, so that with one thread the last row of an address counts
	@Bean
	StepExecutionSplitter splitter(JobRepository repository, Partitioner ranges) {
		return new SimpleStepExecutionSplitter(repository, "enroll", ranges) {

			@Override
			public Set<StepExecution> split(StepExecution split, int parts) throws JobExecutionException {
				return super.split(split, parts).stream()
					.sorted(Comparator.comparing((part) -> RowRange.ofStep(part.getStepName()).from()))
					.collect(Collectors.toCollection(LinkedHashSet::new));
			}

		};
	}

	@Bean
	@JobScope
	Partitioner ranges(@Value("#{jobParameters['ranges']}") String[] ranges) {
		return (parts) -> Arrays.stream(ranges)
			.collect(Collectors.toMap(Function.identity(), (range) -> new ExecutionContext()));
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
	CsvRowReader rows(SourceFile file, @Value("#{jobParameters['file']}") String location,
			@Value("#{jobParameters['encoding']}") @Nullable Charset encoding,
			@Value("#{jobParameters['separator']}") @Nullable Character separator,
			@Value("#{stepExecution.stepName}") String stepName) {
		RowRange range = RowRange.ofStep(stepName);
		CsvRowReader reader = new CsvRowReader(() -> open(file.path(location), encoding, separator, range.place()));
		reader.setMaxItemCount(range.size());
		return reader;
	}

	private static LeadReader open(Path file, @Nullable Charset encoding, @Nullable Character separator,
			@Nullable Place place) throws IOException {
		SeekableByteChannel channel = Files.newByteChannel(file);
		InputStream bytes = Channels.newInputStream(channel);
		LeadReader atColumnNames = LeadReader.open(bytes, encoding, separator);
		if (place == null) {
			return atColumnNames;
		}
		channel.position(place.offset());
		return atColumnNames.at(bytes, place);
	}

	@Bean
	Step skipFile(JobRepository repository, PlatformTransactionManager transactions, SkipFileTasklet tasklet) {
		return new StepBuilder("skip-file", repository).tasklet(tasklet, transactions).build();
	}

	@Bean
	Step cleanUp(JobRepository repository, PlatformTransactionManager transactions, RejectedRows rejectedRows) {
		return new StepBuilder("clean-up", repository).tasklet((contribution, chunk) -> {
			long jobInstanceId = contribution.getStepExecution().getJobExecution().getJobInstanceId();
			return RepeatStatus.continueIf(rejectedRows.deletePart(jobInstanceId));
		}, transactions).build();
	}

}
