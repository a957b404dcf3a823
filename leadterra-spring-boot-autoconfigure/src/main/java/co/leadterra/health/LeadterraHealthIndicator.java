package co.leadterra.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import co.leadterra.client.LeadterraAuthenticationException;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraPermissionException;
import co.leadterra.client.LeadterraRateLimitException;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.Patience;
import co.leadterra.client.internal.Forgetful;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells whether Leadterra answers and accepts the API key, by listing the sender pools.
 * <p>
 * However many ask at a time, one call is made, and its result is reused for a while. A
 * rejected key is {@link Status#DOWN}. A restricted key and a rate limit are
 * {@link Status#UP}, since the key is good. Everything else that is no answer has the
 * status that it was given.
 *
 * @since 0.1.0
 */
public final class LeadterraHealthIndicator implements ReactiveHealthIndicator, Forgetful {

	private final LeadterraClient client;

	private final Duration timeout;

	private final Duration timeToLive;

	private final Duration failureTimeToLive;

	private final Status unavailableStatus;

	private final Clock clock;

	private volatile Mono<Result> result;

	/**
	 * Creates an indicator.
	 * @param client makes the call
	 * @param timeout how long a check may take
	 * @param timeToLive how long a good result is reused
	 * @param failureTimeToLive how long any other result is reused
	 * @param unavailableStatus the status when Leadterra gives no usable answer, which
	 * says nothing about the API key
	 * @param clock tells the time
	 */
	public LeadterraHealthIndicator(LeadterraClient client, Duration timeout, Duration timeToLive,
			Duration failureTimeToLive, Status unavailableStatus, Clock clock) {
		this.client = client;
		this.timeout = timeout;
		this.timeToLive = timeToLive;
		this.failureTimeToLive = failureTimeToLive;
		this.unavailableStatus = unavailableStatus;
		this.clock = clock;
		this.result = cached();
	}

	private Mono<Result> cached() {
		return Mono.defer(this::check).cache(this::timeToLive, (ex) -> Duration.ZERO, () -> Duration.ZERO);
	}

	@Override
	public void forget() {
		this.result = cached();
	}

	@Override
	public Mono<Health> health() {
		return this.result.map((result) -> Health.status(result.health().getStatus())
			.withDetails(result.health().getDetails())
			.withDetail("latency", result.latency().toMillis() + "ms")
			.withDetail("age", Duration.between(result.time(), this.clock.instant()).toSeconds() + "s")
			.build());
	}

	private Mono<Result> check() {
		Instant start = this.clock.instant();
		return Mono.defer(() -> this.client.senderPools().list().then())
			.then(Mono.fromSupplier(Health::up))
			.contextWrite(Patience.atMost(Duration.ZERO))
			.timeout(this.timeout)
			.onErrorResume((ex) -> Mono.just(failed(ex)))
			.zipWith(apiKey(), this::withKey)
			.map((health) -> {
				Instant end = this.clock.instant();
				return new Result(health.build(), Duration.between(start, end), end);
			});
	}

	private Health.Builder failed(Throwable failure) {
		if (failure instanceof LeadterraAuthenticationException) {
			return Health.down().withDetail("error", message(failure));
		}
		if (failure instanceof LeadterraPermissionException) {
			return Health.up().withDetail("permission", "restricted");
		}
		if (failure instanceof LeadterraRateLimitException) {
			return Health.up().withDetail("rateLimited", true);
		}
		return Health.status(this.unavailableStatus).withDetail("error", message(failure));
	}

	private String message(Throwable failure) {
		if (failure instanceof LeadterraException) {
			return String.valueOf(failure.getMessage());
		}
		if (failure instanceof TimeoutException) {
			return "No answer within " + this.timeout.toMillis() + "ms";
		}
		return failure.getClass().getName();
	}

	private Mono<Optional<ApiKey>> apiKey() {
		return Mono.defer(this.client::apiKey).timeout(this.timeout).onErrorComplete().singleOptional();
	}

	private Health.Builder withKey(Health.Builder health, Optional<ApiKey> apiKey) {
		apiKey.ifPresent((key) -> health.withDetail("mode", key.mode()).withDetail("apiKey", key.toString()));
		return health;
	}

	private Duration timeToLive(Result result) {
		return Status.UP.equals(result.health().getStatus()) ? this.timeToLive : this.failureTimeToLive;
	}

	private record Result(Health health, Duration latency, Instant time) {

	}

}
