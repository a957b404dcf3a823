package co.leadterra.autoconfigure.webhook;

import java.time.Duration;

import co.leadterra.autoconfigure.webhook.WebhookBodies.UnreadableBodyException;
import co.leadterra.webhook.WebhookRejectedException.Reason;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookBodies}.
 */
class WebhookBodiesTests {

	private static final Duration WAIT = Duration.ofSeconds(10);

	/**
	 * Longer than is waited for, since a body that had to go fails like one that is slow.
	 */
	private static final Duration TIME_LIMIT = WAIT.multipliedBy(10);

	private final WebhookBodies bodies = new WebhookBodies(150, 250, TIME_LIMIT);

	private static void assertThatFails(StepVerifier.LastStep body, Reason reason) {
		body.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(UnreadableBodyException.class,
				(unreadable) -> assertThat(unreadable.reason()).isEqualTo(reason)))
			.verify(WAIT);
	}

	@Test
	void bodyIsPutTogether() {
		StepVerifier.create(this.bodies.collect(Flux.just(new byte[] { 1, 2 }, new byte[0], new byte[] { 3 })))
			.assertNext((body) -> assertThat(body).containsExactly(1, 2, 3))
			.expectComplete()
			.verify(WAIT);
	}

	@Test
	void emptyBodyIsEmpty() {
		StepVerifier.create(this.bodies.collect(Flux.empty()))
			.assertNext((body) -> assertThat(body).isEmpty())
			.expectComplete()
			.verify(WAIT);
	}

	@Test
	void bodyThatIsTooLargeIsGivenUpBeforeItsEnd() {
		TestPublisher<byte[]> chunks = TestPublisher.create();
		assertThatFails(StepVerifier.create(this.bodies.collect(chunks.flux()))
			.then(() -> chunks.next(new byte[150], new byte[1])), Reason.BODY_TOO_LARGE);
		chunks.assertCancelled();
	}

	@Test
	void bodyThatTakesTooLongIsGivenUpThoughItNeverRests() {
		WebhookBodies impatient = new WebhookBodies(150, Duration.ofMillis(100));
		Flux<byte[]> chunks = Flux.interval(Duration.ofMillis(10)).map((tick) -> new byte[0]);
		assertThatFails(StepVerifier.create(impatient.collect(chunks)), Reason.BODY_TOO_SLOW);
	}

	@Test
	void bodyThatBreaksOffIsIncomplete() {
		assertThatFails(
				StepVerifier.create(this.bodies.collect(Flux.error(new IllegalStateException("connection reset")))),
				Reason.BODY_INCOMPLETE);
	}

	@Test
	void eldestHasToGoWhenAllTogetherAreTooLarge() {
		TestPublisher<byte[]> eldest = TestPublisher.create();
		TestPublisher<byte[]> elder = TestPublisher.create();
		assertThatFails(StepVerifier.create(this.bodies.collect(eldest.flux())).then(() -> {
			eldest.next(new byte[100]);
			StepVerifier.create(this.bodies.collect(elder.flux())).then(() -> {
				elder.next(new byte[100]);
				assertThatIsCollected(100);
				elder.complete();
			}).expectNextCount(1).expectComplete().verify(WAIT);
		}), Reason.BODY_TOO_SLOW);
		eldest.assertCancelled();
	}

	@Test
	void whatComesOfABodyThatHadToGoIsNotCounted() {
		Sinks.Many<byte[]> late = Sinks.unsafe().many().multicast().directBestEffort();
		TestPublisher<byte[]> elder = TestPublisher.create();
		assertThatFails(StepVerifier.create(this.bodies.collect(uncancellable(late.asFlux()))).then(() -> {
			late.tryEmitNext(new byte[60]);
			StepVerifier.create(this.bodies.collect(elder.flux())).then(() -> {
				elder.next(new byte[150]);
				assertThatIsCollected(100);
				late.tryEmitNext(new byte[40]);
				assertThatIsCollected(100);
				elder.complete();
			}).expectNextCount(1).expectComplete().verify(WAIT);
		}), Reason.BODY_TOO_SLOW);
	}

	// a server's thread may be on its way with a chunk
	private static <T> Flux<T> uncancellable(Flux<T> flux) {
		return Flux.from((subscriber) -> flux.subscribe(new BaseSubscriber<T>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscriber.onSubscribe(new Subscription() {

					@Override
					public void request(long count) {
						subscription.request(count);
					}

					@Override
					public void cancel() {
					}

				});
			}

			@Override
			protected void hookOnNext(T value) {
				subscriber.onNext(value);
			}

		}));
	}

	private void assertThatIsCollected(int size) {
		StepVerifier.create(this.bodies.collect(Mono.just(new byte[size]).flux()))
			.assertNext((body) -> assertThat(body).hasSize(size))
			.expectComplete()
			.verify(WAIT);
	}

}
