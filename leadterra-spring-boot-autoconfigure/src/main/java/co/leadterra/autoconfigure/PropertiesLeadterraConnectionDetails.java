package co.leadterra.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import co.leadterra.client.http.ApiKey;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.core.io.Resource;

/**
 * Connection details from {@code leadterra.*}.
 */
class PropertiesLeadterraConnectionDetails implements LeadterraConnectionDetails {

	private final LeadterraProperties properties;

	PropertiesLeadterraConnectionDetails(LeadterraProperties properties) {
		this.properties = properties;
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
			entries.put("leadterra.api-key", apiKey);
			entries.put("leadterra.api-key-location", location);
		});
		if (location != null) {
			return ApiKey.of(read(location));
		}
		return (apiKey != null) ? ApiKey.of(apiKey) : null;
	}

	private static String read(Resource location) {
		try {
			return location.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UnreadableApiKeyException(ex);
		}
	}

}
