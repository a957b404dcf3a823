package co.leadterra.webhook;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

import co.leadterra.client.internal.json.LeadterraCodecs;
import co.leadterra.client.reply.Reply;
import co.leadterra.client.webhook.WebhookEventType;
import co.leadterra.webhook.WebhookRejectedException.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a delivery. An event is a JSON object in UTF-8 with a text
 * {@code event}, a time {@code timestamp} and an object {@code data}.
 */
class WebhookEventReader {

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper()
		.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
		.build();

	private final ObjectReader replies = this.mapper.readerFor(Reply.class);

	private final ObjectReader messages = this.mapper.readerFor(Message.class);

	WebhookEvent read(byte[] body) {
		String json = decode(body);
		try {
			return read(this.mapper.readTree(json), json);
		}
		catch (JacksonException | DateTimeException ex) {
			// the message and the cause would show the body
			throw noEvent("it is not the JSON of an event");
		}
	}

	// what is no UTF-8 does not become the same bytes again
	private static String decode(byte[] body) {
		String json = new String(body, StandardCharsets.UTF_8);
		if (!Arrays.equals(json.getBytes(StandardCharsets.UTF_8), body)) {
			throw noEvent("it is not UTF-8");
		}
		return json;
	}

	private WebhookEvent read(JsonNode envelope, String json) {
		WebhookEventType type = new WebhookEventType(text(envelope, "event"));
		Instant timestamp = Instant.parse(text(envelope, "timestamp"));
		if (!(envelope.path("data") instanceof ObjectNode data)) {
			throw noEvent("its data is not an object");
		}
		if (type.equals(WebhookEventType.CAMPAIGN_STARTED)) {
			return new CampaignStarted(timestamp, campaignId(data), json);
		}
		if (type.equals(WebhookEventType.MESSAGE_SENT)) {
			Message message = this.messages.readValue(data);
			return new MessageSent(timestamp, message.messageId(), message.campaignId(), message.email(),
					message.sequenceStep(), json);
		}
		if (type.equals(WebhookEventType.MESSAGE_BOUNCED)) {
			Message message = this.messages.readValue(data);
			return new MessageBounced(timestamp, message.messageId(), message.campaignId(), message.email(),
					message.bounceType(), message.bounceReason(), json);
		}
		if (type.equals(WebhookEventType.REPLY_RECEIVED)) {
			return new ReplyReceived(timestamp, reply(data), json);
		}
		return new UnknownEvent(type, timestamp, json);
	}

	private static String text(JsonNode envelope, String field) {
		JsonNode value = envelope.path(field);
		if (!value.isString() || value.stringValue().isBlank()) {
			throw noEvent("it has no " + field);
		}
		return value.stringValue();
	}

	private static @Nullable String campaignId(ObjectNode data) {
		for (JsonNode id : new JsonNode[] { data.path("campaignId"), data.path("campaign").path("id"),
				data.path("id") }) {
			if (id.isString() && !id.stringValue().isBlank()) {
				return id.stringValue();
			}
		}
		return null;
	}

	private Reply reply(ObjectNode data) {
		// one page of the documentation has the fields here, the other in data itself
		if (data.remove("reply") instanceof ObjectNode reply) {
			data.forEachEntry(reply.removeIf(JsonNode::isNull)::putIfAbsent);
			return this.replies.readValue(reply);
		}
		return this.replies.readValue(data);
	}

	private static WebhookRejectedException noEvent(String problem) {
		return new WebhookRejectedException(Reason.NO_EVENT, problem);
	}

	private record Message(@Nullable String messageId, @Nullable String campaignId, @Nullable String email,
			@Nullable Integer sequenceStep, @Nullable BounceType bounceType, @Nullable String bounceReason) {
	}

}
