package co.leadterra.samples.leadimport.remote;

import java.time.Duration;
import java.util.Optional;

import co.leadterra.samples.leadimport.ImportProperties;
import co.leadterra.test.LeadterraErrors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.batch.integration.partition.StepExecutionRequestHandler;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link Worker}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WorkerTests {

	private static final StepExecutionRequest REQUEST = new StepExecutionRequest("enroll", 3L);

	private final StepExecution step = new StepExecution(3, "enroll:1-500",
			new JobExecution(2, new JobInstance(1, "lead-import"), new JobParameters()));

	private final StepExecutionRequestHandler handler = mock(StepExecutionRequestHandler.class);

	private final JobRepository repository = mock(JobRepository.class);

	private final Leases leases = mock(Leases.class);

	private final FencedJobRepository fence = mock(FencedJobRepository.class);

	private final WorkerCheck check = mock(WorkerCheck.class);

	private final Worker worker = new Worker(mock(RangeChannel.class), this.handler, this.repository, this.leases,
			this.fence, this.check,
			new ImportProperties(null, null, null, null, null, 1, 1, null, Duration.ofSeconds(30)));

	@BeforeEach
	void begin() {
		this.step.getJobExecution().setStatus(BatchStatus.STARTED);
		given(this.repository.getStepExecution(3)).willReturn(this.step);
		given(this.leases.take(3)).willReturn(true);
		given(this.check.problem(any())).willReturn(Optional.empty());
	}

	@Test
	void importsARangeAndLetsItGo() {
		StepExecution ended = new StepExecution(3, "enroll:1-500", this.step.getJobExecution());
		ended.setStatus(BatchStatus.COMPLETED);
		given(this.handler.handle(REQUEST)).willReturn(ended);
		receive();
		then(this.leases).should().release(3, true);
	}

	@ParameterizedTest
	@EnumSource(value = BatchStatus.class, names = { "COMPLETED", "STOPPED", "FAILED" })
	void aMessageForARangeThatIsOverRunsNothing(BatchStatus status) {
		this.step.setStatus(status);
		receive();
		then(this.handler).shouldHaveNoInteractions();
		then(this.leases).should().release(3, true);
	}

	@Test
	void aMessageForARangeThatSomebodyHasRunsNothing() {
		given(this.leases.take(3)).willReturn(false);
		receive();
		then(this.handler).shouldHaveNoInteractions();
		then(this.leases).should(never()).release(anyLong(), anyBoolean());
	}

	@Test
	void beginsNoRangeOfAnImportThatIsStopped() {
		this.step.getJobExecution().setStatus(BatchStatus.STOPPING);
		receive();
		then(this.handler).shouldHaveNoInteractions();
	}

	@Test
	void beginsNoRangeOnceItIsStoppedAndHandsItBack() {
		this.worker.stop();
		receive();
		then(this.fence).should().stop();
		then(this.handler).shouldHaveNoInteractions();
		then(this.leases).should().release(3, false);
	}

	@Test
	void handsBackWhatItRefusesAndFails() {
		given(this.check.problem(any())).willReturn(Optional.of("The file has other content."));
		receive();
		then(this.handler).shouldHaveNoInteractions();
		then(this.leases).should().release(3, false);
		assertThat(this.worker.getExitCode()).isOne();
	}

	@Test
	void handsBackWhatItCannotCheckNow() {
		given(this.check.problem(any())).willThrow(LeadterraErrors.serverError(503));
		receive();
		then(this.handler).shouldHaveNoInteractions();
		then(this.leases).should().release(3, false);
		assertThat(this.worker.getExitCode()).isZero();
	}

	@Test
	void saysThatItHasNoDatabaseAndWaits(CapturedOutput output) {
		given(this.leases.take(3)).willThrow(new DataAccessResourceFailureException("too many clients"));
		receive();
		then(this.handler).shouldHaveNoInteractions();
		assertThat(output.toString().lines()).filteredOn((line) -> line.startsWith("Waiting "))
			.singleElement()
			.asString()
			.startsWith("Waiting   ")
			.endsWith("too many clients");
	}

	private void receive() {
		this.worker.handleMessage(new GenericMessage<>(REQUEST));
	}

}
