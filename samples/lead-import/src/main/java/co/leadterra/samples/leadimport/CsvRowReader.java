package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import co.leadterra.client.lead.Lead;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.io.input.BOMInputStream;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.support.AbstractItemCountingItemStreamItemReader;
import org.springframework.core.io.InputStreamSource;
import org.springframework.util.Assert;

/**
 * Reads the rows of a CSV file below its header line. No row stops the reading: what is
 * no lead becomes a rejected row. Columns that are no standard field of a lead become
 * custom fields, and empty cells are left out.
 * <p>
 * Cells in quotation marks may go on in the next line. A mark that is never closed costs
 * one line, not the rest of the file.
 */
class CsvRowReader extends AbstractItemCountingItemStreamItemReader<Row> {

	private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setTrim(true).setNullString("").get();

	private static final int MAX_LENGTH_OF_SEVERAL_LINES = 8192;

	private final InputStreamSource file;

	private LineNumberReader lines = new LineNumberReader(InputStreamReader.nullReader());

	private List<String> columns = List.of();

	CsvRowReader(InputStreamSource file) {
		this.file = file;
	}

	@Override
	protected void doOpen() throws IOException {
		InputStream bytes = BOMInputStream.builder().setInputStream(this.file.getInputStream()).get();
		// a decoder refuses what is not UTF-8, a charset would put question marks
		this.lines = new LineNumberReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
		String header = this.lines.readLine();
		List<@Nullable String> names = (header != null) ? cells(header) : List.of();
		Assert.isTrue(names.contains("email"), "The first line names no column 'email'");
		Assert.isTrue(new HashSet<>(names).size() == names.size(), "The first line repeats a column");
		Assert.noNullElements(names, "The first line leaves a column without a name");
		this.columns = names.stream().filter(Objects::nonNull).toList();
	}

	@Override
	protected @Nullable Row doRead() throws IOException {
		String line = this.lines.readLine();
		while (line != null && line.isBlank()) {
			line = this.lines.readLine();
		}
		return (line != null) ? row(this.lines.getLineNumber(), line) : null;
	}

	// what is inherited stops at the end of the range instead of reaching its start
	@Override
	protected void jumpToItem(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			doRead();
		}
	}

	private Row row(int number, String line) throws IOException {
		this.lines.mark(2 * MAX_LENGTH_OF_SEVERAL_LINES);
		String content = line;
		while (true) {
			try {
				return row(number, content, cells(content));
			}
			catch (IOException ex) {
				String next = this.lines.readLine();
				if (next == null || content.length() + next.length() > MAX_LENGTH_OF_SEVERAL_LINES) {
					this.lines.reset();
					return Row.rejected(number, line, "the quotation marks do not match");
				}
				content = content + "\n" + next;
			}
		}
	}

	private Row row(int number, String content, List<@Nullable String> cells) {
		try {
			return Row.of(number, content, lead(cells));
		}
		catch (IllegalArgumentException ex) {
			return Row.rejected(number, content, String.valueOf(ex.getMessage()));
		}
	}

	private static List<@Nullable String> cells(String text) throws IOException {
		try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
			return new ArrayList<>(parser.getRecords().get(0).toList());
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private Lead lead(List<@Nullable String> cells) {
		Assert.isTrue(cells.size() == this.columns.size(),
				() -> "%d cells below %d column names".formatted(cells.size(), this.columns.size()));
		String email = cells.get(this.columns.indexOf("email"));
		Lead.Builder lead = Lead.builder((email != null) ? email : "");
		for (int i = 0; i < cells.size(); i++) {
			String value = cells.get(i);
			if (value != null) {
				set(lead, this.columns.get(i), value);
			}
		}
		Lead built = lead.build();
		Assert.isTrue(built.problem() == null, built::problem);
		return built;
	}

	private static void set(Lead.Builder lead, String column, String value) {
		switch (column) {
			case "email" -> {
			}
			case "firstName" -> lead.firstName(value);
			case "lastName" -> lead.lastName(value);
			case "company" -> lead.company(value);
			case "jobTitle" -> lead.jobTitle(value);
			default -> lead.customField(column, value);
		}
	}

	@Override
	protected void doClose() throws IOException {
		this.lines.close();
	}

}
