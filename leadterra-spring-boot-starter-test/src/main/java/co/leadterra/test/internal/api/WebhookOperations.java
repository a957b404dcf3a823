package co.leadterra.test.internal.api;

import java.net.URI;
import java.util.List;

import co.leadterra.test.internal.workspace.Webhooks;

/**
 * Answers the call on webhooks.
 */
final class WebhookOperations {

	private final Webhooks webhooks;

	WebhookOperations(Webhooks webhooks) {
		this.webhooks = webhooks;
	}

	Object create(Call call) {
		String url = call.body().requiredText("url");
		if (!isHttps(url)) {
			throw call.body().mistyped("url", "an https URL");
		}
		List<String> events = call.body().texts("events");
		if (events.isEmpty()) {
			throw call.body().missing("events");
		}
		if (!Webhooks.EVENTS.containsAll(events)) {
			throw call.body().mistyped("events", "some of " + Webhooks.EVENTS.stream().sorted().toList());
		}
		return call.shapes().webhook(this.webhooks.register(url, events));
	}

	private static boolean isHttps(String url) {
		try {
			URI uri = URI.create(url);
			return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
