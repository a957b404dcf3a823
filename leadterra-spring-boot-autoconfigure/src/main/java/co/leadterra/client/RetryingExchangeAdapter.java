package co.leadterra.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

import co.leadterra.client.LeadterraException.FailedCall;
import co.leadterra.client.http.Patience;
import co.leadterra.client.http.RetryEvent;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.Bystander;
import co.leadterra.client.internal.call.Attempt;
import co.leadterra.client.internal.call.Idempotent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.ContextView;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.ReactorHttpExchangeAdapterDecorator;

/**
 * Decides whether a failed call is repeated, and when, and lets no failure out but as the
 * error translator words it. Every attempt is a whole exchange, with the filters, the key
 * and the observation of its own. Since the codecs read an answer to its end before they
 * emit anything of it, nothing is ever emitted twice.
 */
final class RetryingExchangeAdapter extends ReactorHttpExchangeAdapterDecorator {

	private static final Log logger = LogFactory.getLog(RetryingExchangeAdapter.class);

	private static final Set<Integer> REPEATED_STATUSES = Set.of(408, 429, 502, 503, 504);

	// What is refused for coming too soon must not come again at once, whatever the
	// settings and the answer say.
	private static final Duration MIN_RATE_LIMIT_DELAY = Duration.ofMillis(100);

	private final JsonMapper mapper;

	private final RetrySettings settings;

	private final List<Bystander<RetryListener>> listeners;

	private final Scheduler scheduler;

	private final DoubleSupplier random;

	RetryingExchangeAdapter(HttpExchangeAdapter delegate, JsonMapper mapper, RetrySettings settings,
			List<RetryListener> listeners, Scheduler scheduler, DoubleSupplier random) {
		super(delegate);
		this.mapper = mapper;
		this.settings = settings;
		this.listeners = listeners.stream().map((listener) -> new Bystander<>(RetryListener.class, listener)).toList();
		this.scheduler = scheduler;
		this.random = random;
	}

	@Override
	public Mono<Void> exchangeForMono(HttpRequestValues request) {
		Mono<Void> exchange = super.exchangeForMono(request);
		return Mono.deferContextual((context) -> new Call(request, context).attempt(exchange));
	}

	@Override
	public <T> Mono<T> exchangeForBodyMono(HttpRequestValues request, ParameterizedTypeReference<T> bodyType) {
		Mono<T> exchange = super.exchangeForBodyMono(request, bodyType);
		return Mono.deferContextual((context) -> {
			Call call = new Call(request, context);
			return call.attempt(exchange.switchIfEmpty(Mono.fromSupplier(() -> call.ofEmptyAnswer(bodyType))));
		});
	}

	@Override
	public <T> Mono<ResponseEntity<T>> exchangeForEntityMono(HttpRequestValues request,
			ParameterizedTypeReference<T> bodyType) {
		Mono<ResponseEntity<T>> exchange = super.exchangeForEntityMono(request, bodyType);
		return Mono.deferContextual((context) -> new Call(request, context).attempt(exchange));
	}

	@Override
	public <T> Flux<T> exchangeForBodyFlux(HttpRequestValues request, ParameterizedTypeReference<T> bodyType) {
		Flux<T> exchange = super.exchangeForBodyFlux(request, bodyType);
		return Flux.deferContextual((context) -> new Call(request, context).attempt(exchange));
	}

	private Duration backoff(int attempt) {
		double doubled = this.settings.initialDelay().toMillis() * Math.pow(2, attempt - 1);
		double ceiling = Math.min(doubled, (double) this.settings.maxDelay().toMillis());
		return Duration.ofMillis(Math.round(ceiling * (1 - this.random.getAsDouble() / 2)));
	}

	private long now() {
		return this.scheduler.now(TimeUnit.NANOSECONDS);
	}

	/**
	 * One call with all of its attempts.
	 */
	final class Call {

		private final HttpRequestValues request;

		private final Duration patience;

		private final long start = now();

		private Attempt attempt;

		Call(HttpRequestValues request, ContextView context) {
			this.request = request;
			this.patience = Patience.in(context, RetryingExchangeAdapter.this.settings.maxDuration());
			this.attempt = new Attempt(1, remaining(), false);
		}

		<T> Mono<T> attempt(Mono<T> exchange) {
			return exchange.contextWrite(this.attempt::addTo)
				.onErrorResume((failure) -> next(failure).then(Mono.defer(() -> attempt(exchange))));
		}

