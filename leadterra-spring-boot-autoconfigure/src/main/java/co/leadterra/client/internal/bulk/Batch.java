package co.leadterra.client.internal.bulk;

import java.util.ArrayList;
import java.util.List;

import co.leadterra.client.bulk.Rejected;
import co.leadterra.client.bulk.RejectionReason;

/**
 * Consecutive items of a stream: those to send with one call, those left out, and those
 * of which it depends on earlier ones.
 *
 * @param <T> the type of the items
 */
final class Batch<T> {

	private final long start;

	private final List<T> items;

	private final long[] hashes;

	private final List<Rejected<T>> rejected = new ArrayList<>();

	private List<T> repeats = List.of();

	private int read;

	private long bytes;

	Batch(long start, int size) {
		this.start = start;
		this.items = new ArrayList<>(size);
		this.hashes = new long[size];
	}

	void add(T item, long bytes, long hash) {
		this.read++;
		this.hashes[this.items.size()] = hash;
		this.items.add(item);
		this.bytes += bytes;
	}

	void addInvalid(T item, String problem) {
		this.read++;
		this.rejected.add(new Rejected<>(item, RejectionReason.INVALID, problem, null));
	}

	// Done for a whole batch, so that the processor waits for the memory of many at once.
	void setRepeatsAside(RecentAddresses recent) {
		int kept = 0;
		synchronized (recent) {
			for (int i = 0; i < this.items.size(); i++) {
				T item = this.items.get(i);
				if (recent.add(this.hashes[i])) {
					this.items.set(kept, item);
					kept++;
				}
				else {
					if (this.repeats.isEmpty()) {
						this.repeats = new ArrayList<>();
					}
					this.repeats.add(item);
				}
			}
		}
		this.items.subList(kept, this.items.size()).clear();
	}

	boolean fits(long bytes, long maxBytes) {
		return this.items.isEmpty() || this.bytes + bytes <= maxBytes;
	}

	long start() {
		return this.start;
	}

	long end() {
		return this.start + this.read;
	}

	int read() {
		return this.read;
	}

	List<T> items() {
		return this.items;
	}

	List<Rejected<T>> rejected() {
		return this.rejected;
	}

	/**
	 * Returns the items whose address was read before. They are duplicates, unless what
	 * was read before is refused.
	 * @return the items
	 */
	List<T> repeats() {
		return this.repeats;
	}

}
