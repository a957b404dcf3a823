package co.leadterra.samples.leadimport;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import co.leadterra.samples.csv.LeadReader;
import co.leadterra.samples.csv.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CsvRowReader}.
 */
class CsvRowReaderTests {

	@Test
	void goesOnWhereItWasLeft() throws Exception {
		ExecutionContext context = new ExecutionContext();
		String csv = "email,note\nada@example.com,\"one\ntwo\"\nnobody,x\nbob@example.com,x\n";
		CsvRowReader first = reader(csv);
		first.open(context);
		first.read();
		first.read();
		first.update(context);
		CsvRowReader second = reader(csv);
		second.open(context);
		assertThat(second.read()).extracting(Row::line).isEqualTo(5L);
		assertThat(second.read()).isNull();
	}

	@Test
	void endsWithItsRange() throws Exception {
		CsvRowReader reader = reader("email\na@a.aa\n\nb@b.bb\n");
		reader.setMaxItemCount(1);
		reader.open(new ExecutionContext());
		assertThat(reader.read()).extracting(Row::content).isEqualTo("a@a.aa");
		assertThat(reader.read()).isNull();
	}

	@Test
	void readsNothingBeforeItsRange(@TempDir Path directory) throws Exception {
		String before = "email\n\"never closed\n";
		Path file = Files.writeString(directory.resolve("people.csv"), before + "ada@example.com\n");
		SourceFile source = new SourceFile(new DefaultResourceLoader(),
				new ImportProperties(null, null, null, null, null, 1, 1, null, Duration.ofSeconds(1)));
		CsvRowReader reader = new ImportJobConfiguration().rows(source, file.toString(), null, null,
				"enroll:2-2@%s:2".formatted(before.length()));
		reader.setName("rows");
		reader.open(new ExecutionContext());
		assertThat(reader.read()).extracting(Row::line, Row::content).containsExactly(3L, "ada@example.com");
		assertThat(reader.read()).isNull();
	}

	private static CsvRowReader reader(String csv) {
		CsvRowReader reader = new CsvRowReader(
				() -> LeadReader.open(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), null, null));
		reader.setName("rows");
		return reader;
	}

}
