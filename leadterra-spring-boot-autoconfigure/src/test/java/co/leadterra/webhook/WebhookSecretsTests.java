package co.leadterra.webhook;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import co.leadterra.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for secrets that change.
 */
class WebhookSecretsTests {

	private static final Duration OVERLAP = Duration.ofHours(1);

	private static final Duration WAIT = Duration.ofSeconds(10);

	private static final byte[] BODY = Deliveries.event("campaign.started", "{}");

	private final MovableClock clock = new MovableClock(Deliveries.NOW);

	private final AtomicInteger reads = new AtomicInteger();

	private Supplier<String> source = () -> "sk_test_old";

	private WebhookReceiver receiver;

	@BeforeEach
	void receive() {
		WebhookSignature signature = WebhookSignature.of(() -> {
			this.reads.incrementAndGet();
			assertThat(Schedulers.isInNonBlockingThread()).isFalse();
			return List.of(WebhookSecret.of(this.source.get()));
		}, OVERLAP).withClock(this.clock);
		this.receiver = new WebhookReceiver(signature, WebhookDeliveries.inMemory(WAIT, this.clock),
				List.of((event) -> Mono.empty()), WAIT, List.of());
	}

	private int status(String secret) {
		return this.receiver.receive(BODY, WebhookSignature.of(secret).sign(BODY))
			.subscribeOn(Schedulers.parallel())
			.block(WAIT)
			.getStatusCode()
			.value();
	}

	@Test
	void newOneIsTakenOverWhenADeliveryIsSignedWithIt() {
		this.source = () -> "sk_test_new";
		assertThat(status("sk_test_new")).isEqualTo(204);
	}

	@Test
	void oldOneIsAcceptedForAnOverlap() {
		this.source = () -> "sk_test_new";
		status("sk_test_new");
		this.clock.advance(OVERLAP);
		assertThat(status("sk_test_old")).isEqualTo(204);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(status("sk_test_old")).isEqualTo(401);
		assertThat(status("sk_test_new")).isEqualTo(204);
	}

	@Test
	void sourceIsNotAskedForEachWrongSignature() {
		for (int delivery = 0; delivery < 100; delivery++) {
			assertThat(status("sk_test_wrong")).isEqualTo(401);
		}
		assertThat(this.reads).hasValue(2);
		this.clock.advance(Duration.ofSeconds(11));
		status("sk_test_wrong");
		assertThat(this.reads).hasValue(3);
	}

	@Test
	void sourceIsNotAskedWhileSignaturesAreRight() {
		status("sk_test_old");
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void oldOneStaysIfTheNewOneCannotBeRead() {
		this.source = () -> {
			throw new IllegalStateException("The file is being replaced");
		};
		assertThat(status("sk_test_new")).isEqualTo(401);
		assertThat(status("sk_test_old")).isEqualTo(204);
		this.source = () -> "\"sk_test_new";
		this.clock.advance(Duration.ofSeconds(11));
		assertThat(status("sk_test_new")).isEqualTo(401);
		assertThat(status("sk_test_old")).isEqualTo(204);
	}

}
