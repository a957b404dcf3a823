package co.leadterra.client.lead;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import co.leadterra.client.bulk.DuplicateHandling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EnrollmentOptions}.
 */
class EnrollmentOptionsTests {

	@Test
	void everyOptionCanBeSet() {
		EnrollmentOptions options = EnrollmentOptions.builder()
			.batchSize(1)
			.maxBatchBytes(2)
			.maxBatchDelay(Duration.ofMillis(3))
			.concurrency(4)
			.duplicates(DuplicateHandling.REPORT)
			.duplicateWindow(5)
			.repeat(false)
			.build();
		assertThat(options)
			.isEqualTo(new EnrollmentOptions(1, 2, Duration.ofMillis(3), 4, DuplicateHandling.REPORT, 5, false));
	}

	static Stream<Arguments> mistakes() {
		return Stream.of(mistake((builder) -> builder.batchSize(0), "batchSize must be greater than 0"),
				mistake((builder) -> builder.maxBatchBytes(0), "maxBatchBytes must be greater than 0"),
				mistake((builder) -> builder.maxBatchDelay(Duration.ZERO), "maxBatchDelay must be greater than 0"),
				mistake((builder) -> builder.maxBatchDelay(null), "maxBatchDelay must be greater than 0"),
				mistake((builder) -> builder.concurrency(0), "concurrency must be greater than 0"),
				mistake((builder) -> builder.duplicates(null), "duplicates must not be null"),
				mistake((builder) -> builder.duplicateWindow(0), "duplicateWindow must be from 1 to 1,000,000"),
				mistake((builder) -> builder.duplicateWindow(1_000_001),
						"duplicateWindow must be from 1 to 1,000,000"));
	}

	private static Arguments mistake(UnaryOperator<EnrollmentOptions.Builder> mistake, String message) {
		return Arguments.of(mistake, message);
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void mistakeIsRefused(UnaryOperator<EnrollmentOptions.Builder> mistake, String message) {
		EnrollmentOptions.Builder builder = mistake.apply(EnrollmentOptions.builder());
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
	}

}
