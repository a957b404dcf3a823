package co.leadterra.samples.webhookconsole;

import java.time.Instant;

import co.leadterra.client.reply.Reply;
import co.leadterra.client.reply.ReplyClassification;
import co.leadterra.webhook.CampaignStarted;
import co.leadterra.webhook.MessageBounced;
import co.leadterra.webhook.MessageSent;
import co.leadterra.webhook.ReplyReceived;
import co.leadterra.webhook.WebhookEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of an event. Its texts come from outside.
 *
 * @param type the kind of event
 * @param timestamp the time of the event
 * @param subject whom or what it is about
 * @param text what there is to say
 * @param classification the class of a reply
 */
record FeedEvent(String type, Instant timestamp, @Nullable String subject, @Nullable String text,
		@Nullable String classification) {

	static FeedEvent of(WebhookEvent event) {
		if (event instanceof ReplyReceived received) {
			Reply reply = received.reply();
			ReplyClassification classification = reply.classification();
			return of(event, reply.email(), reply.threadSnippet(),
					(classification != null) ? classification.value() : null);
		}
		if (event instanceof MessageBounced bounced) {
			return of(event, bounced.email(), bounced.bounceReason(), null);
		}
		if (event instanceof MessageSent sent) {
			return of(event, sent.email(), (sent.sequenceStep() != null) ? "Step " + sent.sequenceStep() : null, null);
		}
		return of(event, (event instanceof CampaignStarted started) ? started.campaignId() : null, null, null);
	}

	private static FeedEvent of(WebhookEvent event, @Nullable String subject, @Nullable String text,
			@Nullable String classification) {
		return new FeedEvent(event.type().value(), event.timestamp(), subject, text, classification);
	}

}
