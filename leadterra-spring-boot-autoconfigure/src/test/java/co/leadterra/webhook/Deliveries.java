package co.leadterra.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Deliveries as Leadterra would send them, and what verifies them.
 */
final class Deliveries {

	static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

	static final WebhookSignature SIGNATURE = WebhookSignature.of("sk_test_example")
		.withClock(Clock.fixed(NOW, ZoneOffset.UTC));

	private Deliveries() {
	}

	static byte[] reply(String id) {
		return event("reply.received", "{\"reply\":{\"id\":\"%s\",\"classification\":\"interested\"}}".formatted(id));
	}

	static byte[] event(String type, String data) {
		return "{\"event\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}".formatted(type, NOW, data)
			.getBytes(StandardCharsets.UTF_8);
	}

	static WebhookEvent read(byte[] body) {
		return new WebhookEventReader().read(body);
	}

}
