package co.leadterra.autoconfigure.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import co.leadterra.client.webhook.WebhookEventType;
import co.leadterra.webhook.CampaignStarted;
import co.leadterra.webhook.UnknownEvent;
import co.leadterra.webhook.WebhookEvent;
import co.leadterra.webhook.WebhookRejectedException.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MicrometerWebhookObserver}.
 */
class MicrometerWebhookObserverTests {

	private static final WebhookEvent STARTED = new CampaignStarted(Instant.EPOCH, "camp_1", "{}");

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MicrometerWebhookObserver observer = new MicrometerWebhookObserver(this.registry);

	private double count(String name, String... tags) {
		return this.registry.get("leadterra.webhook." + name).tags(tags).counter().count();
	}

	@Test
	void countsReceivedDeliveries() {
		this.observer.received();
		this.observer.received();
		assertThat(count("received")).isEqualTo(2);
	}

	@Test
	void countsRejectedDeliveriesByReason() {
		this.observer.rejected(Reason.WRONG_SIGNATURE);
		this.observer.rejected(Reason.TOO_OLD);
		assertThat(count("rejected", "reason", "wrong_signature")).isEqualTo(1);
		assertThat(count("rejected", "reason", "too_old")).isEqualTo(1);
	}

	@Test
	void countsVerifiedDeliveriesByEvent() {
		this.observer.verified(STARTED);
		assertThat(count("verified", "event", "campaign.started")).isEqualTo(1);
	}

	@Test
	void countsDuplicatesByWhatBecameOfTheOriginal() {
		this.observer.duplicate(STARTED, true);
		this.observer.duplicate(STARTED, false);
		assertThat(count("duplicates", "event", "campaign.started", "original", "handled")).isEqualTo(1);
		assertThat(count("duplicates", "event", "campaign.started", "original", "being_handled")).isEqualTo(1);
	}

	@Test
	void timesHandlingByOutcome() {
		this.observer.handled(STARTED, Duration.ofMillis(20));
		this.observer.failed(STARTED, Duration.ofMillis(30));
		assertThat(this.registry.get("leadterra.webhook.handling").tag("outcome", "handled").timer())
			.satisfies((timer) -> assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20));
		assertThat(this.registry.get("leadterra.webhook.handling").tag("outcome", "failed").timer())
			.satisfies((timer) -> assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(30));
	}

	@Test
	void hasOneTagValueForAllUnknownEvents() {
		for (int type = 0; type < 100; type++) {
			this.observer.verified(new UnknownEvent(new WebhookEventType("type." + type), Instant.EPOCH, "{}"));
		}
		assertThat(count("verified", "event", "unknown")).isEqualTo(100);
		assertThat(this.registry.getMeters()).hasSize(1);
	}

}
