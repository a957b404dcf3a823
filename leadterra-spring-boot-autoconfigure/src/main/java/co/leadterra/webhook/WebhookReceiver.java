package co.leadterra.webhook;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import co.leadterra.client.internal.Bystander;
import co.leadterra.client.internal.TimeLimit;
import co.leadterra.webhook.WebhookDeliveries.Claim;
import co.leadterra.webhook.WebhookRejectedException.Reason;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.Assert;

/**
 * Receives webhook deliveries: verifies them, has each of them handled once, and says
 * what to answer. It knows no web server, so it can also be called by a controller or a
 * function of an application's own.
 * <p>
 * A delivery that was seen before is acknowledged without being handled. One that is
 * being handled, or whose handling failed, is refused with a 5xx, so that Leadterra
 * delivers it again. Neither answers nor logs above DEBUG show anything of a body or a
 * signature.
 *
 * @since 0.1.0
 */
public final class WebhookReceiver {

	/**
	 * Leadterra tries again after a minute.
	 */
	private static final String RETRY_AFTER_SECONDS = "60";

	private static final ResponseEntity<String> ACKNOWLEDGED = ResponseEntity.noContent().build();

	private static final Log logger = LogFactory.getLog(WebhookReceiver.class);

	private final WebhookSignature signature;

	private final WebhookDeliveries deliveries;

	private final List<LeadterraWebhookHandler> handlers;

	private final TimeLimit handlerTimeout;

	private final List<Bystander<WebhookObserver>> observers;

	private final RejectionLog rejections = new RejectionLog(logger, System::nanoTime);

	private final Scheduler blocking = Schedulers.boundedElastic();

	/**
	 * Creates a receiver.
	 * @param signature verifies deliveries
	 * @param deliveries remembers which of them were handled
	 * @param handlers are called for each event, one after the other
	 * @param handlerTimeout how long the handling of a delivery may take, all handlers
	 * together
	 * @param observers are told what becomes of deliveries
	 */
	public WebhookReceiver(WebhookSignature signature, WebhookDeliveries deliveries,
			List<LeadterraWebhookHandler> handlers, Duration handlerTimeout, List<WebhookObserver> observers) {
		Assert.isTrue(!handlerTimeout.isNegative() && !handlerTimeout.isZero(), "handlerTimeout must be positive");
		this.signature = signature;
		this.deliveries = deliveries;
		this.handlers = List.copyOf(handlers);
		this.handlerTimeout = new TimeLimit(handlerTimeout);
		this.observers = observers.stream()
			.map((observer) -> new Bystander<>(WebhookObserver.class, observer))
			.toList();
	}

	/**
	 * Receives a delivery. Handling goes on if the subscription to the answer is
	 * cancelled.
	 * @param body the bytes of the body, exactly as they were received
	 * @param header the value of the header {@value WebhookSignature#HEADER}, or
	 * {@code null} if there is none
	 * @return the answer, never an error
	 */
	public Mono<ResponseEntity<String>> receive(byte[] body, @Nullable String header) {
		return Mono.deferContextual((context) -> {
			observe(WebhookObserver::received);
			return receive(body, header, context, this.signature.secretsMayHaveChanged());
		});
	}

	private Mono<ResponseEntity<String>> receive(byte[] body, @Nullable String header, ContextView context,
			boolean secretsMayHaveChanged) {
		try {
			WebhookEvent event = this.signature.verify(body, header);
			observe((observer) -> observer.verified(event));
			// what is cached has a context of its own
			return handle(event).contextWrite(context).cache();
		}
		catch (WebhookRejectedException ex) {
			if (secretsMayHaveChanged && ex.getReason() == Reason.WRONG_SIGNATURE) {
				return Mono.<Void>fromRunnable(this.signature::readSecretsAgain)
					.subscribeOn(this.blocking)
					.then(Mono.defer(() -> receive(body, header, context, false)));
			}
			this.rejections.log(ex);
			return Mono.just(rejected(ex));
		}
	}

	/**
	 * Rejects a delivery whose body was not read.
	 * @param reason why
	 * @return the answer
	 */
	public ResponseEntity<String> reject(Reason reason) {
		observe(WebhookObserver::received);
		return rejected(new WebhookRejectedException(reason));
	}

