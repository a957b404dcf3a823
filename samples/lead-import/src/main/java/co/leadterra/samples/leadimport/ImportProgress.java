package co.leadterra.samples.leadimport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import co.leadterra.samples.csv.Row;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.ItemWriteListener;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.boot.ansi.AnsiOutput;
import org.springframework.boot.ansi.AnsiStyle;
import org.springframework.stereotype.Component;

/**
 * Shows how far the import is: by a bar where control characters are welcome, which
 * {@code spring.output.ansi.enabled} decides, and by a line for every few percent
 * elsewhere. A worker on another machine has no job to listen to, and shows nothing; its
 * manager shows it.
 */
@Component
public class ImportProgress implements JobExecutionListener, ItemWriteListener<Row> {

	private static final int LINES = 20;

	private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

	private final JobRepository repository;

	private final AtomicLong done = new AtomicLong();

	private final BarWithLines terminal = new BarWithLines(System.out);

	private long total;

	private @Nullable ProgressBar bar;

	private Instant linesDue = Instant.MIN;

	ImportProgress(JobRepository repository) {
		this.repository = repository;
	}

	@Override
	public void beforeJob(JobExecution execution) {
		this.done.set(ImportFigures.of(this.repository.getJobExecutions(execution.getJobInstance())).rows());
		this.total = Objects.requireNonNull(execution.getJobParameters().getLong("rows"));
		if (!AnsiOutput.encode(AnsiStyle.NORMAL).isEmpty()) {
			this.bar = new ProgressBarBuilder().setTaskName("Rows     ")
				.setInitialMax(this.total)
				.startsFrom(this.done.get(), Duration.ZERO)
				.setStyle(ProgressBarStyle.ASCII)
				.setUnit("", 1)
				.showSpeed()
				.setConsumer(this.terminal)
				.build();
		}
	}

	@Override
	public void afterWrite(Chunk<? extends Row> rows) {
		long now = this.done.addAndGet(rows.size());
		show(now - rows.size(), now);
	}

	private void show(long before, long now) {
		if (this.bar != null) {
			this.bar.stepTo(now);
		}
		else if (this.total > 0 && now * LINES / this.total > before * LINES / this.total) {
			Console.print("Rows", "%,d of %,d", now, this.total);
		}
	}

	/**
	 * Shows what workers elsewhere did.
	 * @param execution the import
	 * @param workers a line for each of them
	 */
	public void show(JobExecution execution, List<String> workers) {
		long now = ImportFigures.of(this.repository.getJobExecutions(execution.getJobInstance())).rows();
		this.terminal.setLines(workers);
		show(this.done.getAndSet(now), now);
		if (this.bar == null && !workers.isEmpty() && Instant.now().isAfter(this.linesDue)) {
			workers.forEach((worker) -> Console.print("Worker", "%s", worker));
			this.linesDue = Instant.now().plus(BETWEEN_LINES);
		}
	}

	@Override
	public void afterJob(JobExecution execution) {
		if (this.bar != null) {
			this.bar.close();
		}
	}

}
