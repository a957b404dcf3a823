package co.leadterra.autoconfigure;

import java.util.Set;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyMode;

final class ModeNotAllowedException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private ModeNotAllowedException(String message) {
		super(message);
	}

	static void throwUnlessAllowed(ApiKey key, Set<ApiKeyMode> allowed, String client) {
		if (!allowed.isEmpty() && !allowed.contains(key.mode())) {
			throw new ModeNotAllowedException(
					"The API key %s of the Leadterra client '%s' has the mode %s, but leadterra.allowed-modes is %s"
						.formatted(key, client, key.mode(), allowed));
		}
	}

}
