package co.leadterra.samples.leadimport;

import java.util.List;
import java.util.stream.Collectors;

import co.leadterra.samples.csv.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RangeFinder}.
 */
class RangeFinderTests {

	// the longest value that a job parameter may have in the database
	private static final int PARAMETER = 2500;

	@Test
	void makesOneRangeOfASmallFile() {
		assertThat(find(500)).containsExactly(new RowRange(0, 500, new Place(0, 1)));
	}

	@Test
	void makesMoreOfALargerOne() {
		assertThat(find(1001)).extracting(RowRange::rows).containsExactly("1-500", "501-1000", "1001-1001");
	}

	@Test
	void makesManyMoreOfALargeOneThanThereAreWorkers() {
		assertThat(find(1_000_000)).hasSizeGreaterThan(32);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 31_999, 32_000, 32_001, 1_000_000 })
	void coversEveryRowOnceWithAsManyAsFitIntoAParameter(int rows) {
		List<RowRange> ranges = find(rows);
		assertThat(ranges).hasSizeLessThanOrEqualTo(64);
		assertThat(ranges.get(0).from()).isZero();
		assertThat(ranges.get(ranges.size() - 1).to()).isEqualTo(rows);
		for (int i = 1; i < ranges.size(); i++) {
			assertThat(ranges.get(i).from()).isEqualTo(ranges.get(i - 1).to());
			assertThat(ranges.get(i).place())
				.isEqualTo(new Place(ranges.get(i).from() * 100L, ranges.get(i).from() + 1));
		}
		assertThat(ranges.stream().map(RowRange::toString).collect(Collectors.joining(","))).hasSizeLessThan(PARAMETER);
	}

	@Test
	void makesOneRangeOfAFileWithoutPlaces() {
		RangeFinder finder = new RangeFinder();
		finder.start(0, null);
		finder.start(500, null);
		assertThat(finder.ranges(501)).containsExactly(new RowRange(0, 501, null));
	}

	private static List<RowRange> find(int rows) {
		RangeFinder finder = new RangeFinder();
		for (int row = 0; row <= rows; row++) {
			if (finder.mayStartAt(row)) {
				finder.start(row, new Place(row * 100L, row + 1));
			}
		}
		return finder.ranges(rows);
	}

}
