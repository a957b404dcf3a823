package co.leadterra.client.internal.transport;

import java.time.Duration;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * The body of an answer that nobody looks at. A short one is read, so that its connection
 * can be used again; one that goes on is closed.
 *
 * @since 0.1.0
 */
public final class UnreadBody {

	private static final int MAX_SIZE = 64 * 1024;

	private static final Duration MAX_TIME = Duration.ofSeconds(1);

	private UnreadBody() {
	}

	/**
	 * Gets rid of a body.
	 * @param body the body
	 * @return completes when the body is read or closed, fails if it broke off before
	 */
	public static Mono<Void> discard(Publisher<DataBuffer> body) {
		return Flux.from(body).map((buffer) -> {
			int size = buffer.readableByteCount();
			DataBufferUtils.release(buffer);
			return size;
		}).scan(Integer::sum).takeUntil((size) -> size > MAX_SIZE).take(MAX_TIME).then();
	}

}
