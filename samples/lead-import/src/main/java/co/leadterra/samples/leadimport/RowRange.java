package co.leadterra.samples.leadimport;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import co.leadterra.samples.csv.Place;
import org.jspecify.annotations.Nullable;

/**
 * A part of the file. Its text form is part of the name of the step that imports it, and
 * all that a worker needs to know: {@code 501-1000@28731:502} are the rows from the 501st
 * to the 1000th, of which the first starts after 28731 bytes and 502 lines.
 *
 * @param from the number of rows before it
 * @param to the number of rows up to its end
 * @param place where its first row starts, or {@code null} if the file cannot be read
 * from the middle
 */
public record RowRange(int from, int to, @Nullable Place place) {

	private static final Pattern TEXT = Pattern.compile("(\\d+)-(\\d+)(?:@(\\d+):(\\d+))?");

	static RowRange parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("No range of rows: " + text);
		}
		Place place = (matcher.group(3) != null)
				? new Place(Long.parseLong(matcher.group(3)), Long.parseLong(matcher.group(4))) : null;
		return new RowRange(Integer.parseInt(matcher.group(1)) - 1, Integer.parseInt(matcher.group(2)), place);
	}

	/**
	 * Returns the range that a step imports. The name of a step is stored together with
	 * the step, which its execution context is not: a process can be killed in between.
	 * @param stepName the name of the step
	 * @return the range
	 */
	public static RowRange ofStep(String stepName) {
		return parse(stepName.substring(stepName.indexOf(':') + 1));
	}

	int size() {
		return this.to - this.from;
	}

	/**
	 * Returns the rows as people count them.
	 * @return the numbers of the first and the last
	 */
	public String rows() {
		return "%s-%s".formatted(this.from + 1, this.to);
	}

	@Override
	public String toString() {
		return (this.place != null) ? "%s@%s:%s".formatted(rows(), this.place.offset(), this.place.lines()) : rows();
	}

}
