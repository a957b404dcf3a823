package co.leadterra.autoconfigure.webhook;

import co.leadterra.webhook.LeadterraWebhookHandler;
import co.leadterra.webhook.WebhookEvent;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Hands events to the application's listeners, and waits for what these return.
 */
class EventPublishingWebhookHandler implements LeadterraWebhookHandler {

	private final ApplicationEventPublisher publisher;

	EventPublishingWebhookHandler(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public Mono<Void> handle(WebhookEvent event) {
		// of all operators, this one restores the observation of the request by default
		return Mono.just(event).<ListenerResults>handle((received, sink) -> {
			ListenerResults results = new ListenerResults();
			this.publisher.publishEvent(new PayloadApplicationEvent<>(results, received));
			sink.next(results);
		}).flatMap(ListenerResults::completion);
	}

}
