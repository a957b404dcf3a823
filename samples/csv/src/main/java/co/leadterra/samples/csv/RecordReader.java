package co.leadterra.samples.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

import org.jspecify.annotations.Nullable;

/**
 * Finds where each record of a file ends, so that one that is wrong costs itself and not
 * the file. A line break ends a record unless it is inside quotation marks.
 * <p>
 * Where marks do not match over several lines, nobody can tell rows from the text of a
 * cell any more. The rest of the file is then a part of that record: a line of somebody's
 * note is never taken for a person.
 */
final class RecordReader implements Closeable {

	static final int MAX_LENGTH = 100_000;

	private static final int LENGTH_SHOWN = 500;

	private static final int END = -1;

	private static final int UNREAD = -2;

	private final Reader characters;

	private String separators;

	private long lines;

	private boolean afterCarriageReturn;

	private int first = UNREAD;

	/**
	 * Creates a reader.
	 * @param characters the file, buffered
	 * @param separators the characters that may separate cells
	 * @param lines the number of lines before
	 */
	RecordReader(Reader characters, String separators, long lines) {
		this.characters = characters;
		this.separators = separators;
		this.lines = lines;
	}

	void setSeparator(char separator) {
		this.separators = String.valueOf(separator);
	}

	long lines() {
		return this.lines;
	}

	/**
	 * Returns the next record that has any text.
	 * @return the record, or {@code null} at the end of the file
	 */
	@Nullable RawRecord read() throws IOException {
		while (reachNext()) {
			RawRecord raw = read(this.first);
			this.first = UNREAD;
			if (raw.problem() != null || hasText(raw.text())) {
				return raw;
			}
		}
		return null;
	}

	/**
	 * Reads up to the first character of the next line that is not empty, and that
	 * character.
	 * @return whether there is one
	 */
	boolean reachNext() throws IOException {
		while (this.first == UNREAD || this.first == '\n') {
			this.first = next();
		}
		return this.first != END;
	}

	private RawRecord read(int first) throws IOException {
		long line = this.lines + 1;
		StringBuilder text = new StringBuilder();
		boolean tooLong = false;
		boolean nul = false;
		Marks marks = new Marks();
		for (int c = first; c != END; c = next()) {
			if (c == '\n' && marks.endRecord()) {
				break;
			}
			marks.accept((char) c);
			nul |= c == 0;
			tooLong |= text.length() == MAX_LENGTH;
			if (!tooLong) {
				text.append((char) c);
			}
		}
		String problem = null;
		long lastLine = (marks.previous == '\n') ? this.lines : this.lines + 1;
		boolean restLost = !marks.match() && marks.severalLines && lastLine > line;
		if (restLost) {
			problem = "the quotation marks do not match from here to the end of the file, line " + lastLine;
		}
		else if (!marks.match()) {
			problem = "the quotation marks do not match";
		}
		else if (tooLong) {
			problem = "it has more than %s characters".formatted(MAX_LENGTH);
		}
		else if (nul) {
			problem = "it holds the character U+0000";
		}
		return new RawRecord(line, (problem != null) ? shown(text) : text.toString(), problem, restLost);
	}

	private static String shown(StringBuilder text) {
		String start = (text.length() > LENGTH_SHOWN) ? text.substring(0, LENGTH_SHOWN) + "..." : text.toString();
		return start.replace('\0', '\uFFFD');
	}

	private boolean hasText(String text) {
		return text.chars().anyMatch((c) -> c > ' ' && c != '"' && this.separators.indexOf(c) == -1);
	}

	// all of CR LF, CR and LF are a line break
	private int next() throws IOException {
		int c = this.characters.read();
		if (c == '\n' && this.afterCarriageReturn) {
			c = this.characters.read();
		}
		this.afterCarriageReturn = c == '\r';
		if (c == '\r' || c == '\n') {
			this.lines++;
			return '\n';
		}
		return c;
	}

	@Override
	public void close() throws IOException {
		this.characters.close();
	}

	private enum Place {

		BEFORE_CELL, IN_CELL, IN_MARKS, BEHIND_MARKS

	}

	/**
	 * The quotation marks of a record.
	 */
	private final class Marks {

		private Place place = Place.BEFORE_CELL;

		private boolean misplaced;

		private boolean severalLines;

		private char previous = '\n';

		void accept(char c) {
			switch (this.place) {
				case BEFORE_CELL, IN_CELL -> outside(c);
				case IN_MARKS -> inside(c);
				case BEHIND_MARKS -> behind(c);
			}
			this.severalLines |= c == '\n';
			this.previous = c;
		}

		private void outside(char c) {
			if (RecordReader.this.separators.indexOf(c) != -1) {
				this.place = Place.BEFORE_CELL;
			}
			else if (this.place == Place.BEFORE_CELL && c > ' ') {
				this.place = (c == '"') ? Place.IN_MARKS : Place.IN_CELL;
			}
		}

		private void inside(char c) {
			if (c == '"') {
				this.place = Place.BEHIND_MARKS;
			}
		}

		private void behind(char c) {
			if (c == '"') {
				this.misplaced |= this.previous != '"';
				this.place = Place.IN_MARKS;
			}
			else if (RecordReader.this.separators.indexOf(c) != -1) {
				this.place = Place.BEFORE_CELL;
			}
			else {
				this.misplaced |= c > ' ';
			}
		}

		boolean endRecord() {
			return this.place != Place.IN_MARKS && !(this.misplaced && this.severalLines);
		}

		boolean match() {
			return this.place != Place.IN_MARKS && !this.misplaced;
		}

	}

}
