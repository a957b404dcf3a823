package co.leadterra.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import reactor.core.publisher.Mono;

import org.springframework.cache.concurrent.ConcurrentMapCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Property tests for {@link WebhookReceiver}: whatever arrives, only a genuine delivery
 * reaches a handler, and nothing but a handler makes the answer a 5xx.
 */
class WebhookReceiverPropertyTests {

	private static final Duration WAIT = Duration.ofSeconds(10);

	private final AtomicInteger handled = new AtomicInteger();

	private final WebhookReceiver receiver = new WebhookReceiver(Deliveries.SIGNATURE,
			new WebhookDeliveries(new ConcurrentMapCache("deliveries"), WAIT, Clock.systemUTC()),
			List.of((event) -> Mono.fromRunnable(this.handled::incrementAndGet)), WAIT, List.of());

	private int status(byte[] body, String header) {
		return this.receiver.receive(body, header).block(WAIT).getStatusCode().value();
	}

	private static byte[] mutate(byte[] body, List<Integer> positions, byte value) {
		byte[] mutated = body.clone();
		for (int position : positions) {
			mutated[position % body.length] ^= value;
		}
		return mutated;
	}

	@Property
	void anyBytesWithAnySignatureAreUnauthorized(@ForAll byte[] body, @ForAll String header) {
		assertThat(status(body, header)).isEqualTo(401);
		assertThat(this.handled).hasValue(0);
	}

	@Property
	void anyBytesWithTheirSignatureAreNoEvent(@ForAll byte[] body) {
		assertThat(status(body, Deliveries.SIGNATURE.sign(body))).isEqualTo(400);
		assertThat(this.handled).hasValue(0);
	}

	@Property
	void anyJsonLikeTextWithItsSignatureIsNoServerError(@ForAll @Size(max = 12) List<JsonPart> parts) {
		StringBuilder json = new StringBuilder();
		parts.forEach((part) -> json.append(part.text));
		byte[] body = Deliveries.event("reply.received", json.toString());
		assertThat(status(body, Deliveries.SIGNATURE.sign(body))).isIn(204, 400);
	}

	@Property
	void changedDeliveryIsUnauthorizedByItsOldSignature(
			@ForAll @Size(min = 1, max = 5) List<@IntRange(max = 100_000) Integer> positions, @ForAll byte value) {
		byte[] body = Deliveries.reply("rpl_1");
		byte[] mutated = mutate(body, positions, value);
		Assume.that(!Arrays.equals(body, mutated));
		assertThat(status(mutated, Deliveries.SIGNATURE.sign(body))).isEqualTo(401);
		assertThat(this.handled).hasValue(0);
	}

	@Property
	void changedDeliveryWithItsSignatureIsNoServerError(
			@ForAll @Size(min = 1, max = 5) List<@IntRange(max = 100_000) Integer> positions, @ForAll byte value) {
		int before = this.handled.get();
		byte[] mutated = mutate(Deliveries.reply("rpl_1"), positions, value);
		assertThat(status(mutated, Deliveries.SIGNATURE.sign(mutated))).isIn(204, 400, 401);
		assertThat(this.handled.get() - before).isBetween(0, 1);
	}

	@Property
	void changedSignatureIsUnauthorized(@ForAll @IntRange(max = 63) int position, @ForAll char replacement) {
		byte[] body = Deliveries.reply("rpl_1");
		String signature = Deliveries.SIGNATURE.sign(body);
		Assume.that(Character.toLowerCase(replacement) != signature.charAt(position));
		String changed = signature.substring(0, position) + replacement + signature.substring(position + 1);
		assertThat(status(body, changed)).isEqualTo(401);
		assertThat(this.handled).hasValue(0);
	}

	enum JsonPart {

		OPEN("{"), CLOSE("}"), OPEN_LIST("["), CLOSE_LIST("]"), COMMA(","), REPLY("\"reply\":"), ID("\"id\":"),
		TEXT("\"rpl_1\""), NUMBER("1e999"), NULL("null"), TIME("\"receivedAt\":\"2026-01-15T10:00:00Z\""),
		CLASSIFICATION("\"classification\":");

		private final String text;

		JsonPart(String text) {
			this.text = text;
		}

	}

}
