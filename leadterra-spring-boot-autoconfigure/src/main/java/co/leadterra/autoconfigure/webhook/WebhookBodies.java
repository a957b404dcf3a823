package co.leadterra.autoconfigure.webhook;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import co.leadterra.webhook.WebhookRejectedException.Reason;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Collects the bodies of deliveries, which anyone may send: each up to a size and within
 * a time, and all that are arriving together up to another size. Beyond it the one that
 * began first has to go, since a genuine one is there at once.
 */
final class WebhookBodies {

	/**
	 * How many of the largest bodies may be arriving at a time.
	 */
	private static final int MAX_BODIES = 64;

	private static final int MAX_SHARE_OF_HEAP = 8;

	private final int maxSize;

	private final long maxTotal;

	private final Duration timeLimit;

	private final Set<Body> arriving = new LinkedHashSet<>();

	private long total;

	WebhookBodies(int maxSize, Duration timeLimit) {
		this(maxSize,
				Math.max(maxSize,
						Math.min((long) MAX_BODIES * maxSize, Runtime.getRuntime().maxMemory() / MAX_SHARE_OF_HEAP)),
				timeLimit);
	}

	WebhookBodies(int maxSize, long maxTotal, Duration timeLimit) {
		this.maxSize = maxSize;
		this.maxTotal = maxTotal;
		this.timeLimit = timeLimit;
	}

	int maxSize() {
		return this.maxSize;
	}

	/**
	 * Collects a body.
	 * @param chunks its parts
	 * @return the body, or an {@link UnreadableBodyException}
	 */
	Mono<byte[]> collect(Flux<byte[]> chunks) {
		return Mono.defer(() -> {
			Body body = new Body();
			return chunks.onErrorMap((ex) -> new UnreadableBodyException(Reason.BODY_INCOMPLETE))
				.doOnNext((chunk) -> add(body, chunk))
				.then(Mono.fromSupplier(body.bytes::toByteArray))
				.timeout(Mono.firstWithSignal(Mono.delay(this.timeLimit), body.dropped.asMono()),
						Mono.error(() -> new UnreadableBodyException(Reason.BODY_TOO_SLOW)))
				.doFinally((signal) -> remove(body));
		});
	}

	private void add(Body body, byte[] chunk) {
		if (body.bytes.size() + chunk.length > this.maxSize) {
			throw new UnreadableBodyException(Reason.BODY_TOO_LARGE);
		}
		body.bytes.writeBytes(chunk);
		for (Body eldest : makeRoom(body, chunk.length)) {
			eldest.dropped.tryEmitEmpty();
		}
	}

	private synchronized List<Body> makeRoom(Body body, int size) {
		this.arriving.add(body);
		body.counted += size;
		this.total += size;
		List<Body> dropped = new ArrayList<>();
		for (Iterator<Body> eldest = this.arriving.iterator(); this.total > this.maxTotal;) {
			Body next = eldest.next();
			eldest.remove();
			this.total -= next.counted;
			dropped.add(next);
		}
		return dropped;
	}

	private synchronized void remove(Body body) {
		if (this.arriving.remove(body)) {
			this.total -= body.counted;
		}
	}

	private static final class Body {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

		private final Sinks.Empty<Void> dropped = Sinks.empty();

		private int counted;

	}

	/**
	 * A body that was not collected.
	 */
	static final class UnreadableBodyException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final Reason reason;

		UnreadableBodyException(Reason reason) {
			super(reason.name(), null, false, false);
			this.reason = reason;
		}

		Reason reason() {
			return this.reason;
		}

	}

}
