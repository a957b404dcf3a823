package co.leadterra.autoconfigure.internal.client;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.internal.key.BlockingApiKeyProvider;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A key from a provider of the application, which may block or never answer.
 */
public class ProvidedApiKey implements ApiKeySource {

	private final String description;

	private final ApiKeyProvider provider;

	private final Duration timeout;

	private final Consumer<ApiKey> check;

	private volatile @Nullable ApiKey currentApiKey;

	private volatile @Nullable Instant readAt;

	/**
	 * Creates a source.
	 * @param provider gives the key
	 * @param timeout how long it may take
	 * @param check refuses keys
	 */
	public ProvidedApiKey(ApiKeyProvider provider, Duration timeout, Consumer<ApiKey> check) {
		this.description = "ApiKeyProvider " + provider.getClass().getName();
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
		this.currentApiKey = key;
		this.readAt = Instant.now();
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public @Nullable ApiKey currentApiKey() {
		return this.currentApiKey;
	}

	@Override
	public @Nullable Instant readAt() {
		return this.readAt;
	}

}
