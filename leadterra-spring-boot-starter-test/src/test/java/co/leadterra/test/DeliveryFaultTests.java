package co.leadterra.test;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DeliveryFault} and replays.
 */
class DeliveryFaultTests extends AbstractDeliveryTests {

	private static final String OTHER_SECRET = "another_example_secret";

	@Test
	void duplicateIsTheSameAgain() {
		deliverWith(DeliveryFault.duplicate());
		raise("a");
		raise("b");
		await();
		assertThat(names()).containsExactly("a", "a", "b", "b");
		assertThat(this.receiver.received().get(1)).isEqualTo(this.receiver.received().get(0));
		assertThat(server.deliveries().all()).hasSize(4);
	}

	@Test
	void delayedDeliveryIsOvertaken() {
		deliverWith(DeliveryFault.delayed(Duration.ofMinutes(10)).once());
		raise("a");
		raise("b");
		await();
		assertThat(names()).containsExactly("b");
		server.deliveries().advanceTime(Duration.ofMinutes(10));
		await();
		assertThat(names()).containsExactly("b", "a");
	}

	@Test
	void attemptIsDelayedOnce() {
		deliverWith(DeliveryFault.delayed(Duration.ofMinutes(10)));
		raise("a");
		server.deliveries().advanceTime(Duration.ofMinutes(10));
		await();
		assertThat(names()).containsExactly("a");
	}

	@Test
	void tamperedBodyHasTheSignatureOfTheGenuineOne() {
		deliverWith(DeliveryFault.tamperedBody().once());
		raise("a");
		raise("a");
		await();
		RecordingWebhook.Received tampered = this.receiver.received().get(0);
		RecordingWebhook.Received genuine = this.receiver.received().get(1);
		assertThat(tampered.signature()).isEqualTo(genuine.signature());
		assertThat(tampered.body()).isNotEqualTo(genuine.body());
		assertThat(tampered.event()).isEqualTo("message.sent");
	}

	@Test
	void tamperedSignatureLooksRight() {
		deliverWith(DeliveryFault.tamperedSignature().once());
		raise("a");
		raise("a");
		await();
		RecordingWebhook.Received tampered = this.receiver.received().get(0);
		RecordingWebhook.Received genuine = this.receiver.received().get(1);
		assertThat(tampered.body()).isEqualTo(genuine.body());
		assertThat(tampered.signature()).isNotEqualTo(genuine.signature()).matches("[0-9a-f]{64}");
	}

	@Test
	void signatureCanBeMissing() {
		deliverWith(DeliveryFault.missingSignature());
		raise("a");
		await();
		assertThat(this.receiver.received()).extracting(RecordingWebhook.Received::signature).containsOnlyNulls();
		assertThat(server.deliveries().all().get(0).attempts()).extracting(DeliveryAttempt::signature)
			.containsOnlyNulls();
	}

	@Test
	void oldSecretCanBeUsed() {
		String old = server.webhookSecret();
		deliver();
		raise("a");
		await();
		server.deliveries().signWith(OTHER_SECRET);
		server.deliveries().inject(DeliveryFault.signedWith(old).once());
		raise("a");
		raise("a");
		await();
		assertThat(this.receiver.received().get(1)).isEqualTo(this.receiver.received().get(0));
		assertThat(this.receiver.received().get(2)).isNotEqualTo(this.receiver.received().get(0));
	}

	@Test
	void retryIsGenuineOnceTheFaultIsUsedUp() {
		this.receiver.answerWith(401);
		deliverWith(DeliveryFault.tamperedBody().once());
		raise("a");
		await();
		server.deliveries().advanceTime(Duration.ofMinutes(1));
		await();
		Delivery delivery = server.deliveries().all().get(0);
		assertThat(this.receiver.received().get(0).body()).isNotEqualTo(delivery.body());
		assertThat(this.receiver.received().get(1).body()).isEqualTo(delivery.body());
	}

	@Test
	void faultHitsOnlyItsEvent() {
		deliverWith(DeliveryFault.duplicate().on("reply.received"));
		raise("a");
		await();
		assertThat(names()).containsExactly("a");
	}

	@Test
	void faultHitsSomeTimes() {
		deliverWith(DeliveryFault.missingSignature().times(2));
		raise("a");
		raise("b");
		raise("c");
		await();
		assertThat(this.receiver.received()).extracting((request) -> request.signature() == null)
			.containsExactly(true, true, false);
	}

	@Test
	void faultHitsUntilCleared() {
		deliverWith(DeliveryFault.duplicate());
		server.deliveries().clearFaults();
		raise("a");
		await();
		assertThat(names()).containsExactly("a");
	}

	@Test
	void faultHitsAtLeastOnce() {
		DeliveryFault fault = DeliveryFault.duplicate();
		assertThatIllegalArgumentException().isThrownBy(() -> fault.times(0));
	}

	@Test
	void replayIsWhatWasSentBefore() {
		deliver();
		raise("a");
		await();
		server.deliveries().signWith(OTHER_SECRET);
		server.deliveries().replay(server.deliveries().all().get(0));
		await();
		assertThat(this.receiver.received()).hasSize(2).containsOnly(this.receiver.received().get(0));
	}

	@Test
	void whatWasNotSentCannotBeReplayed() {
		deliverWith(DeliveryFault.delayed(Duration.ofMinutes(10)));
		raise("a");
		Delivery waiting = server.deliveries().all().get(0);
		assertThatIllegalArgumentException().isThrownBy(() -> server.deliveries().replay(waiting));
	}

	private void deliverWith(DeliveryFault fault) {
		server.deliveries().inject(fault);
		deliver();
	}

}
