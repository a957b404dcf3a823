package co.leadterra.autoconfigure.internal.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import co.leadterra.client.http.ApiKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of the application were made of, as far as it does not bring its own.
 */
public class ConfiguredClients {

	private static final Log logger = LogFactory.getLog(ConfiguredClients.class);

	private final Map<String, ConfiguredClient> clients = new ConcurrentHashMap<>();

	/**
	 * Adds a client.
	 * @param name its name
	 * @param client what it was made of
	 */
	public void add(String name, ConfiguredClient client) {
		this.clients.put(name, client);
		logger.info("Leadterra client '%s': %s".formatted(name, client));
	}

	/**
	 * Returns what a client was made of.
	 * @param name its name
	 * @return what it was made of, or {@code null} if it is the application's own
	 */
	public @Nullable ConfiguredClient get(String name) {
		return this.clients.get(name);
	}

	/**
	 * Reads the keys of all clients again.
	 */
	public void reloadKeys() {
		this.clients.values().forEach((client) -> client.apiKey().reload());
	}

	/**
	 * Warns of keys that several clients share.
	 */
	public void warnOfSharedKeys() {
		Map<ApiKey, Set<String>> names = new HashMap<>();
		this.clients.forEach((name, client) -> {
			ApiKey key = client.apiKey().currentApiKey();
			if (key != null) {
				names.computeIfAbsent(key, (unused) -> new TreeSet<>()).add(name);
			}
		});
		names.forEach((key, clients) -> {
			if (clients.size() > 1) {
				logger.warn("The Leadterra clients %s have the same API key: %s".formatted(String.join(", ", clients),
						key));
			}
		});
	}

}
