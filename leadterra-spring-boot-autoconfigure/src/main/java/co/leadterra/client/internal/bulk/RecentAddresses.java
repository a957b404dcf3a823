package co.leadterra.client.internal.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * Remembers the latest addresses, at least as many as it is made for and at most twice as
 * many.
 * <p>
 * What is kept of an address is a hash of 63 bits, seeded at random. In a stream of a
 * million, the chance that an address is taken for another one is less than one in ten
 * million. Objects instead, many that live for some batches and then die, are what a
 * garbage collector is slowest at: in a {@code LinkedHashMap} they took ten times the
 * processor time in a heap of 64 MB.
 */
final class RecentAddresses {

	private static final int CHARS_PER_WORD = Long.SIZE / Character.SIZE;

	private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

	/**
	 * The bit of a hash that tells its generation. When a generation has as many
	 * addresses as are to be remembered, the one before it is forgotten.
	 */
	private static final long GENERATION = 1;

	private final long seed = ThreadLocalRandom.current().nextLong();

	private final int size;

	/**
	 * A hash table with open addressing, 0 where there is room.
	 */
	private long[] hashes = new long[128];

	private long[] spare = new long[0];

	private int count;

	private int countOfGeneration;

	private long generation;

	private final boolean ignoreCase;

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
		hash = mix(hash ^ word) & ~GENERATION;
		return (hash != 0) ? hash : ~GENERATION;
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
		int index = index(hash);
		if (this.hashes[index] != 0) {
			return false;
		}
		this.hashes[index] = hash | this.generation;
		this.count++;
		this.countOfGeneration++;
		if (this.countOfGeneration == this.size) {
			keep(this.hashes.length, (known) -> (known & GENERATION) == this.generation);
			this.generation ^= GENERATION;
			this.countOfGeneration = 0;
		}
		else if (this.count > this.hashes.length * 4 / 5) {
			keep(2 * this.hashes.length, (known) -> true);
		}
		return true;
	}

	/**
	 * Forgets an address.
	 * @param address the address
	 */
	synchronized void remove(String address) {
		int gap = index(hash(address));
		if (this.hashes[gap] == 0) {
			return;
		}
		this.count--;
		if ((this.hashes[gap] & GENERATION) == this.generation) {
			this.countOfGeneration--;
		}
		this.hashes[gap] = 0;
		int mask = this.hashes.length - 1;
		for (int i = (gap + 1) & mask; this.hashes[i] != 0; i = (i + 1) & mask) {
			long moved = this.hashes[i];
			this.hashes[i] = 0;
			this.hashes[index(moved)] = moved;
		}
	}

	// where a hash is, or where there is room for it
	private int index(long hash) {
		int mask = this.hashes.length - 1;
		int index = (int) (hash >>> 1) & mask;
		while (this.hashes[index] != 0 && (this.hashes[index] & ~GENERATION) != (hash & ~GENERATION)) {
			index = (index + 1) & mask;
		}
		return index;
	}

	private void keep(int length, LongPredicate kept) {
		long[] before = this.hashes;
		this.hashes = (this.spare.length == length) ? this.spare : new long[length];
		this.count = 0;
		for (long hash : before) {
			if (hash != 0 && kept.test(hash)) {
				this.hashes[index(hash)] = hash;
				this.count++;
			}
		}
		Arrays.fill(before, 0);
		this.spare = before;
	}

}
