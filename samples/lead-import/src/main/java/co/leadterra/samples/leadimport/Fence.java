package co.leadterra.samples.leadimport;

import org.springframework.batch.core.step.StepExecution;

/**
 * Keeps a process from importing a range that another has been given in the meantime.
 */
@FunctionalInterface
public interface Fence {

	/**
	 * Makes sure that a range stays with this process until the transaction ends.
	 * @param step the execution of the range
	 * @throws org.springframework.dao.DataAccessException if it is another's by now
	 */
	void check(StepExecution step);

}
