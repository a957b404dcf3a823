package co.leadterra.client.internal.key;

import java.util.Objects;
import java.util.function.Supplier;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.internal.NeverBlocking;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks a provider of the application, which may block, on threads that may.
 *
 * @since 0.1.0
 */
public final class BlockingApiKeyProvider implements ApiKeyProvider {

	private final ApiKeyProvider provider;

	private BlockingApiKeyProvider(ApiKeyProvider provider) {
		this.provider = provider;
	}

	/**
	 * Adapts a provider unless it is known never to block.
	 * @param provider the provider
	 * @return a provider that blocks no caller
	 */
	public static ApiKeyProvider adapt(ApiKeyProvider provider) {
		return (provider instanceof NeverBlocking) ? provider : new BlockingApiKeyProvider(provider);
	}

	@Override
	public Mono<ApiKey> getApiKey() {
		return ask(this.provider::getApiKey);
	}

	@Override
	public Mono<ApiKey> getApiKeyInsteadOf(ApiKey refused) {
		return ask(() -> this.provider.getApiKeyInsteadOf(refused));
	}

	private static Mono<ApiKey> ask(Supplier<@Nullable Mono<ApiKey>> provider) {
		return Mono.defer(() -> Objects.requireNonNullElseGet(provider.get(), Mono::empty))
			.subscribeOn(Schedulers.boundedElastic());
	}

}
