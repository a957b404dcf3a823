package co.leadterra.client.internal.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Remembers the latest addresses, at least as many as it is made for and at most twice as
 * many.
 * <p>
 * What is kept of an address is a hash of 64 bits, seeded at random. In a stream of a
 * million, the chance that an address is taken for another one is less than one in ten
 * million. Objects instead, many that live for some batches and then die, are what a
 * garbage collector is slowest at: in a {@code LinkedHashMap} they took ten times the
 * processor time in a heap of 64 MB.
 */
final class RecentAddresses {

	private static final int CHARS_PER_WORD = Long.SIZE / Character.SIZE;

	private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

	private final long seed = ThreadLocalRandom.current().nextLong();

	private final int size;

	private final boolean ignoreCase;

	private Hashes latest = new Hashes();

	/**
	 * As many as are to be remembered, which came before the latest. They are forgotten
	 * when the latest are as many.
	 */
	private Hashes before = new Hashes();

	RecentAddresses(int size, boolean ignoreCase) {
		this.size = size;
		this.ignoreCase = ignoreCase;
	}

	/**
	 * Remembers addresses.
	 * @param <T> the type of what has one
	 * @param items what has one
	 * @param address gives it
	 * @param others takes the items whose address was remembered before
	 * @return the items whose address was not
	 */
	<T> List<T> add(List<T> items, Function<T, String> address, List<T> others) {
		// All hashes before the first look-up, so that the processor waits for the memory
		// of many at once.
		long[] hashes = items.stream().mapToLong((item) -> hash(address.apply(item))).toArray();
		List<T> added = new ArrayList<>(hashes.length);
		synchronized (this) {
			for (int i = 0; i < hashes.length; i++) {
				(add(hashes[i]) ? added : others).add(items.get(i));
			}
		}
		return added;
	}

	// a number other than 0
	private long hash(String address) {
		long hash = this.seed;
		long word = address.length();
		for (int i = 0; i < address.length(); i++) {
			if (i % CHARS_PER_WORD == 0) {
				hash = mix(hash ^ word);
				word = 0;
			}
			char c = address.charAt(i);
			word = (word << Character.SIZE) | (this.ignoreCase ? lowerCase(c) : c);
		}
		hash = mix(hash ^ word);
		return (hash != 0) ? hash : 1;
	}

	private static char lowerCase(char c) {
		if (c < 0x80) {
			return (c >= 'A' && c <= 'Z') ? (char) (c + ('a' - 'A')) : c;
		}
		char lowerCase = Character.toLowerCase(c);
		// the dotted capital I and the Kelvin sign are other letters than i and k
		return (lowerCase >= 0x80) ? lowerCase : c;
	}

	private static long mix(long value) {
		return Math.multiplyHigh(value, MULTIPLIER) ^ (value * MULTIPLIER);
	}

	private boolean add(long hash) {
		if (this.before.contains(hash) || !this.latest.add(hash)) {
			return false;
		}
		if (this.latest.count == this.size) {
			this.before = this.latest;
			this.latest = new Hashes();
		}
		return true;
	}

	/**
	 * Forgets an address.
	 * @param address the address
	 */
	synchronized void remove(String address) {
		long hash = hash(address);
		this.latest.remove(hash);
		this.before.remove(hash);
	}

	/**
	 * A hash table with open addressing, 0 where there is room.
	 */
	private static final class Hashes {

		private long[] table = new long[128];

		private int count;

		boolean contains(long hash) {
			return this.table[index(hash)] != 0;
		}

		boolean add(long hash) {
			if (contains(hash)) {
				return false;
			}
			this.count++;
			if (this.count > this.table.length * 4 / 5) {
				long[] smaller = this.table;
				this.table = new long[2 * smaller.length];
				for (long known : smaller) {
					this.table[index(known)] = known;
				}
			}
			this.table[index(hash)] = hash;
			return true;
		}

		void remove(long hash) {
			int i = index(hash);
			if (this.table[i] == 0) {
				return;
			}
			this.count--;
			this.table[i] = 0;
			// what found no room at its place may stand behind it
			for (i = next(i); this.table[i] != 0; i = next(i)) {
				long moved = this.table[i];
				this.table[i] = 0;
				this.table[index(moved)] = moved;
			}
		}

		// where a hash is, or where there is room for it
		private int index(long hash) {
			int index = (int) hash & (this.table.length - 1);
			while (this.table[index] != 0 && this.table[index] != hash) {
				index = next(index);
			}
			return index;
		}

		private int next(int index) {
			return (index + 1) & (this.table.length - 1);
		}

	}

}
