package co.leadterra.client.internal.admission;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import co.leadterra.client.http.ApiKey;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Remembers the key that Leadterra rejected last, for a while or until another one is
 * used.
 */
final class RejectedApiKey {

	private final Duration coolDown;

	private final Scheduler scheduler;

	private volatile @Nullable Rejection rejection;

	RejectedApiKey(Duration coolDown, Scheduler scheduler) {
		this.coolDown = coolDown;
		this.scheduler = scheduler;
	}

	void reject(ApiKey key) {
		this.rejection = new Rejection(key, now() + this.coolDown.toNanos());
	}

	boolean isNone() {
		return this.rejection == null;
	}

	void forget() {
		this.rejection = null;
	}

	Mono<Void> check(ApiKey key) {
		Rejection last = this.rejection;
		if (last == null) {
			return Mono.empty();
		}
		long remaining = last.until - now();
		if (remaining <= 0 || !last.key.equals(key)) {
			this.rejection = null;
			return Mono.empty();
		}
		return Mono.error(new RejectedApiKeyException(Duration.ofNanos(remaining)));
	}

	private long now() {
		return this.scheduler.now(TimeUnit.NANOSECONDS);
	}

	private record Rejection(ApiKey key, long until) {

	}

}