		<T> Flux<T> attempt(Flux<T> exchange) {
			return exchange.contextWrite(this.attempt::addTo)
				.onErrorResume((failure) -> next(failure).thenMany(Flux.defer(() -> attempt(exchange))));
		}

		// Something was done, and all that is known of it is the ids in the path.
		private <T> T ofEmptyAnswer(ParameterizedTypeReference<T> bodyType) {
			if (!HttpMethod.GET.equals(this.request.getHttpMethod())) {
				try {
					return RetryingExchangeAdapter.this.mapper.convertValue(this.request.getUriVariables(),
							RetryingExchangeAdapter.this.mapper.constructType(bodyType.getType()));
				}
				catch (JacksonException ex) {
					// what would have been in the answer is needed
				}
			}
			throw ErrorTranslator.emptyAnswer(failedCall());
		}

		private FailedCall failedCall() {
			return FailedCall.of(Objects.requireNonNullElse(this.request.getHttpMethod(), HttpMethod.GET),
					String.valueOf(this.request.getUriTemplate()), this.attempt);
		}

		// Completes when the next attempt is due, or fails with the failure. What an
		// attempt waits for a rate limit counts against the time of the call.
		Mono<Void> next(Throwable failure) {
			Throwable told = ErrorTranslator.translate(failure, failedCall(), this.attempt);
			String reason = (told instanceof LeadterraException ex) ? reason(ex) : null;
			if (reason == null || this.attempt.number() >= RetryingExchangeAdapter.this.settings.maxAttempts()) {
				return Mono.error(told);
			}
			LeadterraException repeated = (LeadterraException) told;
			Duration delay = delay(repeated);
			Duration remaining = remaining();
			if (delay == null || delay.compareTo(remaining) > 0) {
				return Mono.error(told);
			}
			report(repeated, reason, delay);
			boolean broke = told instanceof LeadterraConnectionException ex && ex.mayHaveReachedLeadterra();
			this.attempt = new Attempt(this.attempt.number() + 1, remaining.minus(delay),
					this.attempt.needsNewConnection() || broke);
			return Mono.delay(delay, RetryingExchangeAdapter.this.scheduler).then();
		}

		private @Nullable String reason(LeadterraException failure) {
			boolean idempotent = HttpMethod.GET.equals(this.request.getHttpMethod())
					|| this.request.getAttributes().containsKey(Idempotent.ATTRIBUTE);
			if (failure instanceof LeadterraConnectionException connection) {
				BrokenStage stage = connection.getStage();
				boolean harmless = idempotent || !stage.mayHaveReachedLeadterra();
				return (harmless && stage.isWorthRepeating()) ? stage.reason() : null;
			}
			Integer status = failure.getStatus();
			return (idempotent && status != null && REPEATED_STATUSES.contains(status)) ? status.toString() : null;
		}

		private @Nullable Duration delay(LeadterraException failure) {
			Duration retryAfter = failure.retryAfter();
			if (retryAfter != null && retryAfter.compareTo(RetryingExchangeAdapter.this.settings.maxRetryAfter()) > 0) {
				return null;
			}
			boolean forRateLimit = failure instanceof LeadterraRateLimitException;
			Duration backoff = backoff(this.attempt.number());
			if (forRateLimit && backoff.compareTo(MIN_RATE_LIMIT_DELAY) < 0) {
				backoff = MIN_RATE_LIMIT_DELAY;
			}
			Duration delay = (retryAfter != null && retryAfter.compareTo(backoff) > 0) ? retryAfter : backoff;
			return (forRateLimit && delay.compareTo(this.patience) > 0) ? null : delay;
		}

		private Duration remaining() {
			return RetryingExchangeAdapter.this.settings.maxDuration().minusNanos(now() - this.start);
		}

		private void report(LeadterraException failure, String reason, Duration delay) {
			if (logger.isDebugEnabled()) {
				logger.debug("%s. It is repeated in %s ms".formatted(failure.getMessage(), delay.toMillis()));
			}
			RetryEvent event = new RetryEvent(failure.getMethod(), failure.getUriTemplate(), reason,
					this.attempt.number(), delay);
			RetryingExchangeAdapter.this.listeners.forEach((listener) -> listener.tell((told) -> told.onRetry(event)));
		}

	}

}
