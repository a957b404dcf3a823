package co.leadterra.client.internal.admission;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.CallHeldBackException;
import co.leadterra.client.internal.Forgetful;
import co.leadterra.client.internal.NeverBlocking;
import co.leadterra.client.internal.call.Attempt;
import co.leadterra.client.internal.call.CallNotSentException;
import co.leadterra.client.internal.call.RetryAfter;
import co.leadterra.client.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * Decides for each key when its next call may be sent. What it knows, it learns from the
 * answers:
 * <ul>
 * <li>After a 429 with a {@code Retry-After}, the calls of that key wait until the time
 * has come, and go on in their order.</li>
 * <li>After a 401, the calls of that key fail for a short time, or are sent with the key
 * that was accepted instead.</li>
 * <li>A {@link CallBudget} is kept to.</li>
 * </ul>
 * Clients that use the same keys should share one.
 *
 * @since 0.1.0
 */
public final class CallAdmission implements Forgetful {

	/**
	 * How long a call waits at most unless told otherwise.
	 */
	public static final Duration MAX_WAIT = Duration.ofSeconds(30);

	/**
	 * How long calls with a rejected key fail unless told otherwise.
	 */
	public static final Duration REJECTED_KEY_COOL_DOWN = Duration.ofSeconds(10);

	/**
	 * How much longer than asked a budget may take to say that a call must not wait.
	 */
	private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

	private final Duration maxWait;

	private final CallBudget budget;

	private final Clock clock;

	private final Scheduler scheduler;

	private final RateLimitGate gate;

	private final RejectedApiKey rejected;

	/**
	 * Creates an admission by the clock of this machine.
	 * @param maxWait how long a call waits at most; one that would have to wait longer
	 * fails at once
	 * @param rejectedKeyCoolDown how long calls with a rejected key fail, zero for not at
	 * all
	 * @param budget how many calls the application allows itself
	 */
	public CallAdmission(Duration maxWait, Duration rejectedKeyCoolDown, CallBudget budget) {
		this(maxWait, rejectedKeyCoolDown, budget, Clock.systemUTC(), Schedulers.parallel());
	}

	/**
	 * Creates an admission.
	 * @param maxWait how long a call waits at most; one that would have to wait longer
	 * fails at once
	 * @param rejectedKeyCoolDown how long calls with a rejected key fail, zero for not at
	 * all
	 * @param budget how many calls the application allows itself
	 * @param clock tells the time, for a {@code Retry-After} that gives a date
	 * @param scheduler measures time and wakes calls that wait
	 */
	public CallAdmission(Duration maxWait, Duration rejectedKeyCoolDown, CallBudget budget, Clock clock,
			Scheduler scheduler) {
		this(maxWait, rejectedKeyCoolDown, budget, clock, scheduler, new RateLimitGate(scheduler));
	}

	private CallAdmission(Duration maxWait, Duration rejectedKeyCoolDown, CallBudget budget, Clock clock,
			Scheduler scheduler, RateLimitGate gate) {
		this.maxWait = maxWait;
		this.budget = budget;
		this.clock = clock;
		this.scheduler = scheduler;
		this.gate = gate;
		this.rejected = new RejectedApiKey(rejectedKeyCoolDown, scheduler);
	}

	/**
	 * Creates an admission for another client of the same application. What one learns of
	 * the rate limit of a key, both know.
	 * @param maxWait how long a call waits at most
	 * @param rejectedKeyCoolDown how long calls with a rejected key fail
	 * @param budget how many calls the application allows itself
	 * @return the admission
	 */
	public CallAdmission forClient(Duration maxWait, Duration rejectedKeyCoolDown, CallBudget budget) {
		return new CallAdmission(maxWait, rejectedKeyCoolDown, budget, this.clock, this.scheduler, this.gate);
	}

	@Override
	public void forget() {
		this.gate.open();
		this.rejected.forget();
		if (this.budget instanceof Forgetful forgetful) {
			forgetful.forget();
		}
	}

