package co.leadterra.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.internal.key.BaseUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.core.io.Resource;

/**
 * Takes the connection details from the properties of a client.
 */
class PropertiesLeadterraConnectionDetails implements LeadterraConnectionDetails {

	private static final int MAX_SIZE = 8 * 1024;

	private static final String API_KEY = ".api-key";

	private static final String LOCATION = ".api-key-location";

	private final String client;

	private final ClientPropertiesBinder properties;

	PropertiesLeadterraConnectionDetails(String client, ClientPropertiesBinder properties) {
		this.client = client;
		this.properties = properties;
	}

	@Override
	public URI getBaseUrl() {
		return BaseUrl.parse(this.properties.get(this.client).baseUrl());
	}

	@Override
	public @Nullable ApiKey getApiKey() {
		String prefix = this.properties.keyPrefix(this.client);
		String apiKey = this.properties.value(prefix + API_KEY);
		Resource location = this.properties.resource(prefix + LOCATION);
		MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn((entries) -> {
			entries.put(prefix + API_KEY, apiKey);
			entries.put(prefix + LOCATION, location);
		});
		if (location != null) {
			return ApiKey.of(read(location));
		}
		return (apiKey != null) ? ApiKey.of(apiKey) : null;
	}

	/**
	 * Returns after which time the key may have changed.
	 * @return the time, or {@code null} if it stays until the environment is refreshed
	 */
	@Nullable Duration refreshInterval() {
		return (this.properties.resource(this.properties.keyPrefix(this.client) + LOCATION) != null)
				? this.properties.get(this.client).apiKeyRefreshInterval() : null;
	}

	/**
	 * Returns where the key comes from.
	 */
	@Override
	public String toString() {
		String prefix = this.properties.keyPrefix(this.client);
		Resource location = this.properties.resource(prefix + LOCATION);
		return (location != null) ? prefix + LOCATION + ": " + ApiKey.redactKeys(location.getDescription())
				: prefix + API_KEY;
	}

	private String read(Resource location) {
		try {
			// the stream of a directory would list its files
			if (location.isFile() && Files.isDirectory(location.getFile().toPath())) {
				throw new IOException("It is a directory");
			}
			try (InputStream file = location.getInputStream()) {
				byte[] content = file.readNBytes(MAX_SIZE + 1);
				if (content.length > MAX_SIZE) {
					throw new IOException("It is longer than %s bytes, and no key is".formatted(MAX_SIZE));
				}
				return new String(content, StandardCharsets.UTF_8);
			}
		}
		catch (IOException ex) {
			throw new FailedStart(this.properties).unreadableApiKey(this.client, ex);
		}
	}

}
