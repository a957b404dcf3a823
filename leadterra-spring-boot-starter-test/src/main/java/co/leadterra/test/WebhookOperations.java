package co.leadterra.test;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers the call on webhooks.
 */
final class WebhookOperations {

	private static final Set<String> EVENTS = Set.of("campaign.started", "message.sent", "message.bounced",
			"reply.received");

	private final Campaigns campaigns;

	WebhookOperations(Campaigns campaigns) {
		this.campaigns = campaigns;
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
		if (!EVENTS.containsAll(events)) {
			throw call.body().mistyped("events", "some of " + EVENTS.stream().sorted().toList());
		}
		Map<String, Object> webhook = new LinkedHashMap<>();
		webhook.put("url", url);
		webhook.put("events", events);
		return call.shapes().webhook(this.campaigns.register(webhook));
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
