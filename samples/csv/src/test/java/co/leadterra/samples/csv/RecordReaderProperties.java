package co.leadterra.samples.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of {@link RecordReader}.
 */
class RecordReaderProperties {

	@Property(tries = 2000)
	void endsRecordsWhereTheLibraryDoes(@ForAll("files") String file) throws IOException {
		List<RawRecord> records = records(file);
		if (records.stream().allMatch((found) -> found.problem() == null)) {
			assertThat(records).map((found) -> found.line() + " " + cells(found.text()))
				.isEqualTo(library(file).stream()
					.filter((found) -> found.getFields().stream().anyMatch((cell) -> !cell.matches("[\\s\",]*")))
					.map((found) -> found.getStartingLineNumber() + " " + normalized(found.getFields()))
					.toList());
		}
	}

	@Property(tries = 2000)
	void leavesNoCharacterWithoutARecord(@ForAll("files") String file) throws IOException {
		String letters = file.replaceAll("[^a-z]", "");
		assertThat(String.join("", records(file).stream().map(RawRecord::text).toList()).replaceAll("[^a-z]", ""))
			.isEqualTo(letters);
	}

	@Provide
	Arbitrary<String> files() {
		return Arbitraries.of("a", "b", "\"", "\"", "\"\"", ",", ",", " ", "\n", "\r\n", "\r", "\",\"", "\"\n\"")
			.list()
			.ofMaxSize(30)
			.map((parts) -> String.join("", parts));
	}

	private static List<RawRecord> records(String file) throws IOException {
		List<RawRecord> records = new ArrayList<>();
		try (RecordReader reader = new RecordReader(new BufferedReader(new StringReader(file)), ",", 0)) {
			for (RawRecord found = reader.read(); found != null; found = reader.read()) {
				records.add(found);
			}
		}
		return records;
	}

	private static List<CsvRecord> library(String file) throws IOException {
		try (CsvReader<CsvRecord> reader = CsvReader.builder()
			.trimWhitespacesAroundQuotes(true)
			.allowExtraFields(true)
			.allowMissingFields(true)
			.ofCsvRecord(file)) {
			return reader.stream().toList();
		}
	}

	private static List<String> cells(String text) {
		return normalized(CsvReader.builder().trimWhitespacesAroundQuotes(true).ofSingleCsvRecord(text).getFields());
	}

	private static List<String> normalized(List<String> cells) {
		return cells.stream().map((cell) -> cell.replaceAll("\r\n?", "\n")).toList();
	}

}
