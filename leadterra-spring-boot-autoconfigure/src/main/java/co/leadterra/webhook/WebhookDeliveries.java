package co.leadterra.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;

/**
 * Remembers which deliveries were handled and which are being handled, in a cache that
 * all instances of an application may share.
 * <p>
 * Who puts its claim into the empty slot of a delivery handles it, and afterwards
 * replaces the claim, or takes it back if the handling failed. A claim that has outlived
 * its holder is taken over by who puts one into the slot that is named after it. So
 * {@link Cache#putIfAbsent} is all that has to be atomic. The cache must keep what is put
 * into it for as long as a delivery may be accepted, and the newest above all.
 *
 * @since 0.1.0
 */
public final class WebhookDeliveries {

	private static final String HANDLED = "handled";

	private static final int MAX_SIZE = 100_000;

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

	/**
	 * Creates a memory of the latest 100,000 deliveries of this process, and of all that
	 * are being handled.
	 * @param claimLifetime how long a delivery that someone began to handle is left to
	 * it; longer than any handling takes
	 * @param clock tells whether that time is over
	 * @return the memory
	 */
	public static WebhookDeliveries inMemory(Duration claimLifetime, Clock clock) {
		return inMemory(MAX_SIZE, claimLifetime, clock);
	}

	static WebhookDeliveries inMemory(int maxSize, Duration claimLifetime, Clock clock) {
		return new WebhookDeliveries(new LatestEntries(maxSize, (state) -> isHeld(state, clock)), claimLifetime, clock);
	}

	Claim claim(String delivery) {
		String claim = this.clock.instant().plus(this.claimLifetime).toEpochMilli() + "/" + IDS.generateId();
		String slot = delivery;
		while (true) {
			Cache.ValueWrapper present = this.cache.putIfAbsent(slot, claim);
			if (present == null) {
				if (!slot.equals(delivery)) {
					// or each claim that was taken over would be looked at for ever
					this.cache.put(delivery, claim);
				}
				return new Claim(State.GRANTED, delivery, claim);
			}
			String state = String.valueOf(present.get());
			if (HANDLED.equals(state)) {
				return new Claim(State.HANDLED, delivery, claim);
			}
			if (isHeld(state, this.clock)) {
				return new Claim(State.HELD, delivery, claim);
			}
			slot = delivery + state.substring(state.indexOf('/'));
		}
	}

	private static boolean isHeld(Object state, Clock clock) {
		String claim = state.toString();
		return !HANDLED.equals(claim) && clock.millis() < Long.parseLong(claim, 0, claim.indexOf('/'), 10);
	}

	void complete(Claim claim) {
		this.cache.put(claim.delivery(), HANDLED);
	}

	void release(Claim claim) {
		// whoever took it over, or handled it after all, keeps it
		if (claim.text().equals(this.cache.get(claim.delivery(), String.class))) {
			this.cache.evict(claim.delivery());
		}
	}

	record Claim(State state, String delivery, String text) {
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

	/**
	 * A cache of a fixed size, in which the eldest entry makes room for a new one. A
	 * library would rather keep what is asked for often, and nothing here is.
	 */
	static final class LatestEntries extends AbstractValueAdaptingCache {

		private final Map<Object, Object> entries = new LinkedHashMap<>();

		private final int maxSize;

		private final Predicate<Object> needed;

		/**
		 * Creates a cache.
		 * @param maxSize the number of entries
		 * @param needed whether the entry with a value stays, whatever its age
		 */
		LatestEntries(int maxSize, Predicate<Object> needed) {
			super(false);
			this.maxSize = maxSize;
			this.needed = needed;
		}

		@Override
		public String getName() {
			return "latest";
		}

		@Override
		public Object getNativeCache() {
			return this.entries;
		}

		@Override
		protected synchronized @Nullable Object lookup(Object key) {
			return this.entries.get(key);
		}

		@Override
		public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
			throw new UnsupportedOperationException();
		}

		@Override
		public synchronized void put(Object key, @Nullable Object value) {
			this.entries.remove(key);
			this.entries.put(key, toStoreValue(value));
			makeRoom();
		}

		@Override
		public synchronized @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
			Object present = this.entries.putIfAbsent(key, toStoreValue(value));
			makeRoom();
			return toValueWrapper(present);
		}

		private void makeRoom() {
			Iterator<Object> eldestFirst = this.entries.values().iterator();
			while (this.entries.size() > this.maxSize && eldestFirst.hasNext()) {
				if (!this.needed.test(eldestFirst.next())) {
					eldestFirst.remove();
				}
			}
		}

		@Override
		public synchronized void evict(Object key) {
			this.entries.remove(key);
		}

		@Override
		public synchronized void clear() {
			this.entries.clear();
		}

	}

}
