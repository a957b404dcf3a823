package co.leadterra.samples.leadimport.remote;

import java.io.IOException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link FencedJobRepository}.
 */
class FencedJobRepositoryTests {

	private final StepExecution step = new StepExecution(3, "enroll:1-500",
			new JobExecution(2, new JobInstance(1, "lead-import"), new JobParameters()));

	private final Leases leases = mock(Leases.class);

	private final PlatformTransactionManager transactions = mock(PlatformTransactionManager.class);

	private final JobRepository target = mock(JobRepository.class);

	private final FencedJobRepository fence = new FencedJobRepository(beans());

	private final JobRepository repository = (JobRepository) this.fence.postProcessAfterInitialization(this.target,
			"jobRepository");

	@BeforeEach
	void begin() {
		this.step.getJobExecution().setStatus(BatchStatus.STARTED);
	}

	@Test
	void checksTheLeaseInTheTransactionThatStores() {
		this.repository.update(this.step);
		InOrder order = inOrder(this.transactions, this.leases, this.target);
		then(this.transactions).should(order).getTransaction(any());
		then(this.leases).should(order).check(this.step);
		then(this.target).should(order).update(this.step);
	}

	@Test
	void storesNeitherStateNorPlaceOfARangeThatAnotherHas() {
		willThrow(OptimisticLockingFailureException.class).given(this.leases).check(this.step);
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.repository.update(this.step));
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.repository.updateExecutionContext(this.step));
		then(this.target).shouldHaveNoInteractions();
	}

	@Test
	void endsARangeWithItsNextCommitOnceStopped() {
		this.repository.update(this.step);
		assertThat(this.step.isTerminateOnly()).isFalse();
		this.fence.stop();
		this.repository.update(this.step);
		assertThat(this.step.isTerminateOnly()).isTrue();
	}

	@Test
	void leavesARangeThatWasStoppedWithItsWorkerToAnother() {
		assertThat(stored(BatchStatus.STOPPED)).isEqualTo(BatchStatus.STARTING);
	}

	@Test
	void leavesARangeThatWasStoppedWithTheImport() {
		this.step.getJobExecution().setStatus(BatchStatus.STOPPING);
		assertThat(stored(BatchStatus.STOPPED)).isEqualTo(BatchStatus.STOPPED);
	}

	@Test
	void leavesARangeThatFailedForWantOfTheDatabaseToAnother() {
		this.step.addFailureException(new CannotGetJdbcConnectionException("away"));
		assertThat(stored(BatchStatus.FAILED)).isEqualTo(BatchStatus.STARTING);
		assertThat(stored(BatchStatus.UNKNOWN)).isEqualTo(BatchStatus.STARTING);
	}

	@Test
	void storesAnotherFailureWithItsReason() {
		this.step.addFailureException(new IllegalStateException(new IOException("the disk is full")));
		assertThat(stored(BatchStatus.FAILED)).isEqualTo(BatchStatus.FAILED);
		assertThat(this.step.getExitStatus().getExitDescription()).isEqualTo("java.io.IOException: the disk is full");
	}

	private BatchStatus stored(BatchStatus status) {
		this.step.setStatus(status);
		this.repository.update(this.step);
		return this.step.getStatus();
	}

	private StaticListableBeanFactory beans() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("transactions", this.transactions);
		beans.addBean("leases", this.leases);
		return beans;
	}

}
