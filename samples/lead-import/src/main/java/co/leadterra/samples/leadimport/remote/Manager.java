package co.leadterra.samples.leadimport.remote;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import co.leadterra.samples.leadimport.Console;
import co.leadterra.samples.leadimport.DatabaseFailure;
import co.leadterra.samples.leadimport.Workers;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Takes over from a manager that is gone, which may have been this process before the
 * database was away. To Spring Batch a job that was started runs until it says that it
 * ended, and nobody else can join it. So the abandoned one is stopped, which ends each
 * range with its current chunk, and started again from there.
 */
@Component
@ConditionalOnProperty(name = "import.role", havingValue = "manager")
class Manager implements Workers {

	private final Leases leases;

	private final JobRepository repository;

	Manager(Leases leases, JobRepository repository) {
		this.leases = leases;
		this.repository = repository;
	}

	@Override
	public void during(String importName, Callable<@Nullable JobExecution> work) throws Exception {
		boolean waiting = false;
		while (true) {
			try {
				this.leases.open(importName);
				JobExecution ended = work.call();
				if (ended == null) {
					return;
				}
				if (ended.getAllFailureExceptions().stream().noneMatch(DatabaseFailure::isBehind)) {
					this.leases.close(importName);
					return;
				}
			}
			catch (Exception ex) {
				if (!DatabaseFailure.isBehind(ex)) {
					throw ex;
				}
			}
			if (!waiting) {
				Console.print("Waiting", "PostgreSQL is away. The import goes on when it is back.");
			}
			waiting = true;
			TimeUnit.SECONDS.sleep(1);
		}
	}

	@Override
	public void settle(JobExecution abandoned) {
		abandoned.setStatus(BatchStatus.STOPPING);
		this.repository.update(abandoned);
		while (!this.leases.workers(abandoned.getId()).isEmpty()) {
			this.leases.takeBack(abandoned.getId());
			try {
				TimeUnit.MILLISECONDS.sleep(200);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

}
