package co.leadterra.samples.leadimport;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import co.leadterra.samples.csv.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CsvFile}.
 */
class CsvFileTests {

	@Test
	void findsWhereEachRangeStarts(@TempDir Path directory) throws Exception {
		String first = "email,note\n" + "zo\u00EB@example.com,\"one\ntwo\"\n".repeat(500);
		Path file = Files.writeString(directory.resolve("people.csv"), first + "ada@example.com,x\n");
		CsvFile inspected = CsvFile
			.inspect(new ImportProperties(null, null, null, null, null, 1, 1, null, Duration.ofSeconds(1)), file);
		assertThat(inspected.ranges()).containsExactly(new RowRange(0, 500, new Place("email,note\n".length(), 1)),
				new RowRange(500, 501, new Place(first.getBytes(StandardCharsets.UTF_8).length, 1001)));
	}

}
