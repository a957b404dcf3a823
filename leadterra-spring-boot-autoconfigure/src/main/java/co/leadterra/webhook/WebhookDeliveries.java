package co.leadterra.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.cache.Cache;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;

/**
 * Remembers which deliveries were handled and which are being handled, in a cache that
 * all instances of an application may share.
 * <p>
 * Who gets to put its claim into an empty slot of the cache handles the delivery, and
 * afterwards replaces the claim. A claim that was given up, or has outlived its holder,
 * stays: the next claim goes into the slot that is named after it. So a slot is only ever
 * written by the one that took it, and {@link Cache#putIfAbsent} is all that has to be
 * atomic. The cache must keep what is put into it for as long as a delivery may be
 * accepted.
 *
 * @since 0.1.0
 */
public final class WebhookDeliveries {

	private static final String HANDLED = "handled";

	private static final IdGenerator IDS = new AlternativeJdkIdGenerator();

	private final Cache cache;

	private final Duration claimLifetime;

	private final Clock clock;

	/**
	 * Creates a memory of deliveries.
	 * @param cache holds one or more short texts per delivery
	 * @param claimLifetime how long a delivery that someone began to handle is left to
	 * it; longer than any handling takes
	 * @param clock tells whether that time is over
	 */
	public WebhookDeliveries(Cache cache, Duration claimLifetime, Clock clock) {
		this.cache = cache;
		this.claimLifetime = claimLifetime;
		this.clock = clock;
	}

	Claim claim(String delivery) {
		String holder = IDS.generateId().toString();
		String claim = this.clock.instant().plus(this.claimLifetime).toEpochMilli() + "/" + holder;
		String slot = delivery;
		while (true) {
			Cache.ValueWrapper present = this.cache.putIfAbsent(slot, claim);
			if (present == null) {
				return new Claim(State.GRANTED, slot, holder);
			}
			String state = String.valueOf(present.get());
			if (HANDLED.equals(state)) {
				return new Claim(State.HANDLED, slot, holder);
			}
			int separator = state.indexOf('/');
			if (this.clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(state, 0, separator, 10)))) {
				return new Claim(State.HELD, slot, holder);
			}
			slot = delivery + state.substring(separator);
		}
	}

	void complete(Claim claim) {
		this.cache.put(claim.slot(), HANDLED);
	}

	void release(Claim claim) {
		this.cache.put(claim.slot(), "0/" + claim.holder());
	}

	record Claim(State state, String slot, String holder) {
	}

	enum State {

		/**
		 * The delivery is the caller's to handle.
		 */
		GRANTED,

		/**
		 * Someone handles it.
		 */
		HELD,

		/**
		 * It was handled.
		 */
		HANDLED

	}

}
