package co.leadterra.samples.leadimport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that end the import in the middle, for real. {@code -Dlead-import.kills=10} does
 * it ten times, with two kills each time.
 */
abstract class AbstractKilledImportTests extends AbstractProcessTests {

	private static final int ROWS = 1500;

	private static final int LONGEST_CALL = 20;

	static LongStream seeds() {
		return new Random().longs(Integer.getInteger("lead-import.kills", 1));
	}

	@ParameterizedTest
	@Tag("thorough")
	@MethodSource("seeds")
	void losesNothingAndDoublesNothing(long seed) throws Exception {
		Random random = new Random(seed);
		LeadsFile leads = LeadsFile.of(ROWS);
		Path file = leads.writeTo(this.directory);
		slow(Duration.ofMillis(random.nextInt(LONGEST_CALL)));
		killWithin(random, file);
		killWithin(random, file);
		try (ImportProcess last = start(file, partitions(random))) {
			assertThat(last.await()).as(last::output).isZero();
			assertThat(last.output()).contains("was interrupted");
		}
		assertImported(leads);
	}

	@Test
	void endsWithItsChunksIfAskedToEnd() throws Exception {
		LeadsFile leads = LeadsFile.of(ROWS);
		Path file = leads.writeTo(this.directory);
		String partitions = "--import.partitions=2";
		slow(Duration.ofMillis(LONGEST_CALL));
		try (ImportProcess first = start(file, partitions)) {
			awaitLeads(first, ROWS / 10);
			first.interrupt();
			assertThat(first.await()).as(first::output).isEqualTo(128 + 15);
			assertThat(first.output()).contains("The same command goes on from there.")
				.doesNotContain("Failed", "\tat ");
			assertThat(leadCount()).isLessThan(ROWS * 98 / 100);
		}
		try (ImportProcess second = start(file, partitions)) {
			assertThat(second.await()).as(second::output).isZero();
			assertThat(second.output()).contains("was interrupted", " 0 updated");
		}
		assertImported(leads);
	}

	// it is seen that a call arrived; the delay lets kills hit all that comes between two
	private void killWithin(Random random, Path file) throws Exception {
		try (ImportProcess running = start(file, partitions(random))) {
			awaitLeads(running, leadCount() + 1 + random.nextInt(ROWS / 3));
			Awaitility.await().pollDelay(Duration.ofMillis(random.nextInt(2 * LONGEST_CALL))).until(() -> true);
			assertThat(running.kill()).as(running::output).isEqualTo(128 + 9);
			assertThat(leadCount()).isLessThan(ROWS * 98 / 100);
		}
	}

	private static String partitions(Random random) {
		return "--import.partitions=" + (1 + random.nextInt(3));
	}

}
