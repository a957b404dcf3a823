package co.leadterra.samples.leadimport;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the file. Its text form is part of the name of the step that imports it, and
 * all that a worker needs to know.
 *
 * @param from the number of rows before it
 * @param to the number of rows up to its end
 */
record RowRange(int from, int to) {

	static List<RowRange> split(int rows, int parts) {
		List<RowRange> ranges = new ArrayList<>();
		int from = 0;
		for (int part = 1; part <= parts; part++) {
			int to = (int) ((long) rows * part / parts);
			if (to > from) {
				ranges.add(new RowRange(from, to));
			}
			from = to;
		}
		return ranges;
	}

	/**
	 * Returns the range that a step imports. The name of a step is stored together with
	 * the step, which its execution context is not: a process can be killed in between.
	 * @param stepName the name of the step
	 * @return the range
	 */
	static RowRange ofStep(String stepName) {
		String[] bounds = stepName.substring(stepName.indexOf(':') + 1).split("-", 2);
		return new RowRange(Integer.parseInt(bounds[0]) - 1, Integer.parseInt(bounds[1]));
	}

	@Override
	public String toString() {
		return (this.from + 1) + "-" + this.to;
	}

}
