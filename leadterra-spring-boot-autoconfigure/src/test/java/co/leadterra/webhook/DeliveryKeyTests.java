package co.leadterra.webhook;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeliveryKey}.
 */
class DeliveryKeyTests {

	private static String key(String type, String data) {
		return DeliveryKey.of(Deliveries.read(Deliveries.event(type, data)));
	}

	private static String keyAt(String timestamp, String data) {
		return DeliveryKey.of(Deliveries
			.read("{\"event\":\"campaign.started\",\"timestamp\":\"%s\",\"data\":%s}".formatted(timestamp, data)
				.getBytes(StandardCharsets.UTF_8)));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|', delimiter = ';',
			value = { "reply.received;{\"reply\":{\"id\":\"rpl_1\"}};{\"id\":\"rpl_1\",\"email\":\"ada@example.com\"}",
					"message.sent;{\"messageId\":\"msg_1\"};{\"sequenceStep\":1,\"messageId\":\"msg_1\"}",
					"message.bounced;{\"messageId\":\"msg_1\"};{\"messageId\":\"msg_1\",\"bounceReason\":\"no\"}",
					"campaign.started;{\"campaignId\":\"camp_1\"};{\"id\":\"camp_1\"}",
					"message.opened;{\"messageId\":\"msg_1\"};{\"messageId\":\"msg_1\"}" })
	void isTheSameForTheSameEvent(String type, String data, String again) {
		assertThat(key(type, data)).isEqualTo(key(type, again));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|', delimiter = ';', value = { "reply.received;{\"id\":\"rpl_1\"};{\"id\":\"rpl_2\"}",
			"message.sent;{\"messageId\":\"msg_1\"};{\"messageId\":\"msg_2\"}",
			"message.sent;{\"sequenceStep\":1};{\"sequenceStep\":2}",
			"message.bounced;{\"messageId\":\"msg_1\",\"bounceType\":\"soft\"};"
					+ "{\"messageId\":\"msg_1\",\"bounceType\":\"hard\"}",
			"campaign.started;{\"campaignId\":\"camp_1\"};{\"campaignId\":\"camp_2\"}",
			"message.sent;{\"messageId\":\"\",\"email\":\"a@example.com\"};"
					+ "{\"messageId\":\"\",\"email\":\"b@example.com\"}",
			"message.bounced;{\"messageId\":\" \",\"email\":\"a@example.com\"};"
					+ "{\"messageId\":\" \",\"email\":\"b@example.com\"}",
			"reply.received;{\"id\":\"\",\"email\":\"a@example.com\"};{\"id\":\"\",\"email\":\"b@example.com\"}",
			"campaign.started;{\"campaignId\":\"\",\"id\":\"camp_1\"};{\"campaignId\":\"\",\"id\":\"camp_2\"}",
			"campaign.started;{\"id\":\" \",\"name\":\"a\"};{\"id\":\" \",\"name\":\"b\"}",
			"message.opened;{\"messageId\":\"msg_1\",\"count\":1};{\"messageId\":\"msg_1\",\"count\":2}" })
	void differsForAnotherEventOfTheSameType(String type, String data, String other) {
		assertThat(key(type, data)).isNotEqualTo(key(type, other));
	}

	@Test
	void differsForAnotherTypeWithTheSameIdentifier() {
		assertThat(key("message.sent", "{\"messageId\":\"1\"}")).isNotEqualTo(key("reply.received", "{\"id\":\"1\"}"))
			.isNotEqualTo(key("message.bounced", "{\"messageId\":\"1\"}"));
	}

	@Test
	void differsForACampaignThatStartsAgain() {
		assertThat(keyAt("2026-01-15T10:00:00Z", "{\"id\":\"camp_1\"}"))
			.isNotEqualTo(keyAt("2026-01-16T10:00:00Z", "{\"id\":\"camp_1\"}"));
	}

	@Test
	void isShortHoweverLongTheIdentifier() {
		assertThat(key("message.sent", "{\"messageId\":\"%s\"}".formatted("x".repeat(100_000)))).hasSize(64);
	}

}
