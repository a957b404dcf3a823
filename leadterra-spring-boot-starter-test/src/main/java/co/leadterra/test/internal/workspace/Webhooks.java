package co.leadterra.test.internal.workspace;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import co.leadterra.test.ResponseShape;
import tools.jackson.databind.json.JsonMapper;

/**
 * The registered webhooks, each of which is told the events it wants to know.
 */
public final class Webhooks {

	public static final Set<String> EVENTS = Set.of("campaign.started", "message.sent", "message.bounced",
			"reply.received");

	private final JsonMapper json = new JsonMapper();

	private final Clock clock;

	private final Sink deliveries;

	private final Table registered = new Table("wh_");

	private volatile ResponseShape shape = ResponseShape.GUIDES;

	public Webhooks(Clock clock, Sink deliveries) {
		this.clock = clock;
		this.deliveries = deliveries;
	}

	public void shape(ResponseShape shape) {
		this.shape = shape;
	}

	public Map<String, Object> register(String url, List<String> events) {
		Map<String, Object> webhook = new LinkedHashMap<>();
		webhook.put("url", url);
		webhook.put("events", events);
		webhook.put("status", "active");
		webhook.put("createdAt", now());
		return this.registered.add(webhook);
	}

	public List<Map<String, Object>> snapshot() {
		return this.registered.snapshot();
	}

	void publishReply(Map<String, Object> reply) {
		publish("reply.received", (this.shape == ResponseShape.REFERENCE) ? reply : Map.of("reply", reply));
	}

	public void publish(String event, Map<String, ?> data) {
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

	public void clear() {
		this.registered.clear();
	}

	public void reset() {
		clear();
		this.shape = ResponseShape.GUIDES;
	}

	/**
	 * Where events go.
	 */
	@FunctionalInterface
	public interface Sink {

		/**
		 * Takes an event.
		 * @param event its type
		 * @param url where the webhook is
		 * @param body the event as JSON
		 */
		void add(String event, URI url, String body);

	}

}
