package co.leadterra.samples.leadimport.remote;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import co.leadterra.samples.leadimport.ImportProgress;
import co.leadterra.samples.leadimport.RowRange;

import org.springframework.batch.core.job.JobExecution;

/**
 * Says what each worker is at, and how fast.
 */
class WorkersView {

	private static final double NANOS = 1e9;

	private static final List<String> NOBODY = List.of("nobody is at work; --import.role=worker starts one");

	private final ImportProgress progress;

	private final Map<String, Seen> last = new HashMap<>();

	WorkersView(ImportProgress progress) {
		this.progress = progress;
	}

	void show(JobExecution job, List<WorkerState> workers, boolean rangesWait) {
		List<String> lines = workers.stream().filter((state) -> state.worker() != null).map(this::line).toList();
		this.progress.show(job, (rangesWait && lines.isEmpty()) ? NOBODY : lines);
	}

	private String line(WorkerState state) {
		RowRange range = RowRange.ofStep(state.stepName());
		return String.format(Locale.ROOT, "%s at rows %s, %,d rows/s, heard of %,d s ago", state.worker(), range.rows(),
				Math.round(speed(state)), state.silence().toSeconds());
	}

	private double speed(WorkerState state) {
		Seen now = new Seen(state.stepName(), state.rows(), System.nanoTime());
		Seen before = this.last.put(String.valueOf(state.worker()), now);
		if (before == null) {
			return 0;
		}
		long rows = now.rows() - (before.stepName().equals(now.stepName()) ? before.rows() : 0);
		return rows * NANOS / (now.nanos() - before.nanos());
	}

	private record Seen(String stepName, long rows, long nanos) {

	}

}
