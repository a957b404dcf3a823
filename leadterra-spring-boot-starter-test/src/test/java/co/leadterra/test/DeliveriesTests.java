package co.leadterra.test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the beginning and the end of {@link Deliveries}.
 */
class DeliveriesTests extends AbstractDeliveryTests {

	@Test
	void resetDropsWhatWaits() {
		this.receiver.answerWith(500);
		deliver();
		raise("a");
		await();
		server.reset();
		deliver();
		raise("b");
		server.deliveries().advanceTime(Duration.ofHours(11));
		await();
		assertThat(names()).containsExactly("a", "b");
		assertThat(server.deliveries().all()).hasSize(1);
	}

	@Test
	void resetLetsTheReceiverFinish() {
		CountDownLatch atWork = new CountDownLatch(1);
		AtomicBoolean finished = new AtomicBoolean();
		this.receiver.before(() -> {
			atWork.countDown();
			http.get("/v1/replies");
			finished.set(true);
		});
		deliver();
		raise("a");
		raise("b");
		RecordingWebhook.await(atWork);
		server.reset();
		assertThat(finished).isTrue();
		await();
		assertThat(names()).containsExactly("a");
	}

	@Test
	void resetDoesNotWaitForever() {
		CountDownLatch answers = this.receiver.hold();
		deliver();
		raise("a");
		server.reset();
		assertThat(answers.getCount()).isOne();
		await();
		answers.countDown();
		assertThat(server.deliveries().all()).isEmpty();
	}

	@Test
	void resetTakesSettingsBack() {
		String secret = server.webhookSecret();
		server.deliveries().signWith("another_example_secret");
		server.deliveries().encodeSignatures((hmac) -> "none");
		server.deliveries().timeout(Duration.ofNanos(1));
		server.deliveries().inject(DeliveryFault.duplicate());
		server.respondWith(ResponseShape.REFERENCE);
		deliver();
		server.reset();
		assertThat(server.webhookSecret()).isEqualTo(secret);
		assertThat(server.workspace().webhooks()).isEmpty();
		deliver();
		server.workspace().addReply(server.workspace().addCampaign(Map.of()), Map.of());
		await();
		assertThat(this.receiver.received()).singleElement().satisfies((request) -> {
			assertThat(request.signature()).matches("[0-9a-f]{64}");
			assertThat(request.json().at("/data/reply/id").asString()).isNotEmpty();
		});
	}

	@Test
	void resetUsesNoIdOfAnEventAgain() {
		String campaign = server.workspace().addCampaign(Map.of());
		String reply = server.workspace().addReply(campaign, Map.of());
		server.reset();
		assertThat(server.workspace().addCampaign(Map.of())).isEqualTo("camp_2").isNotEqualTo(campaign);
		assertThat(server.workspace().addReply("camp_2", Map.of())).isNotEqualTo(reply);
	}

	@Test
	void closedServerDeliversNothing() {
		LeadterraServer closed = LeadterraServer.start();
		closed.deliverTo(this.receiver.url());
		closed.close();
		closed.workspace().raiseEvent("message.sent", Map.of());
		closed.deliveries().await(TIMEOUT);
		assertThat(closed.deliveries().all()).isEmpty();
	}

	@Test
	void threadsDoNotKeepTheMachineRunning() {
		deliver();
		raise("a");
		await();
		assertThat(Thread.getAllStackTraces().keySet())
			.filteredOn((thread) -> thread.getName().startsWith("leadterra-deliveries"))
			.isNotEmpty()
			.allMatch(Thread::isDaemon);
	}

	@Test
	void latestDeliveriesAreKept() {
		try (LeadterraServer small = LeadterraServer.builder().maxRecordedRequests(2).start()) {
			small.deliverTo(this.receiver.url());
			for (int i = 1; i <= 3; i++) {
				small.workspace().raiseEvent("message.sent", Map.of("name", Integer.toString(i)));
			}
			small.deliveries().await(TIMEOUT);
			assertThat(names()).containsExactly("1", "2", "3");
			assertThat(small.deliveries().all()).extracting(Delivery::body)
				.satisfiesExactly((body) -> assertThat(body).contains("\"2\""),
						(body) -> assertThat(body).contains("\"3\""));
		}
	}

	@Test
	void secretCanBeChosen() {
		try (LeadterraServer chosen = LeadterraServer.builder().webhookSecret("another_example_secret").start()) {
			assertThat(chosen.webhookSecret()).isEqualTo("another_example_secret");
			chosen.deliveries().signWith("a_third_example_secret");
			chosen.reset();
			assertThat(chosen.webhookSecret()).isEqualTo("another_example_secret");
		}
	}

}
