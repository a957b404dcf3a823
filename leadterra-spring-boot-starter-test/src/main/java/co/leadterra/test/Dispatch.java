package co.leadterra.test;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import co.leadterra.test.internal.delivery.Signatures;
import co.leadterra.test.internal.delivery.Transmission;
import org.jspecify.annotations.Nullable;

/**
 * A delivery while it goes on.
 */
final class Dispatch {

	static final Comparator<Dispatch> ORDER = Comparator.comparing((Dispatch dispatch) -> dispatch.due)
		.thenComparing((dispatch) -> dispatch.number);

	private static final List<Duration> RETRY_DELAYS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5),
			Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(8));

	private final long number;

	private final String event;

	private final URI url;

	private final String body;

	private final @Nullable Transmission replayed;

	private final Duration start;

	private final List<DeliveryAttempt> attempts = new ArrayList<>();

	private Duration due;

	private boolean takesFault;

	private DeliveryOutcome outcome = DeliveryOutcome.PENDING;

	/**
	 * Creates a delivery.
	 * @param number its place among deliveries that are due at the same time
	 * @param event the type of the event
	 * @param url where it goes
	 * @param body the event
	 * @param replayed what is sent again, or {@code null} to sign the body
	 * @param start when the first attempt is due
	 */
	Dispatch(long number, String event, URI url, String body, @Nullable Transmission replayed, Duration start) {
		this.number = number;
		this.event = event;
		this.url = url;
		this.body = body;
		this.replayed = replayed;
		this.start = start;
		this.due = start;
		this.takesFault = replayed == null;
	}

	String event() {
		return this.event;
	}

	URI url() {
		return this.url;
	}

	String body() {
		return this.body;
	}

	Duration due() {
		return this.due;
	}

	Transmission transmission(Signatures signatures, @Nullable DeliveryFault fault) {
		if (this.replayed != null) {
			return this.replayed;
		}
		return (fault != null) ? fault.apply(this.body, signatures)
				: new Transmission(this.body, signatures.sign(this.body));
	}

	boolean takesFault() {
		return this.takesFault;
	}

	void delay(Duration delay) {
		this.due = this.due.plus(delay);
		this.takesFault = false;
	}

	void withhold() {
		this.outcome = DeliveryOutcome.WITHHELD;
	}

	/**
	 * Notes an attempt that has ended.
	 * @param signature the signature sent
	 * @param status the status of the answer, if there was one
	 * @param failure why there was no answer, if there was none
	 * @return whether there is to be another attempt
	 */
	boolean attempted(@Nullable String signature, @Nullable Integer status, @Nullable String failure) {
		DeliveryAttempt attempt = new DeliveryAttempt(this.due.minus(this.start), signature, status, failure);
		this.attempts.add(attempt);
		this.takesFault = this.replayed == null;
		if (attempt.succeeded()) {
			this.outcome = DeliveryOutcome.DELIVERED;
		}
		else if (this.attempts.size() > RETRY_DELAYS.size()) {
			this.outcome = DeliveryOutcome.GIVEN_UP;
		}
		else {
			this.due = this.due.plus(RETRY_DELAYS.get(this.attempts.size() - 1));
		}
		return this.outcome == DeliveryOutcome.PENDING;
	}

	Delivery snapshot() {
		return new Delivery(this.event, this.url, this.body, this.attempts, this.outcome);
	}

}
