package co.leadterra.client.bulk;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Remembers the latest addresses, at least as many as it is made for and at most twice as
 * many, without regard to case.
 * <p>
 * What is kept of an address is a hash of 128 bits, seeded at random. In a stream of a
 * million, the chance that two addresses are taken for one another is less than one in
 * 10<sup>27</sup>. Objects instead, many that live for some batches and then die, are
 * what a garbage collector is slowest at: in a {@code LinkedHashMap} they took ten times
 * the processor time in a heap of 64 MB.
 */
final class RecentAddresses {

	private static final int CHARS_PER_WORD = Long.SIZE / Character.SIZE;

	private static final long FIRST_MULTIPLIER = 0x9E3779B97F4A7C15L;

	private static final long SECOND_MULTIPLIER = 0xD6E8FEB86659FD93L;

	private final long firstSeed = ThreadLocalRandom.current().nextLong();

	private final long secondSeed = ThreadLocalRandom.current().nextLong();

	private final int size;

	private long first;

	private long second;

	private Generation current = new Generation();

	private Generation previous = new Generation();

	RecentAddresses(int size) {
		this.size = size;
	}

	/**
	 * Remembers an address.
	 * @param address the address
	 * @return whether it was not remembered yet
	 */
	boolean add(String address) {
		hash(address);
		if (this.previous.contains(this.first, this.second) || !this.current.add(this.first, this.second)) {
			return false;
		}
		if (this.current.count == this.size) {
			Generation oldest = this.previous;
			this.previous = this.current;
			this.current = oldest;
			this.current.clear();
		}
		return true;
	}

	private void hash(String address) {
		long first = this.firstSeed;
		long second = this.secondSeed;
		long word = address.length();
		for (int i = 0; i < address.length(); i++) {
			if (i % CHARS_PER_WORD == 0) {
				first = mix(first ^ word, FIRST_MULTIPLIER);
				second = mix(second ^ word, SECOND_MULTIPLIER);
				word = 0;
			}
			word = (word << Character.SIZE) | lowerCase(address.charAt(i));
		}
		this.first = mix(first ^ word, FIRST_MULTIPLIER);
		this.second = mix(second ^ word, SECOND_MULTIPLIER);
	}

	private static char lowerCase(char c) {
		if (c < 0x80) {
			return (c >= 'A' && c <= 'Z') ? (char) (c + ('a' - 'A')) : c;
		}
		return Character.toLowerCase(c);
	}

	private static long mix(long value, long multiplier) {
		return Math.multiplyHigh(value, multiplier) ^ (value * multiplier);
	}

	/**
	 * A hash table with open addressing.
	 */
	private static final class Generation {

		// the two halves of a hash side by side; two zeros where there is none
		private long[] hashes = new long[128];

		private int count;

		boolean contains(long first, long second) {
			return !isFree(index(first, second));
		}

		boolean add(long first, long second) {
			int index = index(first, second);
			if (!isFree(index)) {
				return false;
			}
			put(index, first, second);
			this.count++;
			if (this.count > this.hashes.length / 2 * 4 / 5) {
				grow();
			}
			return true;
		}

		void clear() {
			Arrays.fill(this.hashes, 0);
			this.count = 0;
		}

		private int index(long first, long second) {
			int mask = this.hashes.length - 1;
			int index = (int) (first << 1) & mask;
			while (!isFree(index) && (this.hashes[index] != first || this.hashes[index + 1] != second)) {
				index = (index + 2) & mask;
			}
			return index;
		}

		private boolean isFree(int index) {
			return this.hashes[index] == 0 && this.hashes[index + 1] == 0;
		}

		private void put(int index, long first, long second) {
			this.hashes[index] = first;
			this.hashes[index + 1] = second;
		}

		private void grow() {
			long[] before = this.hashes;
			this.hashes = new long[2 * before.length];
			for (int i = 0; i < before.length; i += 2) {
				if (before[i] != 0 || before[i + 1] != 0) {
					put(index(before[i], before[i + 1]), before[i], before[i + 1]);
				}
			}
		}

	}

}
