package co.leadterra.samples.leadimport;

import java.util.ArrayList;
import java.util.List;

import co.leadterra.samples.csv.Place;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into ranges while it is read for the first time: into up to 64 of the same
 * length, which is 500 rows, or that doubled as often as needed. So they depend on
 * nothing but the file, and whoever goes on with an import finds the same.
 */
class RangeFinder {

	private static final int MAX = 64;

	private static final int FEWEST_ROWS = 500;

	private final List<Start> starts = new ArrayList<>();

	private int length = FEWEST_ROWS;

	boolean mayStartAt(int row) {
		return row % this.length == 0;
	}

	void start(int row, @Nullable Place place) {
		if (place != null || this.starts.isEmpty()) {
			this.starts.add(new Start(row, place));
		}
		if (this.starts.size() > MAX) {
			this.length *= 2;
			this.starts.removeIf((start) -> !mayStartAt(start.row()));
		}
	}

	List<RowRange> ranges(int rows) {
		List<RowRange> ranges = new ArrayList<>();
		for (int i = 0; i < this.starts.size(); i++) {
			int to = (i + 1 < this.starts.size()) ? this.starts.get(i + 1).row() : rows;
			if (to > this.starts.get(i).row()) {
				ranges.add(new RowRange(this.starts.get(i).row(), to, this.starts.get(i).place()));
			}
		}
		return ranges;
	}

	private record Start(int row, @Nullable Place place) {

	}

}
