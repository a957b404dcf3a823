package co.leadterra.samples.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads leads, row by row, from a CSV file whose first line with text names the columns.
 * <p>
 * No row stops the reading: what is no lead becomes a rejected row. Blank lines, and
 * lines of separators only, are no rows. A file that cannot be read at all is refused
 * when it is opened, and one that is not in its encoding where that is seen.
 */
public final class LeadReader implements Closeable {

	private static final String SEPARATORS = ",;\t";

	// the line with which Excel tells itself the separator
	private static final String SEPARATOR_LINE = "sep=";

	private static final int LENGTH_SHOWN = 200;

	private final TextFile file;

	private final RecordReader records;

	private final char separator;

	private final Columns columns;

	private @Nullable String loss;

	private LeadReader(TextFile file, @Nullable Character separator) throws IOException {
		this.file = file;
		String candidates = (separator != null) ? separator.toString() : SEPARATORS;
		this.records = new RecordReader(file, candidates, 0);
		RawRecord header = nextRecord();
		if (header != null && header.text().matches(SEPARATOR_LINE + ".")) {
			candidates = header.text().substring(SEPARATOR_LINE.length());
			header = nextRecord();
		}
		if (header == null) {
			throw new IOException("There is no text in it");
		}
		try {
			this.separator = separator(header, candidates);
			this.columns = Columns.of(cells(header.text(), this.separator));
		}
		catch (IOException | IllegalArgumentException | CsvParseException ex) {
			throw new IOException("%s; line %s reads: %s".formatted(ex.getMessage(), header.line(), shown(header)), ex);
		}
		this.records.setSeparator(this.separator);
	}

	private LeadReader(LeadReader opened, InputStream rest, Place place) {
		this.file = new TextFile(rest, opened.file.encoding(), place.offset());
		this.separator = opened.separator;
		this.columns = opened.columns;
		this.records = new RecordReader(this.file, String.valueOf(this.separator), place.lines());
	}

	/**
	 * Opens a file and reads the names of its columns.
	 * @param file the file, which is closed with the reader, and if it is refused
	 * @param encoding its encoding, or {@code null} for that of its byte order mark, or
	 * UTF-8 if it has none
	 * @param separator what separates its cells, or {@code null} for a comma, a semicolon
	 * or a tab, whichever gives a column of addresses
	 * @return the reader, at the first row
	 * @throws IOException if it cannot be read as such a file; the message says why
	 */
	public static LeadReader open(InputStream file, @Nullable Charset encoding, @Nullable Character separator)
			throws IOException {
		try {
			return new LeadReader(TextFile.open(file, encoding), separator);
		}
		catch (IOException ex) {
			file.close();
			throw ex;
		}
	}

	private static char separator(RawRecord header, String candidates) throws IOException {
		if (header.problem() != null) {
			throw new IOException(header.problem());
		}
		return candidates.chars()
			.mapToObj((candidate) -> (char) candidate)
			.filter((candidate) -> Columns.haveAddress(cells(header.text(), candidate)))
			// of equals the first
			.max(Comparator.<Character>comparingInt((candidate) -> cells(header.text(), candidate).size())
				.thenComparing((candidate) -> -candidates.indexOf(candidate)))
			.orElseThrow(() -> new IOException("It names no column 'email'"));
	}

	private static String shown(RawRecord header) {
		String text = header.text();
		return (text.length() > LENGTH_SHOWN) ? text.substring(0, LENGTH_SHOWN) + "..." : text;
	}

	/**
	 * Says which columns were taken for which fields.
	 * @return a text for the user
	 */
	public String mapping() {
		return this.columns.toString();
	}

	/**
	 * Reads the next row.
	 * @return the row, or {@code null} at the end of the file
	 * @throws IOException if the file is not in its encoding, or cannot be read
	 */
	public @Nullable Row read() throws IOException {
		RawRecord row = nextRecord();
		return (row != null) ? row(row) : null;
	}

	/**
	 * Tells where the rows go on that are not read yet.
	 * @return the place, or {@code null} at the end of the file, and in an encoding that
	 * cannot be read from the middle
	 * @throws IOException if the file is not in its encoding, or cannot be read
	 */
	public @Nullable Place place() throws IOException {
		if (!this.file.knowsOffsets()) {
			return null;
		}
		try {
			return this.records.reachNext() ? new Place(this.file.offsetOfLastCharacter(), this.records.lines()) : null;
		}
		catch (CharacterCodingException ex) {
			throw notInItsEncoding(ex);
		}
	}

	/**
	 * Reads the same file from a place in it.
	 * @param rest the file from that place on
	 * @param place the place
	 * @return a reader of the rows from there on
	 */
	public LeadReader at(InputStream rest, Place place) {
		return new LeadReader(this, rest, place);
	}

	/**
	 * Skips rows.
	 * @param count how many
	 * @throws IOException if the file is not in its encoding, or cannot be read
	 */
	public void skip(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			nextRecord();
		}
	}

	/**
	 * Says what was not read, once the end of the file is reached.
	 * @return from where on the file could not be told apart into rows, or {@code null}
	 */
	public @Nullable String loss() {
		return this.loss;
	}

	private @Nullable RawRecord nextRecord() throws IOException {
		try {
			RawRecord next = this.records.read();
			if (next != null && next.restLost()) {
				this.loss = "It could not be read from line %s on: correct the quotation marks there"
					.formatted(next.line());
			}
			return next;
		}
		catch (CharacterCodingException ex) {
			throw notInItsEncoding(ex);
		}
	}

	private IOException notInItsEncoding(CharacterCodingException ex) {
		return new IOException("It is not in %s, as is seen below line %s: save it as UTF-8, or name its encoding"
			.formatted(this.file.encoding(), this.records.lines()), ex);
	}

	private Row row(RawRecord row) {
		if (row.problem() != null) {
			return Row.rejected(row.line(), row.text(), row.problem());
		}
		try {
			return Row.of(row.line(), row.text(), this.columns.lead(cells(row.text(), this.separator)));
		}
		catch (IllegalArgumentException | CsvParseException ex) {
			return Row.rejected(row.line(), row.text(), String.valueOf(ex.getMessage()));
		}
	}

	private static List<String> cells(String record, char separator) {
		return CsvReader.builder()
			.fieldSeparator(separator)
			.trimWhitespacesAroundQuotes(true)
			.ofSingleCsvRecord(record)
			.getFields()
			.stream()
			.map(String::strip)
			.toList();
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

}
