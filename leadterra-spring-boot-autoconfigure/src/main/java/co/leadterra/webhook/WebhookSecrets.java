package co.leadterra.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;

/**
 * The secrets that deliveries may be signed with now. Their source is asked again when a
 * signature is by none of them, but not each time, since anyone can send such.
 */
final class WebhookSecrets {

	private static final Log logger = LogFactory.getLog(WebhookSignature.class);

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private final Supplier<List<WebhookSecret>> source;

	private final Duration overlap;

	private volatile State state;

	WebhookSecrets(Supplier<List<WebhookSecret>> source, Duration overlap) {
		this.source = source;
		this.overlap = overlap;
		List<WebhookSecret> secrets = List.copyOf(source.get());
		Assert.notEmpty(secrets, "secrets must not be empty");
		this.state = new State(secrets, List.of(), Instant.MIN, Instant.MIN, false);
	}

	WebhookSecret first() {
		return this.state.current().get(0);
	}

	List<WebhookSecret> valid(Clock clock) {
		State now = this.state;
		return (now.previous().isEmpty() || clock.instant().isAfter(now.previousEnd())) ? now.current()
				: Stream.of(now.current(), now.previous()).flatMap(List::stream).toList();
	}

	boolean mayBeReadAgain(Clock clock) {
		return clock.instant().isAfter(this.state.nextRead());
	}

	synchronized void read(Clock clock) {
		if (!mayBeReadAgain(clock)) {
			return;
		}
		State before = this.state;
		Instant now = clock.instant();
		Instant nextRead = now.plus(PAUSE);
		try {
			List<WebhookSecret> secrets = List.copyOf(this.source.get());
			boolean same = secrets.isEmpty() || secrets.equals(before.current());
			this.state = same ? new State(before.current(), before.previous(), before.previousEnd(), nextRead, false)
					: new State(secrets, before.current(), now.plus(this.overlap), nextRead, false);
			if (!same) {
				logger.info("The secret of Leadterra webhooks has changed. The one before it is accepted until "
						+ this.state.previousEnd());
			}
		}
		catch (RuntimeException ex) {
			this.state = new State(before.current(), before.previous(), before.previousEnd(), nextRead, true);
			if (!before.failing()) {
				logger.warn("The secret of Leadterra webhooks cannot be read again, so the one before stays in use: "
						+ ex.getMessage());
			}
		}
	}

	@Override
	public String toString() {
		return this.state.current().toString();
	}

	private record State(List<WebhookSecret> current, List<WebhookSecret> previous, Instant previousEnd,
			Instant nextRead, boolean failing) {

	}

}
