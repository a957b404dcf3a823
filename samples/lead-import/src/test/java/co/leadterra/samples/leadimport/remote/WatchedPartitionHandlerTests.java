package co.leadterra.samples.leadimport.remote;

import java.util.List;
import java.util.Set;

import co.leadterra.samples.leadimport.ImportProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willCallRealMethod;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link WatchedPartitionHandler}, which looks once a second.
 */
@Tag("thorough")
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class WatchedPartitionHandlerTests {

	private final JobExecution job = new JobExecution(2, new JobInstance(1, "lead-import"), new JobParameters());

	private final StepExecution range = new StepExecution(3, "enroll:1-500", this.job);

	private final JobRepository repository = mock(JobRepository.class);

	private final RangeChannel requests = mock(RangeChannel.class);

	private final Leases leases = mock(Leases.class);

	private final WatchedPartitionHandler handler = new WatchedPartitionHandler(this.repository, this.requests,
			this.leases, mock(ImportProgress.class));

	private int looks;

	private int messages;

	@BeforeEach
	void begin() throws Exception {
		this.handler.afterPropertiesSet();
		this.job.addStepExecution(this.range);
		this.job.setStatus(BatchStatus.STARTED);
		given(this.repository.getJobExecution(2)).willReturn(this.job);
		given(this.leases.untaken(2)).willReturn(List.of(3L));
		willCallRealMethod().given(this.requests).send(any());
	}

	@Test
	void sendsAgainWhatWasLostWhileMessagesWereAway() throws Exception {
		given(this.requests.waiting()).willThrow(new IllegalStateException("away")).willReturn(0L);
		willAnswer((send) -> {
			endIf(++this.messages == 2);
			return true;
		}).given(this.requests).send(any(Message.class), anyLong());
		this.handler.doHandle(this.range, Set.of(this.range));
		then(this.requests).should(times(2)).send(any(), anyLong());
	}

	@Test
	void doesNotSendAgainWhatWaits() throws Exception {
		given(this.requests.send(any(), anyLong())).willReturn(true);
		given(this.requests.waiting()).willReturn(1L);
		given(this.leases.untaken(2)).willAnswer((look) -> {
			endIf(++this.looks == 4);
			return List.of(3L);
		});
		this.handler.doHandle(this.range, Set.of(this.range));
		then(this.requests).should(times(1)).send(any(), anyLong());
	}

	@Test
	void saysOnceWhatIsAway(CapturedOutput output) throws Exception {
		given(this.requests.send(any(), anyLong())).willReturn(true);
		given(this.leases.takeBack(2)).willAnswer((look) -> {
			endIf(++this.looks == 3);
			throw new IllegalStateException("messages are away");
		});
		this.handler.doHandle(this.range, Set.of(this.range));
		assertThat(output.toString().lines()).filteredOn((line) -> line.startsWith("Waiting "))
			.containsExactly("Waiting   java.lang.IllegalStateException: messages are away");
	}

	private void endIf(boolean enough) {
		if (enough) {
			this.range.setStatus(BatchStatus.COMPLETED);
		}
	}

}
