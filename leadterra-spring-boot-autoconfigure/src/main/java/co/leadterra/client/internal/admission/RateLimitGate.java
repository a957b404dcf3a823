package co.leadterra.client.internal.admission;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.CallHeldBackException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Holds the calls of a key back for as long as Leadterra asked for. They go on in the
 * order in which they came.
 */
final class RateLimitGate {

	/**
	 * A header that asks for more, by mistake or not, must not stop an application for
	 * good.
	 */
	private static final Duration LONGEST = Duration.ofHours(1);

	private final Map<ApiKey, Closing> closings = new ConcurrentHashMap<>();

	private final Scheduler scheduler;

	RateLimitGate(Scheduler scheduler) {
		this.scheduler = scheduler;
	}

	void close(ApiKey key, Duration duration) {
		this.closings.keySet().forEach(this::forgetIfOver);
		long nanos = (duration.compareTo(LONGEST) < 0) ? duration.toNanos() : LONGEST.toNanos();
		this.closings.compute(key, (same, closing) -> {
			Closing current = (closing != null) ? closing : new Closing();
			current.extend(now() + nanos);
			return current;
		});
	}

	private void forgetIfOver(ApiKey key) {
		this.closings.computeIfPresent(key, (same, closing) -> closing.isOver() ? null : closing);
	}

	void open() {
		this.closings.clear();
	}

	boolean isOpen(ApiKey key) {
		Closing closing = this.closings.get(key);
		return closing == null || closing.isOver();
	}

	Mono<Void> pass(ApiKey key, Duration patience) {
		Closing closing = this.closings.get(key);
		if (closing == null) {
			return Mono.empty();
		}
		forgetIfOver(key);
		return closing.pass(patience);
	}

	int size() {
		return this.closings.size();
	}

	private long now() {
		return this.scheduler.now(TimeUnit.NANOSECONDS);
	}

	private final class Closing {

		private final Mono<Void> end = Flux.defer(this::delay).repeat(() -> !isOver()).last().flux().share().then();

		private long opensAt = now();

		synchronized void extend(long opensAt) {
			this.opensAt = Math.max(this.opensAt, opensAt);
		}

		synchronized Duration remaining() {
			return Duration.ofNanos(Math.max(0, this.opensAt - now()));
		}

		boolean isOver() {
			return remaining().isZero();
		}

		private Mono<Long> delay() {
			return Mono.delay(remaining(), RateLimitGate.this.scheduler);
		}

		Mono<Void> pass(Duration patience) {
			Duration remaining = remaining();
			if (remaining.isZero()) {
				return Mono.empty();
			}
			if (remaining.compareTo(patience) > 0) {
				return heldBack();
			}
			return this.end.timeout(patience, Mono.defer(this::heldBack), RateLimitGate.this.scheduler);
		}

		private Mono<Void> heldBack() {
			return Mono.error(new CallHeldBackException("Leadterra takes no call of this key (429)", remaining()));
		}

	}

}
