package co.leadterra.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.internal.key.RotatingApiKeyProvider;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The key of one client, and what may be told of it.
 */
abstract class ApiKeySource implements ApiKeyProvider {

	private final String description;

	ApiKeySource(String description) {
		this.description = description;
	}

	/**
	 * Returns where the key comes from.
	 * @return a description for humans
	 */
	String description() {
		return this.description;
	}

	/**
	 * Returns the key that was given last.
	 * @return the key, or {@code null} if none was yet
	 */
	abstract @Nullable ApiKey lastKey();

	@Nullable ApiKeyMode lastMode() {
		ApiKey key = lastKey();
		return (key != null) ? key.mode() : null;
	}

	/**
	 * Returns when a key was last read.
	 * @return the time, or {@code null} if none was yet
	 */
	abstract @Nullable Instant lastRead();

	/**
	 * Reads the key again.
	 */
	void reload() {
	}

	static ApiKeySource of(Supplier<ApiKey> source, @Nullable Duration interval, Duration overlap, String description) {
		return new Configured(new RotatingApiKeyProvider(source, interval, overlap, Clock.systemUTC()), description);
	}

	static ApiKeySource of(ApiKeyProvider provider, Duration timeout, Set<ApiKeyMode> allowedModes, String client) {
		return new Provided(provider, timeout, allowedModes, client);
	}

	/**
	 * A key from the configuration.
	 */
	private static final class Configured extends ApiKeySource {

		private final RotatingApiKeyProvider provider;

		Configured(RotatingApiKeyProvider provider, String description) {
			super(description);
			this.provider = provider;
		}

		@Override
		public Mono<ApiKey> getApiKey() {
			return this.provider.getApiKey();
		}

		@Override
		public Mono<ApiKey> getApiKeyInsteadOf(ApiKey refused) {
			return this.provider.getApiKeyInsteadOf(refused);
		}

		@Override
		ApiKey lastKey() {
			return this.provider.currentApiKey();
		}

		@Override
		Instant lastRead() {
			return this.provider.readAt();
		}

		@Override
		void reload() {
			this.provider.reload();
		}

	}

	/**
	 * A key from a provider of the application, which may block or never answer.
	 */
	private static final class Provided extends ApiKeySource {

		private final ApiKeyProvider provider;

		private final Duration timeout;

		private final Set<ApiKeyMode> allowedModes;

		private final String client;

		private volatile @Nullable ApiKey lastKey;

		private volatile @Nullable Instant lastRead;

		Provided(ApiKeyProvider provider, Duration timeout, Set<ApiKeyMode> allowedModes, String client) {
			super("ApiKeyProvider " + provider.getClass().getName());
			this.provider = provider;
			this.timeout = timeout;
			this.allowedModes = allowedModes;
			this.client = client;
		}

		@Override
		public Mono<ApiKey> getApiKey() {
			return guard(Mono.defer(this.provider::getApiKey));
		}

		@Override
		public Mono<ApiKey> getApiKeyInsteadOf(ApiKey refused) {
			return guard(Mono.defer(() -> this.provider.getApiKeyInsteadOf(refused)));
		}

		private Mono<ApiKey> guard(Mono<ApiKey> key) {
			return key.subscribeOn(Schedulers.boundedElastic())
				.timeout(this.timeout, Mono.error(() -> new IllegalStateException(
						"It gave no key within %s ms (leadterra.api-key-timeout)".formatted(this.timeout.toMillis()))))
				.doOnNext(this::accept);
		}

		private void accept(ApiKey key) {
			ModeNotAllowedException.throwUnlessAllowed(key, this.allowedModes, this.client);
			this.lastKey = key;
			this.lastRead = Instant.now();
		}

		@Override
		@Nullable ApiKey lastKey() {
			return this.lastKey;
		}

		@Override
		@Nullable Instant lastRead() {
			return this.lastRead;
		}

	}

}