	/**
	 * Returns whether a call need not ask.
	 * @param key the key of the call
	 * @return whether {@link #admit} would complete at once
	 */
	public boolean isFree(ApiKey key) {
		return this.budget == CallBudget.unlimited() && this.rejected.isNone() && this.gate.isOpen(key);
	}

	/**
	 * Waits until a call may be sent.
	 * @param key the key of the call
	 * @return completes when it may, fails with a {@link CallHeldBackException} or a
	 * {@link CallNotSentException} if it may not
	 */
	public Mono<Void> admit(ApiKey key) {
		return Mono.deferContextual((context) -> {
			long end = now() + Attempt.patience(context, this.maxWait).toNanos();
			return this.rejected.check(key)
				.then(Mono.defer(() -> pass(key, end)))
				.then(Mono.defer(() -> this.rejected.check(key)));
		});
	}

	// A call that the gate holds up takes its permit behind it, or all would leave at
	// once when it opens. It may close again while a call waits for its permit.
	private Mono<Void> pass(ApiKey key, long end) {
		return this.gate.pass(key, remaining(end))
			.then(Mono.defer(() -> take(key, remaining(end))))
			.then(Mono.defer(() -> this.gate.isOpen(key) ? Mono.empty() : pass(key, end)));
	}

	private Mono<Void> take(ApiKey key, Duration patience) {
		Mono<Void> permit = Mono.defer(() -> this.budget.take(key, patience));
		boolean mayBlock = this.budget != CallBudget.unlimited() && !(this.budget instanceof NeverBlocking);
		return (mayBlock ? permit.subscribeOn(Schedulers.boundedElastic()) : permit)
			.onErrorMap((ex) -> !(ex instanceof CallHeldBackException),
					(ex) -> failedBudget(ForeignText.shown(ex.toString(), key), ex))
			.timeout(patience.plus(ANSWER_LIMIT), Mono.error(() -> failedBudget("it does not answer", null)),
					this.scheduler);
	}

	private CallNotSentException failedBudget(String problem, @Nullable Throwable cause) {
		return new CallNotSentException(
				"The CallBudget %s failed: %s".formatted(this.budget.getClass().getName(), problem), cause);
	}

	private Duration remaining(long end) {
		return Duration.ofNanos(Math.max(0, end - now()));
	}

	/**
	 * Looks for another key than one that was just rejected. Calls that are held back
	 * because of it share what is found.
	 * @param rejectedKey the rejected key
	 * @param source where other keys come from
	 * @return emits the other key, if there is one
	 */
	public Mono<ApiKey> lookUp(ApiKey rejectedKey, Mono<ApiKey> source) {
		return this.rejected.lookUp(rejectedKey, source);
	}

	/**
	 * Waits until a call may be sent, with another key if its own was rejected a moment
	 * ago and another one was found then. The source is not asked again.
	 * @param key the key of the call
	 * @param source where other keys come from
	 * @return emits the key to send, fails as {@link #admit(ApiKey)} does if the call may
	 * not be sent
	 */
	public Mono<ApiKey> admit(ApiKey key, Mono<ApiKey> source) {
		return admit(key).thenReturn(key).onErrorResume(RejectedApiKeyException.class, (ex) -> {
			Mono<ApiKey> instead = this.rejected.insteadOf(key, source);
			return (instead != null)
					? instead.flatMap((other) -> admit(other).thenReturn(other)).switchIfEmpty(Mono.error(ex))
					: Mono.error(ex);
		});
	}

	/**
	 * Learns from an answer.
	 * @param key the key that was sent
	 * @param status the status of the answer
	 * @param headers the headers of the answer
	 */
	public void observe(ApiKey key, HttpStatusCode status, HttpHeaders headers) {
		if (status.value() == 401) {
			this.rejected.reject(key);
		}
		else if (status.value() == 429) {
			Duration retryAfter = RetryAfter.of(headers, this.clock);
			if (retryAfter != null) {
				this.gate.close(key, retryAfter);
			}
		}
	}

	private long now() {
		return this.scheduler.now(TimeUnit.NANOSECONDS);
	}

}
