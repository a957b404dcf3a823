package co.leadterra.samples.webhookconsole;

import java.time.Instant;

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

	// more than there can be, so that a restarted application goes on above them
	private static final int EVENTS_PER_MILLISECOND = 1000;

	private final Sinks.Many<FeedEvent> events = Sinks.many().replay().limit(CAPACITY);

	private final Sinks.Many<Totals> totals = Sinks.many().replay().latestOrDefault(Totals.NONE);

	private Totals latestTotals = Totals.NONE;

	private volatile long latestNumber = Instant.now().toEpochMilli() * EVENTS_PER_MILLISECOND;

	@EventListener
	synchronized void on(WebhookEvent event) {
		FeedEvent shown = FeedEvent.of(this.latestNumber + 1, event);
		this.latestNumber = shown.number();
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

	/**
	 * Returns the number of the latest event, or one below that of the first.
	 * @return the number
	 */
	long latestNumber() {
		return this.latestNumber;
	}

	Flux<Totals> totals() {
		return this.totals.asFlux().onBackpressureLatest();
	}

}
