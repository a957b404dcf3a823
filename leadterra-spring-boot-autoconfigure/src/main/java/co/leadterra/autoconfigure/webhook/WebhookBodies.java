package co.leadterra.autoconfigure.webhook;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import co.leadterra.client.internal.TimeLimit;
import co.leadterra.webhook.WebhookRejectedException.Reason;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
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

	private final TimeLimit timeLimit;

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
		this.timeLimit = new TimeLimit(timeLimit);
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
			Disposable watch = this.timeLimit.watch(body.dropped::tryEmitEmpty);
			return chunks.onErrorMap((ex) -> new UnreadableBodyException(Reason.BODY_INCOMPLETE))
				.doOnNext((chunk) -> add(body, chunk).forEach((eldest) -> eldest.dropped.tryEmitEmpty()))
				.then(Mono.fromSupplier(() -> whole(body)))
				.timeout(body.dropped.asMono(), Mono.error(() -> new UnreadableBodyException(Reason.BODY_TOO_SLOW)))
				.doFinally((signal) -> {
					watch.dispose();
					remove(body);
				});
		});
	}

	private synchronized List<Body> add(Body body, byte[] chunk) {
		if (body.bytes == null) {
			return List.of();
		}
		if (body.bytes.size() + chunk.length > this.maxSize) {
			throw new UnreadableBodyException(Reason.BODY_TOO_LARGE);
		}
		body.bytes.writeBytes(chunk);
		this.total += chunk.length;
		this.arriving.add(body);
		List<Body> dropped = new ArrayList<>();
		while (this.total > this.maxTotal) {
			Body eldest = this.arriving.iterator().next();
			remove(eldest);
			dropped.add(eldest);
		}
		return dropped;
	}

	private synchronized byte[] whole(Body body) {
		if (body.bytes == null) {
			throw new UnreadableBodyException(Reason.BODY_TOO_SLOW);
		}
		return body.bytes.toByteArray();
	}

	// a server may know the body for as long as its connection is open
	private synchronized void remove(Body body) {
		this.arriving.remove(body);
		if (body.bytes != null) {
			this.total -= body.bytes.size();
			body.bytes = null;
		}
	}

	private static final class Body {

		private final Sinks.Empty<Void> dropped = Sinks.empty();

		private @Nullable ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

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
