package co.leadterra.samples.leadimport;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;

/**
 * The workers on which a manager relies.
 */
public interface Workers {

	/**
	 * Manages an import. If the database is away, it is waited for, and then the import
	 * goes on.
	 * @param importName what is imported
	 * @param work imports it, or goes on with it, unless another manager does
	 * @throws Exception if the import fails, but not for want of the database
	 */
	void during(String importName, Callable<@Nullable JobExecution> work) throws Exception;

	/**
	 * Waits until no worker is at a range of an execution whose manager is gone. Workers
	 * end with the chunk that they are at.
	 * @param abandoned the execution
	 */
	void settle(JobExecution abandoned);

}
