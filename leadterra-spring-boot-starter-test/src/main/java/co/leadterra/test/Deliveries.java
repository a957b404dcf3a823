package co.leadterra.test;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import co.leadterra.test.internal.delivery.DeliveryClock;
import co.leadterra.test.internal.delivery.Signatures;
import co.leadterra.test.internal.delivery.Transmission;
import co.leadterra.test.internal.delivery.WebhookTransport;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of events to webhooks: signed POST requests, one after the other in the
 * order of the events. An attempt that is not answered with a 2xx status within ten
 * seconds is repeated 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the
 * attempt before it, then the delivery is given up.
 * <p>
 * These delays are measured on a clock of their own, which goes as fast as the system's
 * until a test {@linkplain #advanceTime(Duration) puts it forward} or
 * {@linkplain #speedUpTime(int) speeds it up}.
 * <p>
 * Events are delivered to webhooks on this machine only, whatever their certificate, so
 * that no test ever calls a stranger.
 *
 * <pre class="code">
 * server.deliverTo(URI.create("http://localhost:" + port + "/webhooks/leadterra"));
 * server.workspace().addReply(campaignId, Map.of("classification", "interested"));
 * server.deliveries().await(Duration.ofSeconds(5));
 * </pre>
 *
 * It is safe for use by several threads.
 *
 * @since 0.1.0
 * @see LeadterraServer#deliveries()
 */
public final class Deliveries {

	private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration GRACE_PERIOD = Duration.ofSeconds(1);

	private final Signatures initialSignatures;

	private final int capacity;

	private final WebhookTransport transport = new WebhookTransport();

	private final Faults<DeliveryFault> faults = new Faults<>();

	private final Deque<Dispatch> latest = new ArrayDeque<>();

	private final Queue<Dispatch> waiting = new PriorityQueue<>(Dispatch.ORDER);

	private final Map<Dispatch, Future<?>> underWay = new HashMap<>();

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, Deliveries::thread);

	private DeliveryClock clock = new DeliveryClock();

	private Signatures signatures;

	private Duration timeout = DEFAULT_TIMEOUT;

	private int maxUnderWay = 1;

	private long lastNumber;

	private @Nullable Future<?> wakeUp;

	private boolean closed;

	Deliveries(String secret, int capacity) {
		this.initialSignatures = Signatures.of(secret);
		this.signatures = this.initialSignatures;
		this.capacity = capacity;
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "leadterra-deliveries");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Returns the latest deliveries.
	 * @return the deliveries in the order of their events, at most as many as
	 * {@linkplain LeadterraServerBuilder#maxRecordedRequests(int) are kept}
	 */
	public synchronized List<Delivery> all() {
		return this.latest.stream().map(Dispatch::snapshot).toList();
	}

	/**
	 * Waits until nothing is due: each delivery was accepted or given up, or waits for a
	 * later retry.
	 * @param timeout for how long to wait at most
	 * @throws IllegalStateException if something is still due then
	 */
	public synchronized void await(Duration timeout) {
		if (!waitUntil(this::isIdle, timeout)) {
			throw new IllegalStateException("After %s %s deliveries are under way and %s wait".formatted(timeout,
					this.underWay.size(), this.waiting.size()));
		}
	}

	/**
	 * Puts the clock of the deliveries forward. All retries that become due are made, in
	 * the order in which they are due.
	 * @param duration by how much
	 */
	public synchronized void advanceTime(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("duration must not be negative, but is " + duration);
		}
		this.clock.advance(duration);
		dispatch();
	}

	/**
	 * Makes the clock of the deliveries go faster than the system's.
	 * @param factor how many times faster, at least 1
	 */
	public synchronized void speedUpTime(int factor) {
		if (factor < 1) {
			throw new IllegalArgumentException("factor must be at least 1, but is " + factor);
		}
		this.clock.speed(factor);
		dispatch();
	}

	/**
	 * Sets the time an attempt may take, at first the documented ten seconds. It is
	 * measured on the system's clock.
	 * @param timeout the time until the attempt counts as failed
	 */
	public synchronized void timeout(Duration timeout) {
		this.timeout = timeout;
	}

	/**
	 * Sets how many attempts may be under way at the same time, at first one. With more
	 * of them events may overtake each other.
	 * @param max the number of attempts, at least 1
	 */
	public synchronized void maxUnderWay(int max) {
		if (max < 1) {
			throw new IllegalArgumentException("max must be at least 1, but is " + max);
		}
		this.maxUnderWay = max;
		dispatch();
	}

	/**
	 * Rolls the signing secret over: all attempts from now on are signed with another
	 * one, those of earlier events too.
	 * @param secret the new secret
	 */
	public synchronized void signWith(String secret) {
		this.signatures = this.signatures.withSecret(secret);
	}

	/**
	 * Chooses how signatures are written, at first as hexadecimal digits, since the
	 * documentation leaves it open. For example as
	 * {@code (hmac) -> "sha256=" + Base64.getEncoder().encodeToString(hmac)}.
	 * @param encoding makes the header's value of the bytes of a signature
	 */
	public synchronized void encodeSignatures(Function<byte[], String> encoding) {
		this.signatures = this.signatures.withEncoding(encoding);
	}

	/**
	 * Lets something go wrong. Several faults happen in the order injected: an attempt is
	 * hit by the first that fits it and is not used up.
	 * @param fault the fault
	 */
	public void inject(DeliveryFault fault) {
		this.faults.add(fault, fault.times());
	}

	/**
	 * Lets nothing go wrong any more.
	 */
	public void clearFaults() {
		this.faults.clear();
	}

	/**
	 * Sends an earlier delivery again, with the signature of its last attempt, as one who
	 * recorded it could.
	 * @param delivery a delivery of which an attempt has ended
	 */
	public synchronized void replay(Delivery delivery) {
		if (delivery.attempts().isEmpty()) {
			throw new IllegalArgumentException("The delivery has not been attempted yet");
		}
		String signature = delivery.attempts().get(delivery.attempts().size() - 1).signature();
		add(delivery.event(), delivery.url(), delivery.body(), new Transmission(delivery.body(), signature));
	}

	synchronized String secret() {
		return this.signatures.secret();
	}

	void add(String event, URI url, String body) {
		add(event, url, body, null);
	}

	private synchronized void add(String event, URI url, String body, @Nullable Transmission replayed) {
		if (this.closed) {
			return;
		}
		Dispatch added = new Dispatch(++this.lastNumber, event, url, body, replayed, this.clock.now());
		this.latest.addLast(added);
		if (this.latest.size() > this.capacity) {
			this.latest.removeFirst();
		}
		if (WebhookTransport.reaches(url)) {
			this.waiting.add(added);
			dispatch();
		}
		else {
			added.withhold();
		}
	}

	private synchronized void dispatch() {
		while (this.underWay.size() < this.maxUnderWay && isDue(this.waiting.peek())) {
			attempt(this.waiting.remove());
		}
		if (this.wakeUp != null) {
			this.wakeUp.cancel(false);
			this.wakeUp = null;
		}
		Dispatch next = this.waiting.peek();
		if (next != null && !isDue(next)) {
			this.wakeUp = this.executor.schedule(this::dispatch, this.clock.realTimeUntil(next.due()).toNanos(),
					TimeUnit.NANOSECONDS);
		}
		notifyAll();
	}

	private boolean isDue(@Nullable Dispatch dispatch) {
		return dispatch != null && dispatch.due().compareTo(this.clock.now()) <= 0;
	}

	private boolean isIdle() {
		return this.underWay.isEmpty() && !isDue(this.waiting.peek());
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private void attempt(Dispatch dispatch) {
		DeliveryFault fault = dispatch.takesFault() ? this.faults.next((next) -> next.hits(dispatch.event())) : null;
		if (fault != null && !fault.delay().isZero()) {
			dispatch.delay(fault.delay());
			this.waiting.add(dispatch);
			return;
		}
		Transmission transmission = dispatch.transmission(this.signatures, fault);
		CompletableFuture<HttpResponse<Void>> answer = this.transport.send(dispatch.url(), transmission, this.timeout);
		this.underWay.put(dispatch, answer);
		answer.whenCompleteAsync(
				(response, failure) -> attempted(dispatch, transmission.signature(), response, failure), this.executor);
		if (fault != null && fault.duplicates()) {
			add(dispatch.event(), dispatch.url(), dispatch.body(), transmission);
		}
	}

	private synchronized void attempted(Dispatch dispatch, @Nullable String signature,
			@Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
		if (this.underWay.remove(dispatch) == null) {
			return;
		}
		Integer status = (response != null) ? response.statusCode() : null;
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		if (dispatch.attempted(signature, status, (cause != null) ? cause.toString() : null)) {
			this.waiting.add(dispatch);
		}
		dispatch();
	}

	private boolean waitUntil(BooleanSupplier condition, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!condition.getAsBoolean()) {
			long left = deadline - System.nanoTime();
			if (left <= 0) {
				return false;
			}
			try {
				TimeUnit.NANOSECONDS.timedWait(this, left);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("Interrupted while deliveries are under way", ex);
			}
		}
		return true;
	}

	synchronized void reset() {
		stop();
		this.latest.clear();
		this.faults.clear();
		this.clock = new DeliveryClock();
		this.signatures = this.initialSignatures;
		this.timeout = DEFAULT_TIMEOUT;
		this.maxUnderWay = 1;
	}

	synchronized void close() {
		this.closed = true;
		stop();
		this.executor.shutdownNow();
	}

	/**
	 * Drops what waits, and lets a receiver that is at work come to its end.
	 */
	private void stop() {
		this.maxUnderWay = 0;
		waitUntil(this.underWay::isEmpty, GRACE_PERIOD);
		List<Future<?>> left = List.copyOf(this.underWay.values());
		this.underWay.clear();
		left.forEach((answer) -> answer.cancel(true));
		this.waiting.clear();
	}

}
