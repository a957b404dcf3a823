package co.leadterra.autoconfigure.actuate;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import co.leadterra.autoconfigure.internal.client.ApiKeySource;
import co.leadterra.autoconfigure.internal.client.ConfiguredClient;
import co.leadterra.autoconfigure.internal.client.ConfiguredClients;
import co.leadterra.autoconfigure.internal.client.LastCall;
import co.leadterra.client.LeadterraClients;
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

	private final LeadterraClients clients;

	private final ConfiguredClients configured;

	LeadterraEndpoint(LeadterraClients clients, ConfiguredClients configured) {
		this.clients = clients;
		this.configured = configured;
	}

	@ReadOperation
	Clients clients() {
		Map<String, Client> clients = new TreeMap<>();
		this.clients.asMap().keySet().forEach((name) -> clients.put(name, describe(this.configured.get(name))));
		return new Clients(clients);
	}

	private static Client describe(@Nullable ConfiguredClient client) {
		if (client == null) {
			return new Client(null, null, null, "a LeadterraClient bean of the application", null, null, null);
		}
		ApiKeySource source = client.apiKey();
		ApiKey key = source.currentApiKey();
		return new Client(client.baseUrl(), (key != null) ? key.mode() : null, (key != null) ? key.toString() : null,
				source.description(), source.readAt(), client.lastCall().outcome(),
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
	 * @param baseUrl where Leadterra is, unless the client is the application's own
	 * @param mode mode of the key, if it is known
	 * @param apiKey the key, masked
	 * @param apiKeySource where the key comes from
	 * @param apiKeyReadAt when the key was last read
	 * @param lastCall how the last call ended
	 * @param rateLimitedUntil until when Leadterra wants no calls
	 */
	record Client(@Nullable URI baseUrl, @Nullable ApiKeyMode mode, @Nullable String apiKey, String apiKeySource,
			@Nullable Instant apiKeyReadAt, LastCall.@Nullable Outcome lastCall, @Nullable Instant rateLimitedUntil) {

	}

}
