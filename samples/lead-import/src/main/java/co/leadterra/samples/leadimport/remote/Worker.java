package co.leadterra.samples.leadimport.remote;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import co.leadterra.client.LeadterraException;
import co.leadterra.samples.leadimport.Console;
import co.leadterra.samples.leadimport.ImportProperties;
import co.leadterra.samples.leadimport.RowRange;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.batch.integration.partition.StepExecutionRequestHandler;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Imports the ranges that a manager gives away, until there is no import any more.
 */
@Component
@ConditionalOnProperty(name = "import.role", havingValue = "worker")
class Worker implements ApplicationRunner, ExitCodeGenerator, MessageHandler {

	// a new manager may be about to take over
	private static final int LOOKS = 3;

	private static final int RENEWALS = 4;

	private final RangeChannel requests;

	private final StepExecutionRequestHandler handler;

	private final JobRepository repository;

	private final Leases leases;

	private final FencedJobRepository fence;

	private final WorkerCheck check;

	private final long renewal;

	private final Waiting waiting = new Waiting();

	private final CountDownLatch end = new CountDownLatch(1);

	private volatile boolean refused;

	private volatile boolean seen;

	Worker(RangeChannel requests, StepExecutionRequestHandler handler, JobRepository repository, Leases leases,
			FencedJobRepository fence, WorkerCheck check, ImportProperties properties) {
		this.requests = requests;
		this.handler = handler;
		this.repository = repository;
		this.leases = leases;
		this.fence = fence;
		this.check = check;
		this.renewal = properties.lease().toMillis() / RENEWALS;
	}

	@Override
	public void run(ApplicationArguments arguments) throws InterruptedException {
		Console.print("Worker", "%s waits for an import.", this.leases.owner());
		ScheduledExecutorService renewing = Executors.newSingleThreadScheduledExecutor();
		Future<?> renewal = renewing.scheduleAtFixedRate(this::renew, this.renewal, this.renewal,
				TimeUnit.MILLISECONDS);
		try {
			this.requests.subscribe(this);
			int absent = 0;
			while (absent < LOOKS && !this.end.await(1, TimeUnit.SECONDS)) {
				absent = isAnyImportOpen() ? 0 : absent + (this.seen ? 1 : 0);
			}
			if (this.refused || absent == LOOKS) {
				Console.print("Done", "%s", this.refused ? "Another worker is needed." : "No import is left.");
			}
			leave();
		}
		finally {
			renewal.cancel(true);
			renewing.shutdownNow();
		}
	}

	private boolean isAnyImportOpen() {
		try {
			boolean open = this.leases.anyOpen();
			this.waiting.isOver();
			this.seen |= open;
			return open;
		}
		catch (DataAccessException ex) {
			this.waiting.because(ex);
			return true;
		}
	}

	private void renew() {
		try {
			this.leases.renew();
		}
		catch (DataAccessException ex) {
			// next time, or it expires
		}
	}

	/**
	 * Hands ranges back with their next commit. The threads that import them are waited
	 * for when they are closed.
	 */
	@EventListener(ContextClosedEvent.class)
	void stop() {
		if (this.end.getCount() > 0) {
			Console.print("Stopped", "What it has begun is handed back.");
			leave();
		}
	}

	private void leave() {
		this.fence.stop();
		this.end.countDown();
		this.requests.unsubscribe(this);
	}

	@Override
	public void handleMessage(Message<?> message) {
		this.seen = true;
		StepExecutionRequest request = (StepExecutionRequest) message.getPayload();
		try {
			if (this.leases.take(request.getStepExecutionId())) {
				boolean over = false;
				try {
					over = run(request);
				}
				finally {
					this.leases.release(request.getStepExecutionId(), over);
				}
			}
		}
		catch (DataAccessException | TransactionException ex) {
			// the manager will give the range away again
			new Waiting().because(ex);
		}
		catch (LeadterraException ex) {
			Console.print("Waiting", "%s", ex.getMessage());
		}
	}

	private boolean run(StepExecutionRequest request) {
		StepExecution step = this.repository.getStepExecution(request.getStepExecutionId());
		if (step == null || !isWaiting(step)) {
			return true;
		}
		if (this.end.getCount() == 0) {
			return false;
		}
		Optional<String> problem = this.check.problem(step.getJobExecution());
		if (problem.isPresent()) {
			Console.print("Refused", "%s", problem.get());
			this.refused = true;
			this.end.countDown();
			return false;
		}
		String rows = RowRange.ofStep(step.getStepName()).rows();
		Console.print("Range", "%s", rows);
		StepExecution ended = this.handler.handle(request);
		if (ended.getStatus() == BatchStatus.FAILED) {
			ended.getFailureExceptions().forEach(Console::printFailure);
		}
		return !ended.getStatus().isRunning() && ended.getStatus() != BatchStatus.UNKNOWN;
	}

	private static boolean isWaiting(StepExecution step) {
		return step.getJobExecution().getStatus() == BatchStatus.STARTED && step.getStatus().isRunning();
	}

	@Override
	public int getExitCode() {
		return this.refused ? 1 : 0;
	}

}
