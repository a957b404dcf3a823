package co.leadterra.samples.leadimport;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import co.leadterra.samples.csv.Row;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
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
 * elsewhere. A worker on another machine has no job to listen to, and shows nothing.
 */
@Component
class ImportProgress implements JobExecutionListener, ItemWriteListener<Row> {

	private static final int WIDTH = 80;

	private static final int LINES = 20;

	private final JobRepository repository;

	private final AtomicLong done = new AtomicLong();

	private long total;

	private @Nullable ProgressBar bar;

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
				.setConsumer(new ConsoleProgressBarConsumer(System.out, WIDTH))
				.build();
		}
	}

	@Override
	public void afterWrite(Chunk<? extends Row> rows) {
		long now = this.done.addAndGet(rows.size());
		if (this.bar != null) {
			this.bar.stepBy(rows.size());
		}
		else if (this.total > 0 && now * LINES / this.total > (now - rows.size()) * LINES / this.total) {
			Console.print("Rows", "%,d of %,d", now, this.total);
		}
	}

	@Override
	public void afterJob(JobExecution execution) {
		if (this.bar != null) {
			this.bar.close();
		}
	}

}
