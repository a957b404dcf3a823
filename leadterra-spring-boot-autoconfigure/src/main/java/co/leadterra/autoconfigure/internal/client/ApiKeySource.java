package co.leadterra.autoconfigure.internal.client;

import java.time.Instant;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.internal.NeverBlocking;
import org.jspecify.annotations.Nullable;

/**
 * The key of one client, and what may be told of it.
 */
public interface ApiKeySource extends ApiKeyProvider, NeverBlocking {

	/**
	 * Returns where the key comes from.
	 * @return a description for humans
	 */
	String description();

	/**
	 * Returns the key that was given last.
	 * @return the key, or {@code null} if none was yet
	 */
	@Nullable ApiKey currentApiKey();

	/**
	 * Returns when a key was last read.
	 * @return the time, or {@code null} if none was yet
	 */
	@Nullable Instant readAt();

	/**
	 * Reads the key again.
	 */
	default void reload() {
	}

}
