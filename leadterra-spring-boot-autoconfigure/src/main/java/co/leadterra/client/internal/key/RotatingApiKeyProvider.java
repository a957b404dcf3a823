package co.leadterra.client.internal.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.internal.NeverBlocking;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Gives the key that a source has, and asks the source again: when an interval has
 * passed, and when the key is refused. One call at a time waits for the source, off its
 * own thread; all others go on with the key that is known. If the source has no usable
 * key any more, as when a file is being replaced, the last one stays.
 *
 * @since 0.1.0
 */
public class RotatingApiKeyProvider implements ApiKeyProvider, NeverBlocking {

	private static final Log logger = LogFactory.getLog(RotatingApiKeyProvider.class);

	private final Supplier<ApiKey> source;

	private final @Nullable Duration interval;

	private final Duration overlap;

	private final Clock clock;

	private final AtomicBoolean reading = new AtomicBoolean();

	private volatile State state;

	/**
	 * Creates a provider and reads the key.
	 * @param source reads the key, and may block
	 * @param interval time after which the source is asked again, or {@code null} to ask
	 * it only when a key is refused
	 * @param overlap time after a change for which the previous key is tried when the new
	 * one is refused
	 * @param clock tells the time
	 * @throws RuntimeException what the source throws
	 */
	public RotatingApiKeyProvider(Supplier<ApiKey> source, @Nullable Duration interval, Duration overlap, Clock clock) {
		this.source = source;
		this.interval = interval;
		this.overlap = overlap;
		this.clock = clock;
		Instant now = clock.instant();
		this.state = new State(source.get(), now, null, now, now, false);
	}

	@Override
	public Mono<ApiKey> getApiKey() {
		return isDue() ? Mono.defer(this::readOnce) : Mono.just(this.state.key());
	}

	private Mono<ApiKey> readOnce() {
		return this.reading.compareAndSet(false, true) ? read().doFinally((signal) -> this.reading.set(false))
				: Mono.just(this.state.key());
	}

	private boolean isDue() {
		return this.interval != null && this.clock.instant().isAfter(this.state.checkedAt().plus(this.interval));
	}

	@Override
	public Mono<ApiKey> getApiKeyInsteadOf(ApiKey refused) {
		return read().flatMap((key) -> key.equals(refused) ? Mono.justOrEmpty(previous()) : Mono.just(key));
	}

	private @Nullable ApiKey previous() {
		State now = this.state;
		return this.clock.instant().isBefore(now.since().plus(this.overlap)) ? now.previous() : null;
	}

	private Mono<ApiKey> read() {
		return Mono.fromCallable(() -> {
			reload();
			return this.state.key();
		}).subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Asks the source now, on the thread of the caller.
	 */
	public synchronized void reload() {
		State before = this.state;
		Instant now = this.clock.instant();
		try {
			ApiKey key = this.source.get();
			if (key.equals(before.key())) {
				this.state = new State(key, before.since(), before.previous(), now, now, false);
			}
			else {
				this.state = new State(key, now, before.key(), now, now, false);
				logger.info("The Leadterra API key changed from %s to %s".formatted(before.key(), key));
			}
		}
		catch (RuntimeException ex) {
			this.state = new State(before.key(), before.since(), before.previous(), before.readAt(), now, true);
			if (!before.failing()) {
				logger.warn("The Leadterra API key cannot be read again, so %s stays in use: %s".formatted(before.key(),
						ApiKey.redactKeys(String.valueOf(ex.getMessage()))));
			}
		}
	}

	/**
	 * Returns the key that is in use.
	 * @return the key
	 */
	public ApiKey currentApiKey() {
		return this.state.key();
	}

	/**
	 * Returns when the source last gave a key.
	 * @return the time
	 */
	public Instant readAt() {
		return this.state.readAt();
	}

	private record State(ApiKey key, Instant since, @Nullable ApiKey previous, Instant readAt, Instant checkedAt,
			boolean failing) {

	}

}
