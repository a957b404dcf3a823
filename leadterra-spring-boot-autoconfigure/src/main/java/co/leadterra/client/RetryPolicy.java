package co.leadterra.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

import co.leadterra.client.http.Patience;
import co.leadterra.client.http.RetryEvent;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.call.Attempt;
import co.leadterra.client.internal.text.ForeignText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Decides whether a failed call is repeated, and when.
 */
final class RetryPolicy {

	private static final Log logger = LogFactory.getLog(RetryPolicy.class);

	private static final Set<Integer> REPEATED_STATUSES = Set.of(408, 429, 502, 503, 504);

	// What is refused for coming too soon must not come again at once, whatever the
	// settings and the answer say.
	private static final Duration MIN_RATE_LIMIT_DELAY = Duration.ofMillis(100);

	private final Set<RetryListener> failedListeners = ConcurrentHashMap.newKeySet();

	private final RetrySettings settings;

	private final Scheduler scheduler;

	private final DoubleSupplier random;

	private final List<RetryListener> listeners;

	RetryPolicy(RetrySettings settings, Scheduler scheduler, DoubleSupplier random, List<RetryListener> listeners) {
		this.settings = settings;
		this.scheduler = scheduler;
		this.random = random;
		this.listeners = List.copyOf(listeners);
	}

	Attempts start(boolean idempotent, ContextView context) {
		return new Attempts(idempotent, Patience.in(context, this.settings.maxDuration()));
	}

	private Duration backoff(int attempt) {
		double doubled = this.settings.initialDelay().toMillis() * Math.pow(2, attempt - 1);
		double ceiling = Math.min(doubled, (double) this.settings.maxDelay().toMillis());
		return Duration.ofMillis(Math.round(ceiling * (1 - this.random.getAsDouble() / 2)));
	}

	private void tell(RetryListener listener, RetryEvent event) {
		try {
			listener.onRetry(event);
		}
		catch (RuntimeException ex) {
			if (this.failedListeners.add(listener)) {
				logger.warn("The RetryListener %s failed. Calls go on, and this is not logged again"
					.formatted(listener.getClass().getName()), ForeignText.shown(ex, null));
			}
		}
	}

	private long now() {
		return this.scheduler.now(TimeUnit.NANOSECONDS);
	}

	/**
	 * The attempts of one call.
	 */
	final class Attempts {

		private final boolean idempotent;

		private final Duration patience;

		private final long start = now();

		private int count = 1;

		private boolean connectionBroke;

		private Attempts(boolean idempotent, Duration patience) {
			this.idempotent = idempotent;
			this.patience = patience;
		}

		// What an attempt waits for a rate limit counts against the time of the call.
		Context describe(Context context) {
			return new Attempt(this.count, Patience.in(context, remaining()), this.connectionBroke).addTo(context);
		}

		int count() {
			return this.count;
		}

		// Completes when the next attempt is due, or fails with the failure.
		Mono<Void> next(LeadterraException failure) {
			String reason = (this.count < RetryPolicy.this.settings.maxAttempts()) ? reason(failure) : null;
			if (reason == null) {
				return Mono.error(failure);
			}
			Duration delay = delay(failure);
			if (delay == null || delay.compareTo(remaining()) > 0) {
				return Mono.error(failure);
			}
			report(failure, reason, delay);
			this.count++;
			this.connectionBroke |= failure instanceof LeadterraConnectionException ex && ex.mayHaveReachedLeadterra();
			return Mono.delay(delay, RetryPolicy.this.scheduler).then();
		}

		private @Nullable String reason(LeadterraException failure) {
			if (failure instanceof LeadterraConnectionException connection) {
				BrokenStage stage = connection.getStage();
				boolean harmless = this.idempotent || !stage.mayHaveReachedLeadterra();
				return (harmless && stage.isWorthRepeating()) ? stage.reason() : null;
			}
			Integer status = failure.getStatus();
			return (this.idempotent && status != null && REPEATED_STATUSES.contains(status)) ? status.toString() : null;
		}

		private @Nullable Duration delay(LeadterraException failure) {
			Duration retryAfter = retryAfter(failure);
			if (retryAfter != null && retryAfter.compareTo(RetryPolicy.this.settings.maxRetryAfter()) > 0) {
				return null;
			}
			boolean forRateLimit = failure instanceof LeadterraRateLimitException;
			Duration backoff = backoff(this.count);
			if (forRateLimit && backoff.compareTo(MIN_RATE_LIMIT_DELAY) < 0) {
				backoff = MIN_RATE_LIMIT_DELAY;
			}
			Duration delay = (retryAfter != null && retryAfter.compareTo(backoff) > 0) ? retryAfter : backoff;
			return (forRateLimit && delay.compareTo(this.patience) > 0) ? null : delay;
		}

		private static @Nullable Duration retryAfter(LeadterraException failure) {
			if (failure instanceof LeadterraRateLimitException rateLimit) {
				return rateLimit.getRetryAfter();
			}
			return (failure instanceof LeadterraServerException server) ? server.getRetryAfter() : null;
		}

		private Duration remaining() {
			return RetryPolicy.this.settings.maxDuration().minusNanos(now() - this.start);
		}

		private void report(LeadterraException failure, String reason, Duration delay) {
			if (logger.isDebugEnabled()) {
				logger.debug("%s. It is repeated in %s ms".formatted(failure.getMessage(), delay.toMillis()));
			}
			RetryEvent event = new RetryEvent(failure.getMethod(), failure.getUriTemplate(), reason, this.count, delay);
			RetryPolicy.this.listeners.forEach((listener) -> tell(listener, event));
		}

	}

}
