package co.leadterra.samples.leadimport.remote;

import java.time.Duration;
import java.util.List;

import co.leadterra.samples.leadimport.ImportProgress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.batch.core.job.JobExecution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link WorkersView}.
 */
class WorkersViewTests {

	private final ImportProgress progress = mock(ImportProgress.class);

	private final JobExecution job = mock(JobExecution.class);

	private final WorkersView view = new WorkersView(this.progress);

	@Test
	void saysWhatEachWorkerIsAtAndWhenItWasHeardOf() {
		assertThat(lines(new WorkerState("one:1", "enroll:1-500@6:1", 50, Duration.ofMillis(7900)),
				new WorkerState("two:2", "enroll:501-1000@28731:502", 0, Duration.ZERO)))
			.containsExactly("one:1 at rows 1-500, 0 rows/s, heard of 7 s ago",
					"two:2 at rows 501-1000, 0 rows/s, heard of 0 s ago");
	}

	@Test
	void countsRowsSinceTheLastLook() {
		lines(state("one:1", 1_000_000_000));
		assertThat(lines(state("one:1", 1_000_000_000))).singleElement().asString().contains(", 0 rows/s");
		assertThat(lines(state("one:1", 2_000_000_000))).singleElement().asString().containsPattern(", [1-9].* rows/s");
	}

	@Test
	void countsTheRowsOfANewRangeFromItsStart() {
		lines(state("one:1", 2_000_000_000));
		assertThat(lines(new WorkerState("one:1", "enroll:501-1000@28731:502", 1_000_000_000, Duration.ZERO)))
			.singleElement()
			.asString()
			.containsPattern(", [1-9].* rows/s");
	}

	@Test
	void leavesOutARangeThatWasHandedBack() {
		assertThat(lines(state(null, 50))).isEmpty();
	}

	@Test
	void saysThatNobodyIsAtWorkWhereRangesWait() {
		this.view.show(this.job, List.of(), true);
		then(this.progress).should().show(this.job, List.of("nobody is at work; --import.role=worker starts one"));
	}

	private static WorkerState state(@Nullable String worker, long rows) {
		return new WorkerState(worker, "enroll:1-500@6:1", rows, Duration.ZERO);
	}

	@SuppressWarnings("unchecked")
	private List<String> lines(WorkerState... workers) {
		this.view.show(this.job, List.of(workers), false);
		ArgumentCaptor<List<String>> lines = ArgumentCaptor.forClass(List.class);
		then(this.progress).should(atLeastOnce()).show(any(), lines.capture());
		return lines.getValue();
	}

}
