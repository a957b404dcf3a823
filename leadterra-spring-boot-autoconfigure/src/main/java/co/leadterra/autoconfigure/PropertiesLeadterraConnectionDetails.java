package co.leadterra.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import co.leadterra.client.http.ApiKey;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.core.io.Resource;

/**
 * Takes the connection details from the properties of a client.
 */
class PropertiesLeadterraConnectionDetails implements LeadterraConnectionDetails {

	private static final int MAX_SIZE = 8 * 1024;

	private final LeadterraClientProperties properties;

	private final String keyPrefix;

	PropertiesLeadterraConnectionDetails(LeadterraClientProperties properties, String keyPrefix) {
		this.properties = properties;
		this.keyPrefix = keyPrefix;
	}

	@Override
	public URI getBaseUrl() {
		return this.properties.getBaseUrl();
	}

	@Override
	public @Nullable ApiKey getApiKey() {
		String apiKey = this.properties.getApiKey();
		Resource location = this.properties.getApiKeyLocation();
		MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn((entries) -> {
			entries.put(this.keyPrefix + ".api-key", apiKey);
			entries.put(this.keyPrefix + ".api-key-location", location);
		});
		if (location != null) {
			return ApiKey.of(read(location));
		}
		return (apiKey != null) ? ApiKey.of(apiKey) : null;
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
					throw new IOException("It is longer than %d bytes, and no key is".formatted(MAX_SIZE));
				}
				return new String(content, StandardCharsets.UTF_8);
			}
		}
		catch (IOException ex) {
			throw new UnreadableApiKeyException(ex);
		}
	}

}
