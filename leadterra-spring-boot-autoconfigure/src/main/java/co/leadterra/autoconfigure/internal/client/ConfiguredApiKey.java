package co.leadterra.autoconfigure.internal.client;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.internal.key.RotatingApiKeyProvider;
import org.jspecify.annotations.Nullable;

/**
 * A key from the configuration.
 */
public class ConfiguredApiKey extends RotatingApiKeyProvider implements ApiKeySource {

	private final String description;

	/**
	 * Creates a source and reads the key.
	 * @param source reads the key
	 * @param interval time after which it is read again, or {@code null} to read it only
	 * when it is refused
	 * @param overlap time for which the previous key is tried when a new one is refused
	 * @param description where the key comes from
	 */
	public ConfiguredApiKey(Supplier<ApiKey> source, @Nullable Duration interval, Duration overlap,
			String description) {
		super(source, interval, overlap, Clock.systemUTC());
		this.description = description;
	}

	@Override
	public String description() {
		return this.description;
	}

}
