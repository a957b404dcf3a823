package co.leadterra.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import co.leadterra.client.reply.Reply;
import co.leadterra.client.reply.ReplyClassification;
import co.leadterra.client.webhook.WebhookEventType;
import co.leadterra.webhook.WebhookRejectedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WebhookEventReader}.
 */
class WebhookEventReaderTests {

	private static final Instant TIMESTAMP = Instant.parse("2026-01-15T10:00:00Z");

	private static WebhookEvent read(String json) {
		return new WebhookEventReader().read(json.getBytes(StandardCharsets.UTF_8));
	}

	private static String event(String type, String data) {
		return "{\"event\":\"%s\",\"timestamp\":\"2026-01-15T10:00:00Z\",\"data\":%s}".formatted(type, data);
	}

	private static void assertNoEvent(byte[] body) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> new WebhookEventReader().read(body))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.NO_EVENT))
			.withNoCause();
	}

	private static void assertNoEvent(String json) {
		assertNoEvent(json.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void readsAStartedCampaign() {
		String json = event("campaign.started", "{\"campaignId\":\"camp_1\"}");
		assertThat(read(json)).isEqualTo(new CampaignStarted(TIMESTAMP, "camp_1", json));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"campaign\":{\"id\":\"camp_1\"}}", "{\"id\":\"camp_1\"}" })
	void findsTheCampaignWhereItMayBe(String data) {
		assertThat(read(event("campaign.started", data))).isInstanceOfSatisfying(CampaignStarted.class,
				(event) -> assertThat(event.campaignId()).isEqualTo("camp_1"));
	}

	@Test
	void readsAStartedCampaignWithoutFields() {
		assertThat(read(event("campaign.started", "{}"))).isInstanceOfSatisfying(CampaignStarted.class,
				(event) -> assertThat(event.campaignId()).isNull());
	}

	@Test
	void readsASentMessage() {
		String json = event("message.sent",
				"{\"messageId\":\"msg_1\",\"campaignId\":\"camp_1\",\"email\":\"ada@example.com\",\"sequenceStep\":2}");
		assertThat(read(json)).isEqualTo(new MessageSent(TIMESTAMP, "msg_1", "camp_1", "ada@example.com", 2, json));
	}

	@Test
	void readsASentMessageWithoutFields() {
		String json = event("message.sent", "{\"sequenceStep\":null}");
		assertThat(read(json)).isEqualTo(new MessageSent(TIMESTAMP, null, null, null, null, json));
	}

	@Test
	void readsABouncedMessage() {
		String json = event("message.bounced",
				"{\"messageId\":\"msg_1\",\"bounceType\":\"hard\",\"bounceReason\":\"550 no such user\"}");
		assertThat(read(json))
			.isEqualTo(new MessageBounced(TIMESTAMP, "msg_1", null, null, BounceType.HARD, "550 no such user", json));
	}

	@Test
	void keepsABounceTypeThatIsNew() {
		assertThat(read(event("message.bounced", "{\"bounceType\":\"blocked\"}"))).isInstanceOfSatisfying(
				MessageBounced.class, (event) -> assertThat(event.bounceType()).hasToString("blocked"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"reply\":{\"id\":\"rpl_1\",\"email\":\"ada@example.com\",\"campaignId\":\"camp_1\","
			+ "\"classification\":\"interested\",\"receivedAt\":\"2026-01-15T09:59:58Z\",\"threadSnippet\":\"Yes\"}}",
			"{\"id\":\"rpl_1\",\"email\":\"ada@example.com\",\"campaignId\":\"camp_1\","
					+ "\"classification\":\"interested\",\"receivedAt\":\"2026-01-15T09:59:58Z\",\"threadSnippet\":\"Yes\"}",
			"{\"id\":\"evt_1\",\"reply\":{\"id\":\"rpl_1\",\"email\":null,\"classification\":\"interested\"},"
					+ "\"email\":\"ada@example.com\",\"campaignId\":\"camp_1\","
					+ "\"receivedAt\":\"2026-01-15T09:59:58Z\",\"threadSnippet\":\"Yes\"}" })
	void readsAReplyFromBothPlaces(String data) {
		String json = event("reply.received", data);
		assertThat(read(json)).isEqualTo(new ReplyReceived(TIMESTAMP, new Reply("rpl_1", "ada@example.com", "camp_1",
				ReplyClassification.INTERESTED, Instant.parse("2026-01-15T09:59:58Z"), "Yes"), json));
	}

	@Test
	void keepsAnEventThatIsNotKnown() {
		String json = event("message.opened", "{\"messageId\":\"msg_1\"}");
		assertThat(read(json)).isEqualTo(new UnknownEvent(new WebhookEventType("message.opened"), TIMESTAMP, json));
	}

	@Test
	void readsATimestampWithAnOffset() {
		assertThat(read("{\"event\":\"campaign.started\",\"timestamp\":\"2026-01-15T12:00:00.000+02:00\",\"data\":{}}")
			.timestamp()).isEqualTo(TIMESTAMP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "1", "\"text\"", "[]", "{}", "not json", "{\"event\":", "\ufeff{}",
			"event=reply.received", "{\"event\":\"campaign.started\"}",
			"{\"event\":\"campaign.started\",\"timestamp\":\"2026-01-15T10:00:00Z\",\"data\":{}} {}" })
	void refusesABodyThatIsNoEnvelope(String json) {
		assertNoEvent(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"\"", "\" \"", "1", "{}", "[\"campaign.started\"]" })
	void refusesAnEventThatIsNoText(String event) {
		assertNoEvent("{\"event\":%s,\"timestamp\":\"2026-01-15T10:00:00Z\",\"data\":{}}".formatted(event));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"\"", "1768471200", "\"1768471200\"", "\"yesterday\"", "\"2026-01-15\"",
			"\"2026-01-15T10:00:00\"", "\"2026-02-30T10:00:00Z\"", "{}" })
	void refusesATimestampThatIsNoTime(String timestamp) {
		assertNoEvent("{\"event\":\"campaign.started\",\"timestamp\":%s,\"data\":{}}".formatted(timestamp));
	}

	@Test
	void refusesAnEventWithoutTimestamp() {
		assertNoEvent("{\"event\":\"campaign.started\",\"data\":{}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "1", "\"text\"", "[]", "true" })
	void refusesDataThatIsNoObject(String data) {
		assertNoEvent(event("message.opened", data));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{}", "{\"reply\":{}}", "{\"reply\":{\"id\":null}}", "{\"reply\":\"rpl_1\"}", "{\"reply\":[]}",
					"{\"reply\":{\"id\":\"rpl_1\",\"receivedAt\":\"yesterday\"}}", "{\"reply\":{\"id\":{}}}" })
	void refusesAReplyThatIsNone(String data) {
		assertNoEvent(event("reply.received", data));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"sequenceStep\":\"two\"}", "{\"sequenceStep\":1e400}",
			"{\"sequenceStep\":99999999999999999999}", "{\"messageId\":{}}", "{\"messageId\":[\"msg_1\"]}" })
	void refusesAMessageWithFieldsOfAnotherType(String data) {
		assertNoEvent(event("message.sent", data));
	}

	@Test
	void refusesDuplicateKeys() {
		assertNoEvent(
				"{\"event\":\"campaign.started\",\"event\":\"reply.received\",\"timestamp\":\"2026-01-15T10:00:00Z\",\"data\":{}}");
		assertNoEvent(event("message.sent", "{\"messageId\":\"msg_1\",\"messageId\":\"msg_2\"}"));
	}

	@Test
	void refusesDeepNesting() {
		assertNoEvent(event("message.opened", "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
		assertNoEvent("[".repeat(1_000_000));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0x80, 0xc0, 0xed, 0xff })
	void refusesInvalidUtf8(int start) {
		byte[] body = event("message.sent", "{\"messageId\":\"XYZ\"}").getBytes(StandardCharsets.UTF_8);
		int position = new String(body, StandardCharsets.UTF_8).indexOf("XYZ");
		body[position] = (byte) start;
		body[position + 1] = (byte) 0xa0;
		body[position + 2] = (byte) 0x80;
		assertNoEvent(body);
	}

	@Test
	void refusesUtf16() {
		assertNoEvent(event("campaign.started", "{}").getBytes(StandardCharsets.UTF_16));
	}

	@Test
	void showsNothingOfABodyThatItRefuses() {
		String json = event("reply.received", "{\"reply\":{\"id\":\"rpl_1\",\"receivedAt\":\"private\"}}");
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> read(json))
			.withMessage("The body is no event: it is not the JSON of an event");
	}

}
