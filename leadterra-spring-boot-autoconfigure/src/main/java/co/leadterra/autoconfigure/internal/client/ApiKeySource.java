package co.leadterra.autoconfigure.internal.client;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.internal.NeverBlocking;
import co.leadterra.client.internal.key.BlockingApiKeyProvider;
import co.leadterra.client.internal.key.RotatingApiKeyProvider;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The key of one client, and what may be told of it.
 */
public abstract class ApiKeySource implements ApiKeyProvider, NeverBlocking {

	private final String description;

	ApiKeySource(String description) {
		this.description = description;
	}

	/**
	 * Returns where the key comes from.
	 * @return a description for humans
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Returns the key that was given last.
	 * @return the key, or {@code null} if none was yet
	 */
	public abstract @Nullable ApiKey lastKey();

	/**
	 * Returns the mode of the key that was given last.
	 * @return the mode, or {@code null} if there was no key yet
	 */
	public @Nullable ApiKeyMode lastMode() {
		ApiKey key = lastKey();
		return (key != null) ? key.mode() : null;
	}

	/**
	 * Returns when a key was last read.
	 * @return the time, or {@code null} if none was yet
	 */
	public abstract @Nullable Instant lastRead();

	/**
	 * Reads the key again.
	 */
	public void reload() {
	}

	/**
	 * A source of a key that is configured.
	 * @param provider reads it
	 * @param description where it comes from
	 * @return the source
	 */
	public static ApiKeySource of(RotatingApiKeyProvider provider, String description) {
		return new Configured(provider, description);
	}

	/**
	 * A source of a key that the application provides.
	 * @param provider gives it, and may block or never answer
	 * @param timeout how long it may take
	 * @param check refuses keys
	 * @return the source
	 */
	public static ApiKeySource of(ApiKeyProvider provider, Duration timeout, Consumer<ApiKey> check) {
		return new Provided(provider, timeout, check);
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
		public ApiKey lastKey() {
			return this.provider.currentApiKey();
		}

		@Override
		public Instant lastRead() {
			return this.provider.readAt();
		}

		@Override
		public void reload() {
			this.provider.reload();
		}

	}

	/**
	 * A key from a provider of the application, which may block or never answer.
	 */
	private static final class Provided extends ApiKeySource {

		private final ApiKeyProvider provider;

		private final Duration timeout;

		private final Consumer<ApiKey> check;

		private volatile @Nullable ApiKey lastKey;

		private volatile @Nullable Instant lastRead;

		Provided(ApiKeyProvider provider, Duration timeout, Consumer<ApiKey> check) {
			super("ApiKeyProvider " + provider.getClass().getName());
			this.provider = BlockingApiKeyProvider.adapt(provider);
			this.timeout = timeout;
			this.check = check;
		}

		@Override
		public Mono<ApiKey> getApiKey() {
			return guard(this.provider.getApiKey());
		}

		@Override
		public Mono<ApiKey> getApiKeyInsteadOf(ApiKey refused) {
			return guard(this.provider.getApiKeyInsteadOf(refused));
		}

		private Mono<ApiKey> guard(Mono<ApiKey> key) {
			return key
				.timeout(this.timeout, Mono.error(() -> new IllegalStateException(
						"It gave no key within %s ms (leadterra.api-key-timeout)".formatted(this.timeout.toMillis()))))
				.doOnNext(this::accept);
		}

		private void accept(ApiKey key) {
			this.check.accept(key);
			this.lastKey = key;
			this.lastRead = Instant.now();
		}

		@Override
		public @Nullable ApiKey lastKey() {
			return this.lastKey;
		}

		@Override
		public @Nullable Instant lastRead() {
			return this.lastRead;
		}

	}

}
