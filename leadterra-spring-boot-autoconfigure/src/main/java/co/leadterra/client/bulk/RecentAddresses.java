package co.leadterra.client.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Remembers the latest addresses, at least as many as it is made for and at most twice as
 * many, without regard to case. An address of more than 320 characters, which no mail
 * server takes, is never remembered.
 * <p>
 * The texts are kept in full, but not as objects: many that live for some batches and
 * then die are what a garbage collector is slowest at. As objects of a
 * {@code LinkedHashMap} they took twice the time in a small heap.
 */
final class RecentAddresses {

	private static final int MAX_LENGTH = 320;

	private final int size;

	private static final long FNV_PRIME = 0x100000001b3L;

	// nobody is to know which addresses collide
	private final long seed = ThreadLocalRandom.current().nextLong();

	private final byte[] text = new byte[3 * MAX_LENGTH];

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
		if (normalized.length() > MAX_LENGTH) {
			return true;
		}
		int length = encode(normalized);
		int hash = hash(this.text, 0, length);
		if (this.previous.contains(hash, length) || !this.current.add(hash, length)) {
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

	// UTF-8, except that surrogates stay apart, so that no two texts become the same
	private int encode(String address) {
		int length = 0;
		for (int i = 0; i < address.length(); i++) {
			char c = address.charAt(i);
			if (c < 0x80) {
				this.text[length++] = (byte) c;
			}
			else if (c < 0x800) {
				this.text[length++] = (byte) (0xC0 | (c >> 6));
				this.text[length++] = (byte) (0x80 | (c & 0x3F));
			}
			else {
				this.text[length++] = (byte) (0xE0 | (c >> 12));
				this.text[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
				this.text[length++] = (byte) (0x80 | (c & 0x3F));
			}
		}
		return length;
	}

	private int hash(byte[] bytes, int start, int length) {
		long hash = this.seed;
		for (int i = start; i < start + length; i++) {
			hash = (hash ^ bytes[i]) * FNV_PRIME;
		}
		return (int) (hash ^ (hash >>> 32));
	}

	/**
	 * A hash table with open addressing. Its texts are in chunks, one behind the other.
	 */
	private final class Generation {

		private static final int CHUNK = 1 << 16;

		private static final int ENTRY_BITS = 20;

		private static final int ENTRY_MASK = (1 << ENTRY_BITS) - 1;

		// the number of an entry, from 1, and as much of its hash as fits; or 0
		private int[] slots = new int[64];

		private int[] starts = new int[32];

		private short[] lengths = new short[32];

		private final List<byte[]> chunks = new ArrayList<>();

		private int end;

		private int count;

		boolean contains(int hash, int length) {
			return this.slots[slot(hash, length)] != 0;
		}

		boolean add(int hash, int length) {
			int slot = slot(hash, length);
			if (this.slots[slot] != 0) {
				return false;
			}
			if (this.count == this.starts.length) {
				grow();
				slot = slot(hash, length);
			}
			store(length);
			this.count++;
			this.slots[slot] = (hash & ~ENTRY_MASK) | this.count;
			return true;
		}

		void clear() {
			Arrays.fill(this.slots, 0);
			this.count = 0;
			this.end = 0;
		}

		private void store(int length) {
			if (this.end % CHUNK + length > CHUNK) {
				this.end += CHUNK - this.end % CHUNK;
			}
			if (this.end / CHUNK == this.chunks.size()) {
				this.chunks.add(new byte[CHUNK]);
			}
			System.arraycopy(RecentAddresses.this.text, 0, this.chunks.get(this.end / CHUNK), this.end % CHUNK, length);
			this.starts[this.count] = this.end;
			this.lengths[this.count] = (short) length;
			this.end += length;
		}

		private int slot(int hash, int length) {
			int slot = hash & (this.slots.length - 1);
			while (this.slots[slot] != 0 && !isAt(this.slots[slot], hash, length)) {
				slot = (slot + 1) & (this.slots.length - 1);
			}
			return slot;
		}

		private boolean isAt(int slot, int hash, int length) {
			int entry = (slot & ENTRY_MASK) - 1;
			if (((slot ^ hash) & ~ENTRY_MASK) != 0 || this.lengths[entry] != length) {
				return false;
			}
			int start = this.starts[entry] % CHUNK;
			return Arrays.equals(this.chunks.get(this.starts[entry] / CHUNK), start, start + length,
					RecentAddresses.this.text, 0, length);
		}

		private void grow() {
			this.starts = Arrays.copyOf(this.starts, 2 * this.count);
			this.lengths = Arrays.copyOf(this.lengths, 2 * this.count);
			this.slots = new int[4 * this.count];
			for (int entry = 0; entry < this.count; entry++) {
				byte[] chunk = this.chunks.get(this.starts[entry] / CHUNK);
				int hash = hash(chunk, this.starts[entry] % CHUNK, this.lengths[entry]);
				int slot = hash & (this.slots.length - 1);
				while (this.slots[slot] != 0) {
					slot = (slot + 1) & (this.slots.length - 1);
				}
				this.slots[slot] = (hash & ~ENTRY_MASK) | (entry + 1);
			}
		}

	}

}
