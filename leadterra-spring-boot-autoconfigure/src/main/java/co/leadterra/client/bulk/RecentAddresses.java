package co.leadterra.client.bulk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
 * then die are what a garbage collector is slowest at. In a {@code LinkedHashMap} they
 * took ten times the processor time in a heap of 64 MB.
 */
final class RecentAddresses {

	private static final int MAX_LENGTH = 320;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

	// unknown to whoever would like to choose addresses that collide
	private final long seed = ThreadLocalRandom.current().nextLong();

	private final int size;

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
		if (address.length() > MAX_LENGTH) {
			return true;
		}
		int length = encodeAscii(address);
		if (length < address.length()) {
			String lowerCase = address.toLowerCase(Locale.ROOT);
			if (lowerCase.length() > MAX_LENGTH) {
				return true;
			}
			length = encode(lowerCase);
		}
		long hash = hash(this.text, 0, length);
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

	private int encodeAscii(String address) {
		for (int i = 0; i < address.length(); i++) {
			char c = address.charAt(i);
			if (c >= 0x80) {
				return i;
			}
			this.text[i] = (byte) ((c >= 'A' && c <= 'Z') ? c + ('a' - 'A') : c);
		}
		return address.length();
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

	private long hash(byte[] bytes, int start, int length) {
		long hash = this.seed;
		int i = start;
		for (int end = start + length - Long.BYTES; i <= end; i += Long.BYTES) {
			hash = mix(hash ^ (long) LONGS.get(bytes, i));
		}
		for (int end = start + length; i < end; i++) {
			hash = mix(hash ^ bytes[i]);
		}
		return hash;
	}

	private static long mix(long value) {
		return Math.multiplyHigh(value, MULTIPLIER) ^ (value * MULTIPLIER);
	}

	/**
	 * A hash table with open addressing. Its texts are in chunks, one behind the other.
	 * What is looked at for every address, the tags, is small enough for a processor's
	 * cache.
	 */
	private final class Generation {

		private static final int CHUNK = 1 << 16;

		// by slot: 0 if it is free, otherwise a part of the hash
		private byte[] tags = new byte[64];

		// by slot: the number of the entry
		private int[] entries = new int[64];

		// by number of the entry
		private int[] starts = new int[32];

		// by number of the entry
		private short[] lengths = new short[32];

		private final List<byte[]> chunks = new ArrayList<>();

		private int end;

		private int count;

		boolean contains(long hash, int length) {
			return this.tags[slot(hash, length)] != 0;
		}

		boolean add(long hash, int length) {
			int slot = slot(hash, length);
			if (this.tags[slot] != 0) {
				return false;
			}
			if (this.count == this.starts.length) {
				grow();
				slot = slot(hash, length);
			}
			this.tags[slot] = tag(hash);
			this.entries[slot] = this.count;
			store(length);
			return true;
		}

		void clear() {
			Arrays.fill(this.tags, (byte) 0);
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
			this.count++;
			this.end += length;
		}

		private int slot(long hash, int length) {
			byte tag = tag(hash);
			int mask = this.tags.length - 1;
			int slot = (int) hash & mask;
			while (this.tags[slot] != 0 && (this.tags[slot] != tag || !isText(this.entries[slot], length))) {
				slot = (slot + 1) & mask;
			}
			return slot;
		}

		private boolean isText(int entry, int length) {
			int start = this.starts[entry] % CHUNK;
			return this.lengths[entry] == length && Arrays.equals(this.chunks.get(this.starts[entry] / CHUNK), start,
					start + length, RecentAddresses.this.text, 0, length);
		}

		private byte tag(long hash) {
			return (byte) ((hash >>> 56) | 1);
		}

		private void grow() {
			this.starts = Arrays.copyOf(this.starts, 2 * this.count);
			this.lengths = Arrays.copyOf(this.lengths, 2 * this.count);
			this.tags = new byte[4 * this.count];
			this.entries = new int[4 * this.count];
			int mask = this.tags.length - 1;
			for (int entry = 0; entry < this.count; entry++) {
				byte[] chunk = this.chunks.get(this.starts[entry] / CHUNK);
				long hash = hash(chunk, this.starts[entry] % CHUNK, this.lengths[entry]);
				int slot = (int) hash & mask;
				while (this.tags[slot] != 0) {
					slot = (slot + 1) & mask;
				}
				this.tags[slot] = tag(hash);
				this.entries[slot] = entry;
			}
		}

	}

}
