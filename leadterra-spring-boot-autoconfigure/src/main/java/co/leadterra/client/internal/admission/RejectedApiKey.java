package co.leadterra.client.internal.admission;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import co.leadterra.client.http.ApiKey;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Remembers the keys that Leadterra rejected, for a while.
 */
final class RejectedApiKey {

	private final Map<ApiKey, Rejection> rejections = new ConcurrentHashMap<>();

	private final Duration coolDown;

	private final Scheduler scheduler;

	RejectedApiKey(Duration coolDown, Scheduler scheduler) {
		this.coolDown = coolDown;
		this.scheduler = scheduler;
	}

	void reject(ApiKey key) {
		long now = now();
		this.rejections.values().removeIf((rejection) -> rejection.until <= now);
		this.rejections.compute(key, (same, rejection) -> new Rejection(now + this.coolDown.toNanos(),
				(rejection != null) ? rejection.instead : null));
	}

	boolean isNone() {
		return this.rejections.isEmpty();
	}

	void forget() {
		this.rejections.clear();
	}

	Mono<ApiKey> lookUp(ApiKey rejected, Mono<ApiKey> source) {
		Mono<ApiKey> shared = source.cache();
		this.rejections.computeIfPresent(rejected, (key, rejection) -> new Rejection(rejection.until, shared));
		return shared;
	}

	@Nullable Mono<ApiKey> insteadOf(ApiKey key, Mono<ApiKey> source) {
		Rejection known = this.rejections.computeIfPresent(key, (same, rejection) -> (rejection.instead != null)
				? rejection : new Rejection(rejection.until, source.cache()));
		return (known != null && known.until > now()) ? known.instead : null;
	}

	Mono<Void> check(ApiKey key) {
		Rejection rejection = rejection(key);
		return (rejection != null) ? Mono.error(new RejectedApiKeyException(Duration.ofNanos(rejection.until - now())))
				: Mono.empty();
	}

	private @Nullable Rejection rejection(ApiKey key) {
		return this.rejections.computeIfPresent(key, (same, rejection) -> (rejection.until > now()) ? rejection : null);
	}

	private long now() {
		return this.scheduler.now(TimeUnit.NANOSECONDS);
	}

	private record Rejection(long until, @Nullable Mono<ApiKey> instead) {

	}

}