	private ResponseEntity<String> rejected(WebhookRejectedException rejection) {
		observe((observer) -> observer.rejected(rejection.getReason()));
		ResponseEntity.BodyBuilder answer = switch (rejection.getReason()) {
			case METHOD_NOT_ALLOWED -> ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED).allow(HttpMethod.POST);
			case UNSUPPORTED_MEDIA_TYPE -> ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
				.header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
			case BODY_TOO_LARGE -> ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE);
			case MISSING_SIGNATURE, WRONG_SIGNATURE, TOO_OLD, IN_THE_FUTURE ->
				ResponseEntity.status(HttpStatus.UNAUTHORIZED)
					.header(HttpHeaders.WWW_AUTHENTICATE, WebhookSignature.HEADER);
			case BODY_TOO_SLOW ->
				// the rest of the body is not waited for
				ResponseEntity.status(HttpStatus.REQUEST_TIMEOUT).header(HttpHeaders.CONNECTION, "close");
			case BODY_INCOMPLETE, NO_EVENT -> ResponseEntity.badRequest();
		};
		return answer.body(rejection.getMessage());
	}

	private Mono<ResponseEntity<String>> handle(WebhookEvent event) {
		long start = System.nanoTime();
		return Mono.defer(() -> claimAndHandle(event, start))
			.subscribeOn(this.blocking)
			.timeout(Mono.create((sink) -> sink.onDispose(this.handlerTimeout.watch(sink::success))),
					timedOut(event, start))
			.onErrorResume((ex) -> Mono.just(ex).handle((failure, sink) -> sink.next(failed(event, start, failure))));
	}

	private Mono<ResponseEntity<String>> claimAndHandle(WebhookEvent event, long start) {
		Claim claim = this.deliveries.claim(DeliveryKey.of(event));
		return switch (claim.state()) {
			case GRANTED -> callHandlers(event, claim, Thread.currentThread()).then(handled(event, start));
			case HELD -> duplicate(event, false, serviceUnavailable("The delivery is being handled"));
			case HANDLED -> duplicate(event, true, ACKNOWLEDGED);
		};
	}

	private Mono<Void> callHandlers(WebhookEvent event, Claim claim, Thread thread) {
		Mono<Void> handlers = Mono.empty();
		for (LeadterraWebhookHandler handler : this.handlers) {
			handlers = handlers.then(blocking(thread, () -> handler.handle(event)));
		}
		return handlers
			.onErrorResume(
					(ex) -> blocking(thread, () -> record(() -> this.deliveries.release(claim))).then(Mono.error(ex)))
			.then(blocking(thread, () -> record(() -> this.deliveries.complete(claim))));
	}

	private static Mono<Void> record(Runnable change) {
		// what happened has happened, and the claim ends by itself
		return Mono.<Void>fromRunnable(change).onErrorResume((ex) -> {
			logger.warn("The state of a webhook delivery could not be stored", ex);
			return Mono.empty();
		});
	}

	// A handler may finish on any thread, an event loop among them. What follows it stays
	// on the thread that the handling began on, or else goes to another that may block.
	private Mono<Void> blocking(Thread began, Supplier<Mono<Void>> task) {
		return Mono
			.defer(() -> (Thread.currentThread() == began) ? task.get() : Mono.defer(task).subscribeOn(this.blocking));
	}

	private Mono<ResponseEntity<String>> handled(WebhookEvent event, long start) {
		return Mono.fromSupplier(() -> {
			observe((observer) -> observer.handled(event, since(start)));
			return ACKNOWLEDGED;
		});
	}

	private Mono<ResponseEntity<String>> duplicate(WebhookEvent event, boolean handled, ResponseEntity<String> answer) {
		observe((observer) -> observer.duplicate(event, handled));
		return Mono.just(answer);
	}

	private ResponseEntity<String> failed(WebhookEvent event, long start, Throwable failure) {
		observe((observer) -> observer.failed(event, since(start)));
		logger.error("A webhook delivery (" + name(event) + ") could not be handled. Leadterra will try again",
				failure);
		return ResponseEntity.internalServerError().body("The delivery could not be handled");
	}

	private Mono<ResponseEntity<String>> timedOut(WebhookEvent event, long start) {
		return Mono.fromSupplier(() -> {
			observe((observer) -> observer.failed(event, since(start)));
			logger.error("A webhook delivery (" + name(event) + ") was not handled within "
					+ this.handlerTimeout.duration().toMillis() + " ms. Leadterra will try again");
			return serviceUnavailable("The delivery was not handled in time");
		});
	}

	private static ResponseEntity<String> serviceUnavailable(String text) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
			.body(text);
	}

	private static String name(WebhookEvent event) {
		return event.getClass().getSimpleName();
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private void observe(Consumer<WebhookObserver> notification) {
		this.observers.forEach((observer) -> observer.tell(notification));
	}

	/**
	 * Warns of rejected deliveries, which anyone may send as many of as they like: for
	 * each reason once in a while.
	 */
	static final class RejectionLog {

		private static final long PAUSE = Duration.ofMinutes(5).toNanos();

		private final Map<Reason, Long> warnings = new EnumMap<>(Reason.class);

		private final Log logger;

		private final LongSupplier nanoTime;

		RejectionLog(Log logger, LongSupplier nanoTime) {
			this.logger = logger;
			this.nanoTime = nanoTime;
		}

		void log(WebhookRejectedException rejection) {
			String message = "Rejected a webhook delivery: " + rejection.getMessage();
			if (isWorthAWarning(rejection.getReason())) {
				this.logger.warn(message + ". More of this kind in the next minutes are logged at DEBUG");
			}
			else {
				this.logger.debug(message);
			}
		}

		private synchronized boolean isWorthAWarning(Reason reason) {
			long now = this.nanoTime.getAsLong();
			Long last = this.warnings.get(reason);
			if (last != null && now - last < PAUSE) {
				return false;
			}
			this.warnings.put(reason, now);
			return true;
		}

	}

}
