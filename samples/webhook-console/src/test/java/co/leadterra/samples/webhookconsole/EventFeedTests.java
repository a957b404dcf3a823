package co.leadterra.samples.webhookconsole;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import co.leadterra.client.reply.Reply;
import co.leadterra.client.reply.ReplyClassification;
import co.leadterra.client.webhook.WebhookEventType;
import co.leadterra.webhook.ReplyReceived;
import co.leadterra.webhook.UnknownEvent;
import co.leadterra.webhook.WebhookEvent;
import co.leadterra.webhook.WebhookRejectedException.Reason;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventFeed}.
 */
class EventFeedTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final EventFeed feed = new EventFeed();

	@Test
	void latestEventsAreReplayed() {
		publish(EventFeed.CAPACITY + 20);
		assertThat(latest(EventFeed.CAPACITY)).extracting(FeedEvent::type)
			.hasSize(EventFeed.CAPACITY)
			.startsWith("event.21")
			.endsWith("event." + (EventFeed.CAPACITY + 20));
	}

	@Test
	void pageThatDoesNotReadLosesTheOldest() {
		int count = 10 * EventFeed.CAPACITY;
		StepVerifier.create(this.feed.events().map(FeedEvent::type), 0)
			.then(() -> publish(count))
			.thenRequest(1)
			.expectNext("event." + (count - EventFeed.CAPACITY + 1))
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void repliesAreCountedByClass() {
		this.feed.on(reply("interested"));
		this.feed.on(reply("interested"));
		this.feed.on(reply("referral"));
		this.feed.on(reply(null));
		assertThat(totals().handled()).isEqualTo(4);
		assertThat(totals().replies()).containsOnly(Map.entry("interested", 2L), Map.entry("referral", 1L));
	}

	@Test
	void classesAreBounded() {
		for (int i = 0; i < 3 * Totals.MAX_CLASSES; i++) {
			this.feed.on(reply("class" + i));
		}
		assertThat(totals().replies()).hasSize(Totals.MAX_CLASSES + 1)
			.containsEntry(Totals.OTHER, 2L * Totals.MAX_CLASSES);
	}

	@Test
	void whatIsNotHandledIsCounted() {
		this.feed.rejected(Reason.WRONG_SIGNATURE);
		this.feed.duplicate(reply("interested"), true);
		assertThat(totals()).isEqualTo(new Totals(0, 1, 1, Map.of()));
	}

	private void publish(int count) {
		for (int i = 1; i <= count; i++) {
			this.feed.on(new UnknownEvent(new WebhookEventType("event." + i), Instant.EPOCH, "{}"));
		}
	}

	private List<FeedEvent> latest(int count) {
		return this.feed.events().take(count).collectList().blockOptional(TIMEOUT).orElseThrow();
	}

	private Totals totals() {
		return this.feed.totals().next().blockOptional(TIMEOUT).orElseThrow();
	}

	private static WebhookEvent reply(String classification) {
		Reply reply = new Reply("rpl_1", "ada@example.com", "camp_1",
				(classification != null) ? new ReplyClassification(classification) : null, null, "Hello");
		return new ReplyReceived(Instant.EPOCH, reply, "{}");
	}

}
