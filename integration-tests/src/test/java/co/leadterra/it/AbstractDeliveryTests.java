package co.leadterra.it;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.reply.ReplyClassification;
import co.leadterra.test.AutoConfigureLeadterraServer;
import co.leadterra.test.Delivery;
import co.leadterra.test.DeliveryFault;
import co.leadterra.test.LeadterraServer;
import co.leadterra.test.ResponseShape;
import co.leadterra.webhook.BounceType;
import co.leadterra.webhook.CampaignStarted;
import co.leadterra.webhook.MessageBounced;
import co.leadterra.webhook.MessageSent;
import co.leadterra.webhook.ReplyReceived;
import co.leadterra.webhook.UnknownEvent;
import co.leadterra.webhook.WebhookEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application that the stand-in delivers to. The two have no code for
 * signatures in common.
 */
@AutoConfigureLeadterraServer(simulatedActivity = true)
abstract class AbstractDeliveryTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	static final List<Function<byte[], String>> ENCODINGS = List.of(HexFormat.of()::formatHex,
			HexFormat.of().withUpperCase()::formatHex, Base64.getEncoder()::encodeToString,
			Base64.getUrlEncoder().withoutPadding()::encodeToString,
			(hmac) -> "sha256=" + HexFormat.of().formatHex(hmac));

	@Autowired
	private LeadterraClient leadterra;

	@Autowired
	private LeadterraServer server;

	@Autowired
	private Inbox inbox;

	@LocalServerPort
	private int port;

	@BeforeEach
	void deliver() {
		this.inbox.events.clear();
		this.inbox.failures.set(0);
		this.server.deliverTo(URI.create("http://localhost:" + this.port + "/webhooks/leadterra"));
	}

	@Test
	void whatHappensIsHandledInOrder() {
		String campaign = this.server.workspace().addCampaign(Map.of());
		String[] leads = new String[10];
		for (int i = 0; i < leads.length; i++) {
			leads[i] = "lead" + i + "@example.com";
		}
		this.server.workspace().addLeads(campaign, leads);
		this.leadterra.campaigns().start(campaign).block(TIMEOUT);
		await();
		assertThat(this.inbox.events).hasSize(14);
		assertThat(this.inbox.events.get(0)).isInstanceOfSatisfying(CampaignStarted.class,
				(started) -> assertThat(started.campaignId()).isEqualTo(campaign));
		assertThat(this.inbox.events.get(1)).isInstanceOfSatisfying(MessageSent.class, (sent) -> {
			assertThat(sent.messageId()).isNotNull();
			assertThat(sent.campaignId()).isEqualTo(campaign);
			assertThat(sent.email()).isEqualTo("lead0@example.com");
			assertThat(sent.sequenceStep()).isNotNull();
		});
		assertThat(this.inbox.events.get(11)).isInstanceOfSatisfying(MessageBounced.class, (bounced) -> {
			assertThat(bounced.bounceType()).isEqualTo(BounceType.HARD);
			assertThat(bounced.bounceReason()).isNotBlank();
			assertThat(bounced.email()).isEqualTo("lead9@example.com");
		});
		assertThat(this.inbox.events.get(12)).isInstanceOf(ReplyReceived.class);
		assertThat(statuses()).containsOnly(204);
	}

	@ParameterizedTest
	@EnumSource(ResponseShape.class)
	void replyIsReadInEveryForm(ResponseShape shape) {
		this.server.respondWith(shape);
		String id = addReply();
		await();
		assertThat(this.inbox.events).singleElement().isInstanceOfSatisfying(ReplyReceived.class, (received) -> {
			assertThat(received.reply().id()).isEqualTo(id);
			assertThat(received.reply().classification()).isEqualTo(ReplyClassification.INTERESTED);
			assertThat(received.reply().threadSnippet()).isEqualTo("Grüße");
		});
	}

	@ParameterizedTest
	@FieldSource("ENCODINGS")
	void signatureIsReadInEveryForm(Function<byte[], String> encoding) {
		this.server.deliveries().encodeSignatures(encoding);
		addReply();
		await();
		assertThat(this.inbox.events).hasSize(1);
	}

	@Test
	void undocumentedEventIsHandled() {
		this.server.workspace().raiseEvent("campaign.finished", Map.of("campaignId", "camp_1"));
		await();
		assertThat(this.inbox.events).singleElement().isInstanceOf(UnknownEvent.class);
	}

	@Test
	void duplicateIsHandledOnce() {
		this.server.deliveries().inject(DeliveryFault.duplicate());
		addReply();
		await();
		assertThat(this.inbox.events).hasSize(1);
		assertThat(statuses()).containsExactly(204, 204);
	}

	@Test
	void replayIsHandledOnce() {
		addReply();
		await();
		this.server.deliveries().replay(this.server.deliveries().all().get(0));
		await();
		assertThat(this.inbox.events).hasSize(1);
	}

	@ParameterizedTest
	@FieldSource("FORGERIES")
	void forgeryIsNotHandledButTheGenuineRetryIs(DeliveryFault forgery) {
		this.server.deliveries().inject(forgery.once());
		addReply();
		await();
		assertThat(this.inbox.events).isEmpty();
		assertThat(statuses()).containsExactly(401);
		this.server.deliveries().advanceTime(Duration.ofMinutes(1));
		await();
		assertThat(this.inbox.events).hasSize(1);
		assertThat(statuses()).containsExactly(401, 204);
	}

	static final List<DeliveryFault> FORGERIES = List.of(DeliveryFault.tamperedBody(),
			DeliveryFault.tamperedSignature(), DeliveryFault.missingSignature(),
			DeliveryFault.signedWith("another_example_secret"));

	@Test
	void failedHandlingIsTriedAgain() {
		this.inbox.failures.set(2);
		addReply();
		this.server.deliveries().advanceTime(Duration.ofMinutes(6));
		await();
		assertThat(this.inbox.events).hasSize(1);
		assertThat(statuses()).hasSize(3).startsWith(500, 500).endsWith(204);
	}

	private String addReply() {
		String campaign = this.server.workspace().addCampaign(Map.of());
		return this.server.workspace().addReply(campaign, Map.of("threadSnippet", "Grüße"));
	}

	private void await() {
		this.server.deliveries().await(TIMEOUT);
	}

	private List<Integer> statuses() {
		return this.server.deliveries()
			.all()
			.stream()
			.map(Delivery::attempts)
			.flatMap(List::stream)
			.map((attempt) -> attempt.status())
			.toList();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Inbox inbox() {
			return new Inbox();
		}

	}

	static class Inbox {

		private final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

		private final AtomicInteger failures = new AtomicInteger();

		@EventListener
		void on(WebhookEvent event) {
			if (this.failures.getAndDecrement() > 0) {
				throw new IllegalStateException("Handling fails");
			}
			this.events.add(event);
		}

	}

}
