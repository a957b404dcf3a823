package co.leadterra.samples.leadimport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;

import co.leadterra.test.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that kill the import in the middle, for real. {@code -Dlead-import.kills=10} does
 * it ten times.
 */
class KilledImportTests extends AbstractProcessTests {

	private static final int ROWS = 3000;

	static LongStream seeds() {
		return new Random().longs(Integer.getInteger("lead-import.kills", 1));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void losesNothingAndDoublesNothing(long seed) throws Exception {
		Random random = new Random(seed);
		LeadsFile leads = LeadsFile.of(ROWS);
		Path file = leads.writeTo(this.directory);
		String partitions = "--import.partitions=" + (1 + random.nextInt(3));
		this.leadterra
			.inject(Fault.slow(Duration.ofMillis(random.nextInt(20))).on("POST /v1/campaigns/:id/leads/bulk"));
		killAfter(1 + random.nextInt(ROWS / 3), file, partitions);
		killAfter(leadCount() + 1 + random.nextInt(ROWS / 3), file, partitions);
		try (ImportProcess last = start(file, partitions)) {
			assertThat(last.await()).as(last::output).isZero();
			assertThat(last.output()).contains("was interrupted");
		}
		assertImported(leads);
	}

	private void killAfter(int leads, Path file, String partitions) throws Exception {
		try (ImportProcess running = start(file, partitions)) {
			awaitLeads(running, leads);
			assertThat(running.kill()).as(running::output).isEqualTo(128 + 9);
			assertThat(leadCount()).isLessThan(ROWS * 98 / 100);
		}
	}

}
