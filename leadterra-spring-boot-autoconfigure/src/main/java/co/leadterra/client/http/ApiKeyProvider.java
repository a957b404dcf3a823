package co.leadterra.client.http;

import reactor.core.publisher.Mono;

/**
 * Gives the API key for each call, so that a key can change while the application runs.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ApiKeyProvider {

	/**
	 * Returns the key to use now. Called, and subscribed to, for every request; an
	 * implementation that has to look the key up caches it as it sees fit and does not
	 * block.
	 * @return a publisher that emits the key; one that is empty or fails makes the call
	 * fail without being sent
	 */
	Mono<ApiKey> getApiKey();

	/**
	 * Returns a provider of a key that never changes.
	 * @param key the key
	 * @return the provider
	 */
	static ApiKeyProvider of(ApiKey key) {
		Mono<ApiKey> mono = Mono.just(key);
		return () -> mono;
	}

}
