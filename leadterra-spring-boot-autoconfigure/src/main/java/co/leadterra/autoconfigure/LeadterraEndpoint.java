package co.leadterra.autoconfigure;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Actuator endpoint that lists the clients. It never shows a key.
 */
@Endpoint(id = "leadterra")
class LeadterraEndpoint {

	private final LeadterraClientConfigurer configurer;

	LeadterraEndpoint(LeadterraClientConfigurer configurer) {
		this.configurer = configurer;
	}

	@ReadOperation
	Clients clients() {
		Map<String, Client> clients = new TreeMap<>();
		this.configurer.configuredClients().forEach((name, client) -> clients.put(name, describe(client)));
		return new Clients(clients);
	}

	private static Client describe(ConfiguredClient client) {
		ApiKeySource source = client.apiKey();
		ApiKey key = source.lastKey();
		return new Client(client.baseUrl(), (key != null) ? key.mode() : null, (key != null) ? key.toString() : null,
				source.description(), source.lastRead(), client.lastCall().outcome(),
				client.lastCall().rateLimitedUntil());
	}

	/**
	 * The clients.
	 *
	 * @param clients the clients by name
	 */
	record Clients(Map<String, Client> clients) {

	}

	/**
	 * One client.
	 *
	 * @param baseUrl where Leadterra is
	 * @param mode mode of the key, if it is known
	 * @param apiKey the key, masked
	 * @param apiKeySource where the key comes from
	 * @param apiKeyReadAt when the key was last read
	 * @param lastCall how the last call ended
	 * @param rateLimitedUntil until when Leadterra wants no calls
	 */
	record Client(URI baseUrl, @Nullable ApiKeyMode mode, @Nullable String apiKey, String apiKeySource,
			@Nullable Instant apiKeyReadAt, LastCall.@Nullable Outcome lastCall, @Nullable Instant rateLimitedUntil) {

	}

}
