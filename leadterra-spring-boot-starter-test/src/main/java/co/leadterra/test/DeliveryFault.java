package co.leadterra.test;

import java.time.Duration;
import java.util.function.Consumer;

import co.leadterra.test.internal.delivery.Signatures;
import co.leadterra.test.internal.delivery.Transmission;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with the delivery of an event. Immutable; each method returns
 * a changed copy. Unless told otherwise a fault hits every attempt, retries included,
 * from its {@linkplain Deliveries#inject(DeliveryFault) injection} to the next reset. An
 * attempt is hit by one fault at most, duplicates and replays by none.
 *
 * <pre class="code">
 * server.deliveries().inject(DeliveryFault.duplicate().on("reply.received"));
 * server.deliveries().inject(DeliveryFault.tamperedBody().once());
 * </pre>
 *
 * @since 0.1.0
 */
public final class DeliveryFault {

	private Tampering tampering = (body, signatures) -> new Transmission(body, signatures.sign(body));

	private boolean duplicate;

	private Duration delay = Duration.ZERO;

	private @Nullable String event;

	private int times = Integer.MAX_VALUE;

	private DeliveryFault() {
	}

	private DeliveryFault with(Consumer<DeliveryFault> change) {
		DeliveryFault changed = new DeliveryFault();
		changed.tampering = this.tampering;
		changed.duplicate = this.duplicate;
		changed.delay = this.delay;
		changed.event = this.event;
		changed.times = this.times;
		change.accept(changed);
		return changed;
	}

	private static DeliveryFault tampering(Tampering tampering) {
		return new DeliveryFault().with((fault) -> fault.tampering = tampering);
	}

	/**
	 * Sends the same bytes with the same signature a second time, as a delivery of its
	 * own.
	 * @return the fault
	 */
	public static DeliveryFault duplicate() {
		return new DeliveryFault().with((fault) -> fault.duplicate = true);
	}

	/**
	 * Puts an attempt off, so that later events overtake it.
	 * @param delay for how long, on the {@linkplain Deliveries clock of the deliveries}
	 * @return the fault
	 */
	public static DeliveryFault delayed(Duration delay) {
		return new DeliveryFault().with((fault) -> fault.delay = delay);
	}

	/**
	 * Sends another body than the one signed: still an event, but with a field
	 * {@code tampered} in front.
	 * @return the fault
	 */
	public static DeliveryFault tamperedBody() {
		return tampering((body, signatures) -> new Transmission(tampered(body), signatures.sign(body)));
	}

	/**
	 * Sends a signature that looks right, but belongs to another body.
	 * @return the fault
	 */
	public static DeliveryFault tamperedSignature() {
		return tampering((body, signatures) -> new Transmission(body, signatures.sign(tampered(body))));
	}

	/**
	 * Sends no signature.
	 * @return the fault
	 */
	public static DeliveryFault missingSignature() {
		return tampering((body, signatures) -> new Transmission(body, null));
	}

	/**
	 * Signs with another secret than the current one, for example one from before a
	 * {@linkplain Deliveries#signWith(String) roll-over}.
	 * @param secret the secret
	 * @return the fault
	 */
	public static DeliveryFault signedWith(String secret) {
		return tampering((body, signatures) -> new Transmission(body, signatures.withSecret(secret).sign(body)));
	}

	private static String tampered(String body) {
		return body.replaceFirst("\\{", "{\"tampered\":true,");
	}

	/**
	 * Hits only events of one type.
	 * @param event the type, for example {@code reply.received}
	 * @return the changed fault
	 */
	public DeliveryFault on(String event) {
		return with((fault) -> fault.event = event);
	}

	/**
	 * Hits only the next attempt.
	 * @return the changed fault
	 */
	public DeliveryFault once() {
		return times(1);
	}

	/**
	 * Hits only the next attempts.
	 * @param times how many, at least one
	 * @return the changed fault
	 */
	public DeliveryFault times(int times) {
		if (times < 1) {
			throw new IllegalArgumentException("A fault happens at least once");
		}
		return with((fault) -> fault.times = times);
	}

	boolean hits(String attempted) {
		return this.event == null || this.event.equals(attempted);
	}

	int times() {
		return this.times;
	}

	Duration delay() {
		return this.delay;
	}

	boolean duplicates() {
		return this.duplicate;
	}

	Transmission apply(String body, Signatures signatures) {
		return this.tampering.apply(body, signatures);
	}

	/**
	 * Makes what is sent out of what was to be sent.
	 */
	private interface Tampering {

		Transmission apply(String body, Signatures signatures);

	}

}
