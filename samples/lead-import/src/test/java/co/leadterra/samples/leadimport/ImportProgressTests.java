package co.leadterra.samples.leadimport;

import co.leadterra.samples.csv.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ImportProgress}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ImportProgressTests {

	@Test
	void showsNothingInAWorkerWhoseJobRunsElsewhere(CapturedOutput output) {
		ImportProgress progress = new ImportProgress(Mockito.mock(JobRepository.class));
		progress.afterWrite(Chunk.of(Row.rejected(2, "nobody", "no address")));
		assertThat(output).doesNotContain("Rows");
	}

}
