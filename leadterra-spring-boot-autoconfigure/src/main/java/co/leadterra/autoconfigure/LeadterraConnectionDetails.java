package co.leadterra.autoconfigure;

import java.net.URI;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.internal.key.BaseUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where Leadterra is and which key opens it. A bean of this type takes precedence over
 * {@code leadterra.base-url}, {@code leadterra.api-key} and
 * {@code leadterra.api-key-location}.
 *
 * @since 0.1.0
 */
public interface LeadterraConnectionDetails extends ConnectionDetails {

	/**
	 * Returns the base URL, without the {@code /v1}.
	 * @return the address, by default Leadterra's own
	 */
	default URI getBaseUrl() {
		return BaseUrl.LEADTERRA;
	}

	/**
	 * Returns the API key.
	 * @return the key, or {@code null} if none is known
	 */
	@Nullable ApiKey getApiKey();

}
