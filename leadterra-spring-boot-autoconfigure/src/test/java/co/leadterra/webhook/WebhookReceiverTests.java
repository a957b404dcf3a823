package co.leadterra.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import co.leadterra.client.internal.NeverBlocking;
import co.leadterra.webhook.WebhookRejectedException.Reason;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link WebhookReceiver}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebhookReceiverTests {

	private static final Duration WAIT = Duration.ofSeconds(10);

	private final List<WebhookEvent> handled = new CopyOnWriteArrayList<>();

	private final Recorder recorder = new Recorder();

	private Duration handlerTimeout = Duration.ofSeconds(8);

	private Cache cache = new ConcurrentMapCache("deliveries");

	private LeadterraWebhookHandler recording() {
		return (event) -> Mono.fromRunnable(() -> this.handled.add(event));
	}

	private WebhookReceiver receiver(LeadterraWebhookHandler... handlers) {
		return receiver(List.of(this.recorder), handlers);
	}

	private WebhookReceiver receiver(List<WebhookObserver> observers, LeadterraWebhookHandler... handlers) {
		WebhookDeliveries deliveries = new WebhookDeliveries(this.cache, Duration.ofSeconds(38),
				Clock.fixed(Deliveries.NOW, ZoneOffset.UTC));
		return new WebhookReceiver(Deliveries.SIGNATURE, deliveries, Arrays.asList(handlers), this.handlerTimeout,
				observers);
	}

	private static Mono<ResponseEntity<String>> deliver(WebhookReceiver receiver, byte[] body) {
		return receiver.receive(body, Deliveries.SIGNATURE.sign(body));
	}

	private static ResponseEntity<String> answer(WebhookReceiver receiver, byte[] body) {
		return deliver(receiver, body).block(WAIT);
	}

	private static ResponseEntity<String> answer(WebhookReceiver receiver, byte[] body, @Nullable String header) {
		return receiver.receive(body, header).block(WAIT);
	}

	@Test
	void handsTheEventToEveryHandlerInTheirOrder() {
		List<String> calls = new CopyOnWriteArrayList<>();
		ResponseEntity<String> answer = answer(receiver((event) -> Mono.fromRunnable(() -> calls.add("first " + event)),
				(event) -> Mono.fromRunnable(() -> calls.add("second " + event))), Deliveries.reply("rpl_1"));
		assertThat(answer.getStatusCode().value()).isEqualTo(204);
		WebhookEvent event = Deliveries.read(Deliveries.reply("rpl_1"));
		assertThat(calls).containsExactly("first " + event, "second " + event);
	}

	@Test
	void acknowledgesAnEventThatNobodyHandles() {
		assertThat(answer(receiver(), Deliveries.reply("rpl_1")).getStatusCode().value()).isEqualTo(204);
	}

	@Test
	void acknowledgesADuplicateWithoutHandlingIt() {
		WebhookReceiver receiver = receiver(recording());
		answer(receiver, Deliveries.reply("rpl_1"));
		assertThat(answer(receiver, Deliveries.reply("rpl_1")).getStatusCode().value()).isEqualTo(204);
		assertThat(this.handled).hasSize(1);
		assertThat(this.recorder.calls).containsExactly("received", "verified", "handled", "received", "verified",
				"duplicate true");
	}

	@Test
	void asksToComeBackWhileTheDeliveryIsBeingHandled() {
		Sinks.Empty<Void> begun = Sinks.empty();
		WebhookReceiver receiver = receiver((event) -> {
			begun.tryEmitEmpty();
			return Mono.never();
		});
		Disposable first = deliver(receiver, Deliveries.reply("rpl_1")).subscribe();
		begun.asMono().block(WAIT);
		ResponseEntity<String> second = answer(receiver, Deliveries.reply("rpl_1"));
		first.dispose();
		assertThat(second.getStatusCode().value()).isEqualTo(503);
		assertThat(second.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("60");
		assertThat(this.recorder.calls).contains("duplicate false");
	}

	@Test
	void handlesADeliveryAgainThatFailed() {
		AtomicBoolean failing = new AtomicBoolean(true);
		WebhookReceiver receiver = receiver(recording(), (event) -> failing.getAndSet(false)
				? Mono.error(new IllegalStateException("database is down")) : Mono.empty());
		assertThat(answer(receiver, Deliveries.reply("rpl_1")).getStatusCode().value()).isEqualTo(500);
		assertThat(answer(receiver, Deliveries.reply("rpl_1")).getStatusCode().value()).isEqualTo(204);
		assertThat(this.handled).hasSize(2);
		assertThat(this.recorder.calls).containsExactly("received", "verified", "failed", "received", "verified",
				"handled");
	}

	@Test
	void failsIfAHandlerThrows() {
		assertThat(answer(receiver((event) -> {
			throw new IllegalStateException("database is down");
		}), Deliveries.reply("rpl_1")).getStatusCode().value()).isEqualTo(500);
	}

	@Test
	void failsIfAHandlerIsAMock() {
		assertThat(answer(receiver(mock(LeadterraWebhookHandler.class)), Deliveries.reply("rpl_1")).getStatusCode()
			.value()).isEqualTo(500);
	}

	@Test
	void doesNotCallTheHandlersBehindOneThatFails() {
		answer(receiver((event) -> Mono.error(new IllegalStateException("database is down")), recording()),
				Deliveries.reply("rpl_1"));
		assertThat(this.handled).isEmpty();
	}

	@Test
	void takesATimeoutOfAHandlersOwnForAFailure() {
		WebhookReceiver receiver = receiver((event) -> Mono.error(new TimeoutException("database is slow")));
		assertThat(answer(receiver, Deliveries.reply("rpl_1")).getStatusCode().value()).isEqualTo(500);
	}

	@Test
	void limitsTheTimeOfAllHandlersTogether() {
		this.handlerTimeout = Duration.ofMillis(600);
		AtomicBoolean cancelled = new AtomicBoolean();
		Mono<Void> most = Mono.delay(Duration.ofMillis(500)).then().doOnCancel(() -> cancelled.set(true));
		WebhookReceiver receiver = receiver((event) -> most, (event) -> most);
		assertThat(answer(receiver, Deliveries.reply("rpl_1")).getStatusCode().value()).isEqualTo(503);
		assertThat(cancelled).isTrue();
		assertThat(this.recorder.calls).containsExactly("received", "verified", "failed");
	}

	@Test
	void keepsTheClaimOfAHandlerThatMayStillRun() {
		this.handlerTimeout = Duration.ofMillis(50);
		WebhookReceiver receiver = receiver((event) -> Mono.never());
		answer(receiver, Deliveries.reply("rpl_1"));
		assertThat(answer(receiver, Deliveries.reply("rpl_1")).getBody()).isEqualTo("The delivery is being handled");
	}

	@Test
	void handlesToTheEndWhenTheSenderHangsUp() {
		Sinks.Empty<Void> gate = Sinks.empty();
		Sinks.Empty<Void> done = Sinks.empty();
		WebhookReceiver receiver = receiver((event) -> gate.asMono()
			.doOnTerminate(() -> this.handled.add(event))
			.doFinally((signal) -> done.tryEmitEmpty()));
		StepVerifier.create(deliver(receiver, Deliveries.reply("rpl_1")))
			.expectSubscription()
			.thenCancel()
			.verify(WAIT);
		gate.tryEmitEmpty();
		done.asMono().block(WAIT);
		assertThat(this.handled).hasSize(1);
	}

	@Test
	void callsHandlersWhereTheyMayBlock() {
		List<Boolean> nonBlocking = new ArrayList<>();
		LeadterraWebhookHandler handler = (event) -> {
			nonBlocking.add(Schedulers.isInNonBlockingThread());
			return Mono.<Void>empty().publishOn(Schedulers.parallel());
		};
		deliver(receiver(handler, handler), Deliveries.reply("rpl_1")).subscribeOn(Schedulers.parallel()).block(WAIT);
		assertThat(nonBlocking).containsExactly(false, false);
	}

	@Test
	void doesNotHandleWhatItCannotRemember() {
		this.cache = new ConcurrentMapCache("deliveries") {

			@Override
			public ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
				throw new IllegalStateException("cache is down");
			}

		};
		assertThat(answer(receiver(recording()), Deliveries.reply("rpl_1")).getStatusCode().value()).isEqualTo(500);
		assertThat(this.handled).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, AssertionError.class })
	void acknowledgesWhatWasHandledAlthoughItCannotBeRemembered(Class<? extends Throwable> failure,
			CapturedOutput output) throws ReflectiveOperationException {
		Throwable thrown = failure.getConstructor().newInstance();
		this.cache = new ConcurrentMapCache("deliveries") {

			@Override
			public void put(Object key, @Nullable Object value) {
				ReflectionUtils.rethrowRuntimeException(thrown);
			}

		};
		assertThat(answer(receiver(recording()), Deliveries.reply("rpl_1")).getStatusCode().value()).isEqualTo(204);
		assertThat(output).contains("WARN").contains(failure.getName());
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "0", "sha256=" })
	void answersTheSameForAMissingAndAWrongSignature(@Nullable String header) {
		ResponseEntity<String> answer = answer(receiver(recording()), Deliveries.reply("rpl_1"), header);
		assertThat(answer.getStatusCode().value()).isEqualTo(401);
		assertThat(answer.getBody()).isEqualTo("The signature is missing or wrong");
		assertThat(answer.getHeaders().toSingleValueMap())
			.isEqualTo(Map.of("WWW-Authenticate", WebhookSignature.HEADER));
		assertThat(this.handled).isEmpty();
	}

	@Test
	void refusesABodyThatIsNoEvent() {
		ResponseEntity<String> answer = answer(receiver(recording()), "private".getBytes(StandardCharsets.UTF_8));
		assertThat(answer.getStatusCode().value()).isEqualTo(400);
		assertThat(answer.getBody()).startsWith("The body is no event").doesNotContain("private");
		assertThat(this.handled).isEmpty();
		assertThat(this.recorder.calls).containsExactly("received", "rejected NO_EVENT");
	}

	@Test
	void refusesAnEventThatIsTooOld() {
		WebhookReceiver later = new WebhookReceiver(
				Deliveries.SIGNATURE
					.withClock(Clock.offset(Clock.fixed(Deliveries.NOW, ZoneOffset.UTC), Duration.ofDays(1))),
				new WebhookDeliveries(this.cache, WAIT, Clock.systemUTC()), List.of(recording()), WAIT,
				List.of(this.recorder));
		ResponseEntity<String> answer = answer(later, Deliveries.reply("rpl_1"));
		assertThat(answer.getStatusCode().value()).isEqualTo(401);
		assertThat(answer.getBody()).isEqualTo("The event is too old");
		assertThat(this.handled).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void rejectsForEveryReason(Reason reason) {
		ResponseEntity<String> answer = receiver().reject(reason);
		assertThat(answer.getStatusCode().is4xxClientError()).isTrue();
		assertThat(answer.getBody()).isNotBlank();
		assertThat(this.recorder.calls).containsExactly("received", "rejected " + reason);
	}

	@Test
	void tellsWhichMethodIsAllowed() {
		assertThat(receiver().reject(Reason.METHOD_NOT_ALLOWED).getHeaders().getFirst(HttpHeaders.ALLOW))
			.isEqualTo("POST");
	}

	@Test
	void logsNothingOfTheBodyAndNoSignature(CapturedOutput output) {
		byte[] body = Deliveries.event("message.private", "{\"reply\":{\"id\":\"private\"}}");
		WebhookReceiver receiver = receiver((event) -> Mono.error(new IllegalStateException("database is down")));
		String signature = Deliveries.SIGNATURE.sign(body);
		answer(receiver, body, signature);
		answer(receiver, body, signature.replace('a', 'b'));
		answer(receiver, "private".getBytes(StandardCharsets.UTF_8));
		assertThat(output).contains("UnknownEvent")
			.contains("database is down")
			.contains("The signature is missing or wrong")
			.doesNotContain("private")
			.doesNotContain(signature)
			.doesNotContain(signature.replace('a', 'b'));
	}

	@Test
	void warnsOfTheFirstOfManyRejections(CapturedOutput output) {
		WebhookReceiver receiver = receiver();
		for (int delivery = 0; delivery < 600; delivery++) {
			answer(receiver, Deliveries.reply("rpl_1"), null);
		}
		answer(receiver, Deliveries.reply("rpl_1"), "wrong");
		assertThat(output.getAll().lines().filter((line) -> line.contains("WARN"))).hasSize(2);
		assertThat(this.recorder.calls).hasSize(1202);
	}

	@Test
	void warnsAgainAfterAWhile() {
		Log logger = mock();
		AtomicLong time = new AtomicLong();
		WebhookReceiver.RejectionLog rejections = new WebhookReceiver.RejectionLog(logger, time::get);
		for (int minute = 0; minute < 6; minute++) {
			rejections.log(new WebhookRejectedException(Reason.TOO_OLD));
			time.addAndGet(Duration.ofMinutes(1).toNanos());
		}
		then(logger).should(times(2)).warn(any());
		then(logger).should(times(4)).debug(any());
	}

	@Test
	@Timeout(20)
	void observerThatFailsOrBlocksChangesNoAnswer() {
		CountDownLatch end = new CountDownLatch(1);
		WebhookObserver failing = mock(WebhookObserver.class, (invocation) -> {
			throw new IllegalStateException("full of bugs");
		});
		WebhookObserver blocking = mock(WebhookObserver.class, (invocation) -> {
			end.await();
			return null;
		});
		WebhookReceiver receiver = receiver(List.of(failing, blocking, this.recorder), recording());
		assertThat(answer(receiver, Deliveries.reply("rpl_1")).getStatusCode().value()).isEqualTo(204);
		assertThat(answer(receiver, Deliveries.reply("rpl_1"), null).getStatusCode().value()).isEqualTo(401);
		end.countDown();
		then(failing).should(timeout(WAIT.toMillis())).rejected(Reason.MISSING_SIGNATURE);
		assertThat(this.recorder.calls).containsExactly("received", "verified", "handled", "received",
				"rejected MISSING_SIGNATURE");
	}

	private static final class Recorder implements WebhookObserver, NeverBlocking {

		private final List<String> calls = new CopyOnWriteArrayList<>();

		@Override
		public void received() {
			this.calls.add("received");
		}

		@Override
		public void rejected(Reason reason) {
			this.calls.add("rejected " + reason);
		}

		@Override
		public void verified(WebhookEvent event) {
			this.calls.add("verified");
		}

		@Override
		public void duplicate(WebhookEvent event, boolean handled) {
			this.calls.add("duplicate " + handled);
		}

		@Override
		public void handled(WebhookEvent event, Duration time) {
			this.calls.add("handled");
		}

		@Override
		public void failed(WebhookEvent event, Duration time) {
			this.calls.add("failed");
		}

	}

}
