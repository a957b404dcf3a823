package co.leadterra.samples.leadimport;

import co.leadterra.samples.csv.Place;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RowRange}.
 */
class RowRangeTests {

	@Test
	void isKnownByTheNameOfItsStep() {
		RowRange range = new RowRange(3, 6, new Place(100, 7));
		assertThat(range).hasToString("4-6@100:7");
		assertThat(RowRange.ofStep("enroll:" + range)).isEqualTo(range);
	}

	@Test
	void isKnownWithoutAPlace() {
		RowRange range = new RowRange(3, 6, null);
		assertThat(RowRange.ofStep("enroll:" + range)).isEqualTo(range);
	}

}
