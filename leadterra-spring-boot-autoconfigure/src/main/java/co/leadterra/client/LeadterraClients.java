package co.leadterra.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * The clients of an application that works with several workspaces, by their names.
 *
 * @since 0.1.0
 */
public final class LeadterraClients {

	/**
	 * The name of the client that was given none.
	 */
	public static final String DEFAULT = "default";

	private final Map<String, LeadterraClient> clients;

	/**
	 * Collects clients.
	 * @param clients the clients by name
	 */
	public LeadterraClients(Map<String, LeadterraClient> clients) {
		this.clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
	}

	/**
	 * Returns one of the clients.
	 * @param name its name
	 * @return the client
	 * @throws IllegalArgumentException if none has this name
	 */
	public LeadterraClient get(String name) {
		LeadterraClient client = this.clients.get(name);
		Assert.notNull(client,
				() -> "There is no Leadterra client '%s', but %s".formatted(name, this.clients.keySet()));
		return client;
	}

	/**
	 * Returns all clients.
	 * @return the clients by name, {@value #DEFAULT} first if it is among them
	 */
	public Map<String, LeadterraClient> asMap() {
		return this.clients;
	}

}
