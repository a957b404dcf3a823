package co.leadterra.client.bulk;

import java.util.Arrays;
import java.util.Locale;

/**
 * Remembers the latest addresses, at least as many as it is made for and at most twice as
 * many, without regard to case.
 * <p>
 * The text of an address is kept in full, in one array for all: objects that live for the
 * time of many batches and then die are what a garbage collector is slowest at.
 */
final class RecentAddresses {

	private final int size;

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
		String normalized = address.toLowerCase(Locale.ROOT);
		if (this.previous.contains(normalized) || !this.current.add(normalized)) {
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

	/**
	 * A hash table with open addressing whose keys are stored one behind the other.
	 */
	private static final class Generation {

		private static final int FREE = 0;

		// an entry's number, from 1
		private int[] slots = new int[64];

		private int[] hashes = new int[32];

		private int[] ends = new int[33];

		private char[] text = new char[1024];

		private int count;

		boolean contains(String address) {
			return this.slots[slot(address)] != FREE;
		}

		boolean add(String address) {
			int slot = slot(address);
			if (this.slots[slot] != FREE) {
				return false;
			}
			if (this.count == this.hashes.length) {
				grow();
				slot = slot(address);
			}
			int start = this.ends[this.count];
			int end = start + address.length();
			if (end > this.text.length) {
				this.text = Arrays.copyOf(this.text, Math.max(2 * this.text.length, end));
			}
			address.getChars(0, address.length(), this.text, start);
			this.hashes[this.count] = address.hashCode();
			this.count++;
			this.ends[this.count] = end;
			this.slots[slot] = this.count;
			return true;
		}

		void clear() {
			Arrays.fill(this.slots, FREE);
			this.count = 0;
		}

		private int slot(String address) {
			int mask = this.slots.length - 1;
			int slot = spread(address.hashCode()) & mask;
			while (this.slots[slot] != FREE && !isAt(this.slots[slot], address)) {
				slot = (slot + 1) & mask;
			}
			return slot;
		}

		private boolean isAt(int entry, String address) {
			int start = this.ends[entry - 1];
			int end = this.ends[entry];
			if (this.hashes[entry - 1] != address.hashCode() || end - start != address.length()) {
				return false;
			}
			for (int i = 0; i < address.length(); i++) {
				if (this.text[start + i] != address.charAt(i)) {
					return false;
				}
			}
			return true;
		}

		private void grow() {
			this.hashes = Arrays.copyOf(this.hashes, 2 * this.count);
			this.ends = Arrays.copyOf(this.ends, 2 * this.count + 1);
			this.slots = new int[4 * this.count];
			int mask = this.slots.length - 1;
			for (int entry = 1; entry <= this.count; entry++) {
				int slot = spread(this.hashes[entry - 1]) & mask;
				while (this.slots[slot] != FREE) {
					slot = (slot + 1) & mask;
				}
				this.slots[slot] = entry;
			}
		}

		private static int spread(int hash) {
			return hash ^ (hash >>> 16);
		}

	}

}
