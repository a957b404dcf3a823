package co.leadterra.samples.leadimport;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets an import end with the chunk it is at when the process is asked to end, as Ctrl-C
 * does. The database stays open until all is said, which is when the application asks for
 * its exit code.
 */
@Component
class GracefulStop implements JobExecutionListener, ExitCodeGenerator {

	private static final int SECONDS_TO_WAIT = 30;

	private final JobOperator operator;

	private final CountDownLatch allSaid = new CountDownLatch(1);

	private volatile @Nullable JobExecution execution;

	GracefulStop(JobOperator operator) {
		this.operator = operator;
	}

	@Override
	public void beforeJob(JobExecution started) {
		this.execution = started;
	}

	@EventListener(ContextClosedEvent.class)
	void stop() throws JobExecutionException, InterruptedException {
		JobExecution running = this.execution;
		if (running != null && running.isRunning()) {
			this.operator.stop(running);
			this.allSaid.await(SECONDS_TO_WAIT, TimeUnit.SECONDS);
		}
	}

	@Override
	public int getExitCode() {
		this.allSaid.countDown();
		return 0;
	}

}
