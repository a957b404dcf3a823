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
 * @param number greater than that of every event before it, also before a restart
 * @param type the kind of event
 * @param timestamp the time of the event
 * @param subject whom or what it is about
 * @param text what there is to say
 * @param classification the class of a reply
 */
record FeedEvent(long number, String type, Instant timestamp, @Nullable String subject, @Nullable String text,
		@Nullable String classification) {

	static FeedEvent of(long number, WebhookEvent event) {
		if (event instanceof ReplyReceived received) {
			Reply reply = received.reply();
			ReplyClassification classification = reply.classification();
			return of(number, event, reply.email(), reply.threadSnippet(),
					(classification != null) ? classification.value() : null);
		}
		if (event instanceof MessageBounced bounced) {
			return of(number, event, bounced.email(), bounced.bounceReason(), null);
		}
		if (event instanceof MessageSent sent) {
			return of(number, event, sent.email(), (sent.sequenceStep() != null) ? "Step " + sent.sequenceStep() : null,
					null);
		}
		return of(number, event, (event instanceof CampaignStarted started) ? started.campaignId() : null, null, null);
	}

	private static FeedEvent of(long number, WebhookEvent event, @Nullable String subject, @Nullable String text,
			@Nullable String classification) {
		return new FeedEvent(number, event.type().value(), event.timestamp(), subject, text, classification);
	}

}
