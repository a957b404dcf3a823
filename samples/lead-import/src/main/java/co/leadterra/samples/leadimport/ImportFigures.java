package co.leadterra.samples.leadimport;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import co.leadterra.client.lead.EnrollmentProgress;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * What became of the rows so far. Each partition keeps its figures in its execution
 * context, which is committed with every chunk and goes over into a restart.
 *
 * @param rows rows that are done
 * @param enrolled leads that were new
 * @param updated leads that Leadterra knew
 * @param suppressed leads that Leadterra left out, because their address is suppressed
 * @param skipped rows that are no lead, or whose lead Leadterra refuses
 */
record ImportFigures(long rows, long enrolled, long updated, long suppressed, long skipped) {

	private static final ImportFigures NONE = new ImportFigures(0, 0, 0, 0, 0);

	/**
	 * Adds up the figures of all partitions.
	 * @param executions all attempts at an import
	 * @return the figures
	 */
	static ImportFigures of(Collection<JobExecution> executions) {
		Map<String, StepExecution> latest = new TreeMap<>();
		executions.stream()
			.flatMap((execution) -> execution.getStepExecutions().stream())
			.forEach((step) -> latest.merge(step.getStepName(), step,
					(one, other) -> (one.getId() > other.getId()) ? one : other));
		return latest.values().stream().map(ImportFigures::of).reduce(NONE, ImportFigures::plus);
	}

	static ImportFigures of(StepExecution step) {
		ExecutionContext context = step.getExecutionContext();
		return new ImportFigures(context.getLong("rows", 0), context.getLong("enrolled", 0),
				context.getLong("updated", 0), context.getLong("suppressed", 0), context.getLong("skipped", 0));
	}

	static ImportFigures of(int rows, int skipped, EnrollmentProgress progress) {
		return new ImportFigures(rows, number(progress.enrolled()), number(progress.updated()),
				number(progress.skipped()), skipped);
	}

	private static long number(@Nullable Long counter) {
		return (counter != null) ? counter : 0;
	}

	void storeIn(StepExecution step) {
		ExecutionContext context = step.getExecutionContext();
		context.putLong("rows", this.rows);
		context.putLong("enrolled", this.enrolled);
		context.putLong("updated", this.updated);
		context.putLong("suppressed", this.suppressed);
		context.putLong("skipped", this.skipped);
	}

	ImportFigures plus(ImportFigures more) {
		return new ImportFigures(this.rows + more.rows, this.enrolled + more.enrolled, this.updated + more.updated,
				this.suppressed + more.suppressed, this.skipped + more.skipped);
	}

}
