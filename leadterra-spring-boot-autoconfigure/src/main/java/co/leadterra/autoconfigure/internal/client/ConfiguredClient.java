package co.leadterra.autoconfigure.internal.client;

import java.net.URI;

import co.leadterra.client.http.ApiKey;

/**
 * What a client was made of.
 *
 * @param baseUrl where Leadterra is
 * @param apiKey the key
 * @param lastCall how its last call ended
 */
public record ConfiguredClient(URI baseUrl, ApiKeySource apiKey, LastCall lastCall) {

	@Override
	public String toString() {
		ApiKey key = this.apiKey.currentApiKey();
		return (key != null) ? "%s, mode %s, key %s".formatted(this.baseUrl, key.mode(), key)
				: "%s, key from %s".formatted(this.baseUrl, this.apiKey.description());
	}

}
