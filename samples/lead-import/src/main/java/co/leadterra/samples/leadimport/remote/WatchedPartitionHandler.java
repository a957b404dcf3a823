package co.leadterra.samples.leadimport.remote;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import co.leadterra.samples.leadimport.ImportProgress;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.MessageChannelPartitionHandler;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.integration.core.MessagingTemplate;
import org.springframework.messaging.support.GenericMessage;

/**
 * Gives ranges to workers and waits for their end, as Spring Batch does it. What it has
 * nothing for is done beside that, once a second: a range is given away again if its
 * worker is not heard of any more or hands it back, or if the message was lost, and if
 * the import is stopped, no more is given away.
 */
class WatchedPartitionHandler extends MessageChannelPartitionHandler {

	private static final String STEP = "enroll";

	private static final long POLL_MILLIS = 1000;

	private final JobRepository repository;

	private final RangeChannel requests;

	private final Leases leases;

	private final WorkersView view;

	private final Waiting waiting = new Waiting();

	private boolean messagesMissing;

	WatchedPartitionHandler(JobRepository repository, RangeChannel requests, Leases leases, ImportProgress progress) {
		this.repository = repository;
		this.requests = requests;
		this.leases = leases;
		this.view = new WorkersView(progress);
		setStepName(STEP);
		setMessagingOperations(new MessagingTemplate(requests));
		setJobRepository(repository);
		setPollInterval(POLL_MILLIS);
	}

	@Override
	protected Set<StepExecution> doHandle(StepExecution split, Set<StepExecution> ranges) throws Exception {
		ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
		Future<?> looking = watch.scheduleWithFixedDelay(() -> look(split.getJobExecution()), POLL_MILLIS, POLL_MILLIS,
				TimeUnit.MILLISECONDS);
		try {
			Set<StepExecution> ended = super.doHandle(split, ranges);
			this.view.show(split.getJobExecution(), List.of(), false);
			return ended;
		}
		finally {
			looking.cancel(true);
			watch.shutdownNow();
		}
	}

	private void look(JobExecution job) {
		try {
			List<Long> toBeGivenAgain = this.leases.takeBack(job.getId());
			List<Long> untaken = this.leases.untaken(job.getId());
			boolean goesOn = job.getStatus() == BatchStatus.STARTED;
			if (goesOn) {
				toBeGivenAgain.forEach(this::send);
				sendWhatWasLost(untaken);
			}
			else {
				untaken.forEach(this::stop);
			}
			this.view.show(job, this.leases.workers(job.getId()), goesOn && !untaken.isEmpty());
			this.waiting.isOver();
		}
		catch (RuntimeException ex) {
			// the database or the messages are away, and what is missing now is found
			// later
			this.waiting.because(ex);
		}
	}

	// a message may be on its way to a worker for a moment, so it is missed twice
	private void sendWhatWasLost(List<Long> untaken) {
		boolean missing = this.requests.waiting() < untaken.size();
		if (missing && this.messagesMissing) {
			untaken.forEach(this::send);
		}
		this.messagesMissing = missing && !this.messagesMissing;
	}

	private void send(long step) {
		this.requests.send(new GenericMessage<>(new StepExecutionRequest(STEP, step)));
	}

	private void stop(long id) {
		StepExecution step = this.repository.getStepExecution(id);
		if (step != null) {
			step.setStatus(BatchStatus.STOPPED);
			this.repository.update(step);
		}
	}

}
