package co.leadterra.test.internal.context;

import java.net.URI;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.client.http.ApiKey;
import co.leadterra.test.LeadterraServer;

/**
 * Leads the client to a {@link LeadterraServer}.
 */
class LeadterraServerConnectionDetails implements LeadterraConnectionDetails {

	private final LeadterraServer server;

	LeadterraServerConnectionDetails(LeadterraServer server) {
		this.server = server;
	}

	@Override
	public URI getBaseUrl() {
		return this.server.baseUrl();
	}

	@Override
	public ApiKey getApiKey() {
		return ApiKey.of(this.server.apiKey());
	}

}
