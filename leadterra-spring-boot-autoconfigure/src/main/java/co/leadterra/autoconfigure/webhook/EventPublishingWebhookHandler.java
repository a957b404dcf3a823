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
		return Mono.defer(() -> {
			ListenerResults results = new ListenerResults();
			this.publisher.publishEvent(new PayloadApplicationEvent<>(results, event));
			return results.completion();
		});
	}

}
