package co.leadterra.samples.webhookconsole;

import co.leadterra.webhook.WebhookEvent;
import co.leadterra.webhook.WebhookObserver;
import co.leadterra.webhook.WebhookRejectedException;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The latest events, for all who look at the page. Neither they nor a page that does not
 * read make it grow: what is more than {@link #CAPACITY} is dropped, the oldest first.
 */
@Component
class EventFeed implements WebhookObserver {

	static final int CAPACITY = 100;

	private final Sinks.Many<FeedEvent> events = Sinks.many().replay().limit(CAPACITY);

	private final Sinks.Many<Totals> totals = Sinks.many().replay().latestOrDefault(Totals.NONE);

	private Totals latestTotals = Totals.NONE;

	@EventListener
	synchronized void on(WebhookEvent event) {
		FeedEvent shown = FeedEvent.of(event);
		this.events.emitNext(shown, Sinks.EmitFailureHandler.FAIL_FAST);
		emit(this.latestTotals.plusHandled(shown));
	}

	@Override
	public synchronized void duplicate(WebhookEvent event, boolean handled) {
		emit(this.latestTotals.plusDuplicate());
	}

	@Override
	public synchronized void rejected(WebhookRejectedException.Reason reason) {
		emit(this.latestTotals.plusRejected());
	}

	private void emit(Totals changed) {
		this.latestTotals = changed;
		this.totals.emitNext(changed, Sinks.EmitFailureHandler.FAIL_FAST);
	}

	Flux<FeedEvent> events() {
		return this.events.asFlux().onBackpressureBuffer(CAPACITY, BufferOverflowStrategy.DROP_OLDEST);
	}

	Flux<Totals> totals() {
		return this.totals.asFlux().onBackpressureLatest();
	}

}
