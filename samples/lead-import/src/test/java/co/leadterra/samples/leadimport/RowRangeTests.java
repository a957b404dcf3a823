package co.leadterra.samples.leadimport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RowRange}.
 */
class RowRangeTests {

	@Test
	void coversEveryRowOnce() {
		assertThat(RowRange.split(10, 3)).containsExactly(new RowRange(0, 3), new RowRange(3, 6), new RowRange(6, 10));
	}

	@Test
	void leavesOutPartsWithoutRows() {
		assertThat(RowRange.split(2, 5)).containsExactly(new RowRange(0, 1), new RowRange(1, 2));
	}

	@Test
	void isKnownByTheNameOfItsStep() {
		RowRange range = new RowRange(3, 6);
		assertThat(RowRange.ofStep("enroll:" + range)).isEqualTo(range);
	}

}
