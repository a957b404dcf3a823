package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

import co.leadterra.samples.csv.Row;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes the skip file once all rows are done. It appears whole or not at all, and a
 * restart writes it anew.
 */
@Component
@StepScope
class SkipFileTasklet implements Tasklet {

	private final RejectedRows rejectedRows;

	private final Path skipFile;

	SkipFileTasklet(RejectedRows rejectedRows, @Value("#{jobParameters['skipFile']}") Path skipFile) {
		this.rejectedRows = rejectedRows;
		this.skipFile = skipFile;
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws IOException {
		Path unfinished = Path.of(this.skipFile + ".part");
		long jobInstanceId = contribution.getStepExecution().getJobExecution().getJobInstanceId();
		try (Stream<Row> rows = this.rejectedRows.stream(jobInstanceId);
				CsvWriter file = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(unfinished)) {
			file.writeRecord("line", "reason", "row");
			rows.forEach((row) -> file.writeRecord(String.valueOf(row.line()), row.reason(), row.content()));
		}
		Files.move(unfinished, this.skipFile, StandardCopyOption.ATOMIC_MOVE);
		return RepeatStatus.FINISHED;
	}

}
