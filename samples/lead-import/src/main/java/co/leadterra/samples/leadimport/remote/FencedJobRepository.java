package co.leadterra.samples.leadimport.remote;

import co.leadterra.samples.leadimport.Console;
import co.leadterra.samples.leadimport.DatabaseFailure;

import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.NameMatchTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * Lets a worker store the state of a range only while it has it, in the transaction that
 * stores it: that of the chunk. Spring Batch compares versions when it stores a step
 * execution, but not when it stores its context, which is the place in the file.
 * <p>
 * A range that the worker does not end, be it that it is stopped itself or that it lost
 * the database, is stored as one that waits for a worker. One that failed is stored with
 * the reason, since a manager sees nothing but what is stored.
 */
class FencedJobRepository implements BeanPostProcessor {

	private static final String UPDATES = "update*";

	private final BeanFactory beans;

	private volatile boolean stopping;

	FencedJobRepository(BeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Lets each range end with its next commit.
	 */
	void stop() {
		this.stopping = true;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (!(bean instanceof JobRepository)) {
			return bean;
		}
		NameMatchTransactionAttributeSource updates = new NameMatchTransactionAttributeSource();
		updates.addTransactionalMethod(UPDATES, new DefaultTransactionAttribute());
		ProxyFactory proxy = new ProxyFactory(bean);
		proxy.addAdvice(new TransactionInterceptor(this.beans.getBean(TransactionManager.class), updates));
		Leases leases = this.beans.getBean(Leases.class);
		proxy.addAdvice((MethodBeforeAdvice) (method, arguments, target) -> {
			if (method.getName().startsWith("update") && arguments[0] instanceof StepExecution step) {
				leases.check(step);
				prepare(step);
			}
		});
		return proxy.getProxy();
	}

	private void prepare(StepExecution step) {
		if (this.stopping) {
			step.setTerminateOnly();
		}
		boolean stopped = step.getStatus() == BatchStatus.STOPPED
				&& step.getJobExecution().getStatus() == BatchStatus.STARTED;
		boolean withoutDatabase = step.getStatus() == BatchStatus.FAILED
				&& step.getFailureExceptions().stream().anyMatch(DatabaseFailure::isBehind);
		if (stopped || withoutDatabase || step.getStatus() == BatchStatus.UNKNOWN) {
			step.setStatus(BatchStatus.STARTING);
		}
		else if (step.getStatus() == BatchStatus.FAILED) {
			step.getFailureExceptions()
				.forEach((failure) -> step
					.setExitStatus(ExitStatus.FAILED.addExitDescription(Console.describe(failure))));
		}
	}

}
