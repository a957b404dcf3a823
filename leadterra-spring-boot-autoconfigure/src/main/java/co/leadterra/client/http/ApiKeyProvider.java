package co.leadterra.client.http;

import co.leadterra.client.internal.NeverBlocking;
import reactor.core.publisher.Mono;

/**
 * Gives the API key for each call, so that a key can change while the application runs.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ApiKeyProvider {

	/**
	 * Returns the key to use now. Called, and subscribed to, for every request, on a
	 * thread that may block; an implementation that has to look the key up caches it as
	 * it sees fit.
	 * @return a publisher that emits the key; one that is empty, fails or takes longer
	 * than a minute makes the call fail without being sent
	 */
	Mono<ApiKey> getApiKey();

	/**
	 * Returns another key than one that Leadterra refused with 401. The call is then
	 * repeated with it, once.
	 * @param refused the key that was sent
	 * @return a publisher that emits the other key; one that is empty, fails or takes
	 * longer than a minute leaves the call refused. By default, it is the result of
	 * {@link #getApiKey()}, if that has changed
	 */
	default Mono<ApiKey> getApiKeyInsteadOf(ApiKey refused) {
		return getApiKey().filter((key) -> !key.equals(refused));
	}

	/**
	 * Returns a provider of a key that never changes.
	 * @param key the key
	 * @return the provider
	 */
	static ApiKeyProvider of(ApiKey key) {
		Mono<ApiKey> mono = Mono.just(key);
		return (ApiKeyProvider & NeverBlocking) () -> mono;
	}

}
