package co.leadterra.test;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for failed deliveries.
 */
class DeliveryRetryTests extends AbstractDeliveryTests {

	private static final Duration LONGEST = Duration.ofHours(11);

	@Test
	void deliveryIsRetriedAsDocumentedThenGivenUp() {
		this.receiver.answerWith(500, 500, 500, 500, 500, 500);
		deliver();
		raise("a");
		server.deliveries().advanceTime(LONGEST);
		await();
		server.deliveries().advanceTime(LONGEST);
		await();
		assertThat(this.receiver.received()).hasSize(6).containsOnly(this.receiver.received().get(0));
		assertThat(server.deliveries().all()).singleElement().satisfies((delivery) -> {
			assertThat(delivery.outcome()).isEqualTo(DeliveryOutcome.GIVEN_UP);
			assertThat(delivery.attempts()).extracting((attempt) -> attempt.due().toMinutes())
				.containsExactly(0L, 1L, 6L, 36L, 156L, 636L);
		});
	}

	@Test
	void retryWaitsForItsTime() {
		this.receiver.answerWith(503);
		deliver();
		raise("a");
		server.deliveries().advanceTime(Duration.ofSeconds(30));
		await();
		assertThat(server.deliveries().all()).extracting(Delivery::outcome).containsExactly(DeliveryOutcome.PENDING);
		assertThat(this.receiver.received()).hasSize(1);
		server.deliveries().advanceTime(Duration.ofSeconds(30));
		await();
		assertThat(server.deliveries().all()).extracting(Delivery::outcome).containsExactly(DeliveryOutcome.DELIVERED);
		assertThat(this.receiver.received()).hasSize(2);
	}

	@Test
	void acceptedDeliveryIsNotRepeated() {
		this.receiver.answerWith(500, 204);
		deliver();
		raise("a");
		await();
		server.deliveries().advanceTime(LONGEST);
		await();
		assertThat(this.receiver.received()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 400, 401, 404, 500, 503 })
	void otherStatusThan2xxIsAFailure(int status) {
		this.receiver.answerWith(status);
		deliver();
		raise("a");
		await();
		assertThat(server.deliveries().all().get(0).attempts()).singleElement().satisfies((attempt) -> {
			assertThat(attempt.status()).isEqualTo(status);
			assertThat(attempt.failure()).isNull();
		});
		assertThat(server.deliveries().all()).extracting(Delivery::outcome).containsExactly(DeliveryOutcome.PENDING);
	}

	@Test
	void lateAnswerIsAFailure() {
		CountDownLatch answers = this.receiver.hold();
		server.deliveries().timeout(Duration.ofMillis(100));
		deliver();
		raise("a");
		await();
		answers.countDown();
		assertThat(server.deliveries().all().get(0).attempts()).singleElement().satisfies((attempt) -> {
			assertThat(attempt.status()).isNull();
			assertThat(attempt.failure()).contains("Timeout");
		});
	}

	@Test
	void refusedConnectionIsAFailure() {
		URI url = this.receiver.url();
		this.receiver.close();
		server.deliverTo(url);
		raise("a");
		await();
		assertThat(server.deliveries().all().get(0).attempts()).singleElement()
			.satisfies((attempt) -> assertThat(attempt.failure()).contains("ConnectException"));
	}

	@Test
	void retriesAreMadeInTheOrderDue() {
		this.receiver.answerWith(500, 500, 500);
		deliver();
		raise("a");
		await();
		server.deliveries().advanceTime(Duration.ofMinutes(2));
		await();
		raise("b");
		await();
		server.deliveries().advanceTime(Duration.ofMinutes(10));
		await();
		assertThat(names()).containsExactly("a", "a", "b", "b", "a");
	}

	@Test
	void timeCanGoFaster() {
		CountDownLatch attempts = new CountDownLatch(6);
		this.receiver.before(attempts::countDown);
		this.receiver.answerWith(500, 500, 500, 500, 500, 500);
		server.deliveries().speedUpTime(1_000_000);
		deliver();
		raise("a");
		RecordingWebhook.await(attempts);
		await();
		assertThat(server.deliveries().all()).extracting(Delivery::outcome).containsExactly(DeliveryOutcome.GIVEN_UP);
	}

	@Test
	void retryIsSignedWithTheCurrentSecret() {
		this.receiver.answerWith(401);
		deliver();
		raise("a");
		await();
		server.deliveries().signWith("another_example_secret");
		assertThat(server.webhookSecret()).isEqualTo("another_example_secret");
		server.deliveries().advanceTime(Duration.ofMinutes(1));
		await();
		assertThat(this.receiver.received()).extracting(RecordingWebhook.Received::signature).doesNotHaveDuplicates();
		assertThat(this.receiver.received()).extracting(RecordingWebhook.Received::body)
			.containsOnly(this.receiver.received().get(0).body());
	}

	@Test
	void oneAttemptIsUnderWayAtATime() {
		CountDownLatch answers = this.receiver.hold();
		deliver();
		raise("a");
		raise("b");
		assertThatIllegalStateException().isThrownBy(() -> server.deliveries().await(Duration.ofMillis(1)))
			.withMessageContaining("1 deliveries are under way and 1 wait");
		answers.countDown();
		await();
		assertThat(names()).containsExactly("a", "b");
	}

	@Test
	void severalAttemptsCanBeUnderWay() {
		CountDownLatch both = new CountDownLatch(2);
		this.receiver.before(() -> {
			both.countDown();
			RecordingWebhook.await(both);
		});
		server.deliveries().maxUnderWay(2);
		deliver();
		raise("a");
		raise("b");
		await();
		assertThat(names()).containsExactlyInAnyOrder("a", "b");
		assertThat(server.deliveries().all()).extracting(Delivery::outcome).containsOnly(DeliveryOutcome.DELIVERED);
	}

	@Test
	void senselessSettingsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> server.deliveries().maxUnderWay(0));
		assertThatIllegalArgumentException().isThrownBy(() -> server.deliveries().speedUpTime(0));
		assertThatIllegalArgumentException().isThrownBy(() -> server.deliveries().advanceTime(Duration.ofSeconds(-1)));
	}

}
