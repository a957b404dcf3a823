package co.leadterra.test;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.json.JsonMapper;

/**
 * The registered webhooks, each of which is told the events it wants to know.
 */
final class Webhooks {

	static final Set<String> EVENTS = Set.of("campaign.started", "message.sent", "message.bounced", "reply.received");

	private final JsonMapper json = new JsonMapper();

	private final Clock clock;

	private final Deliveries deliveries;

	private final Table registered = new Table("wh_");

	private volatile ResponseShape shape = ResponseShape.GUIDES;

	Webhooks(Clock clock, Deliveries deliveries) {
		this.clock = clock;
		this.deliveries = deliveries;
	}

	void shape(ResponseShape shape) {
		this.shape = shape;
	}

	Map<String, Object> register(String url, List<String> events) {
		Map<String, Object> webhook = new LinkedHashMap<>();
		webhook.put("url", url);
		webhook.put("events", events);
		webhook.put("status", "active");
		webhook.put("createdAt", now());
		return this.registered.add(webhook);
	}

	List<Map<String, Object>> snapshot() {
		return this.registered.snapshot();
	}

	void publishReply(Map<String, Object> reply) {
		publish("reply.received", (this.shape == ResponseShape.REFERENCE) ? reply : Map.of("reply", reply));
	}

	void publish(String event, Map<String, ?> data) {
		Map<String, Object> envelope = new LinkedHashMap<>();
		envelope.put("event", event);
		envelope.put("timestamp", now());
		envelope.put("data", data);
		for (Map<String, Object> webhook : this.registered.rows()) {
			if (wants(webhook, event)) {
				this.deliveries.add(event, URI.create(Table.text(webhook, "url")),
						this.json.writeValueAsString(envelope));
			}
		}
	}

	private static boolean wants(Map<String, Object> webhook, String event) {
		return !EVENTS.contains(event) || (webhook.get("events") instanceof List<?> events && events.contains(event));
	}

	private String now() {
		return Timestamps.seconds(this.clock.instant());
	}

	void clear() {
		this.registered.clear();
	}

	void reset() {
		clear();
		this.shape = ResponseShape.GUIDES;
	}

}
