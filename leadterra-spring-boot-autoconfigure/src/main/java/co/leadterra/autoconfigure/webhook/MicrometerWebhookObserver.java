package co.leadterra.autoconfigure.webhook;

import java.time.Duration;
import java.util.Locale;

import co.leadterra.client.internal.NeverBlocking;
import co.leadterra.webhook.UnknownEvent;
import co.leadterra.webhook.WebhookEvent;
import co.leadterra.webhook.WebhookObserver;
import co.leadterra.webhook.WebhookRejectedException;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts and times webhook deliveries. The tag {@code event} is one of the documented
 * types or {@code unknown}.
 */
class MicrometerWebhookObserver implements WebhookObserver, NeverBlocking {

	private static final String PREFIX = "leadterra.webhook.";

	private static final String EVENT = "event";

	private final MeterRegistry registry;

	MicrometerWebhookObserver(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void received() {
		this.registry.counter(PREFIX + "received").increment();
	}

	@Override
	public void rejected(WebhookRejectedException.Reason reason) {
		this.registry.counter(PREFIX + "rejected", "reason", reason.name().toLowerCase(Locale.ROOT)).increment();
	}

	@Override
	public void verified(WebhookEvent event) {
		this.registry.counter(PREFIX + "verified", EVENT, type(event)).increment();
	}

	@Override
	public void duplicate(WebhookEvent event, boolean handled) {
		this.registry
			.counter(PREFIX + "duplicates", EVENT, type(event), "original", handled ? "handled" : "being_handled")
			.increment();
	}

	@Override
	public void handled(WebhookEvent event, Duration time) {
		record(event, "handled", time);
	}

	@Override
	public void failed(WebhookEvent event, Duration time) {
		record(event, "failed", time);
	}

	private void record(WebhookEvent event, String outcome, Duration time) {
		this.registry.timer(PREFIX + "handling", EVENT, type(event), "outcome", outcome).record(time);
	}

	private static String type(WebhookEvent event) {
		return (event instanceof UnknownEvent) ? "unknown" : event.type().value();
	}

}
