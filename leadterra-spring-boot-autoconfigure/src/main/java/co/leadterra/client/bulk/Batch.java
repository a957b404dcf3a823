package co.leadterra.client.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Consecutive items of a stream: those to send with one call, and those left out.
 *
 * @param <T> the type of the items
 */
final class Batch<T> {

	private final long start;

	private final List<T> items;

	private final long[] hashes;

	private final List<Rejected<T>> rejected = new ArrayList<>();

	private int read;

	private int duplicates;

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
	void leaveOutDuplicates(LongPredicate isNew, boolean report) {
		int kept = 0;
		for (int i = 0; i < this.items.size(); i++) {
			T item = this.items.get(i);
			if (isNew.test(this.hashes[i])) {
				this.items.set(kept, item);
				kept++;
			}
			else if (report) {
				this.rejected
					.add(new Rejected<>(item, RejectionReason.DUPLICATE, "The address was in the stream before", null));
			}
		}
		List<T> left = this.items.subList(kept, this.items.size());
		this.duplicates += left.size();
		left.clear();
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

	int duplicates() {
		return this.duplicates;
	}

}
