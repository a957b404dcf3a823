package co.leadterra.client.internal.bulk;

import java.util.ArrayList;
import java.util.List;

import co.leadterra.client.bulk.Rejected;
import co.leadterra.client.bulk.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive items of a stream: those to send, those left out, and those of which it
 * depends on earlier ones.
 *
 * @param <T> the type of the items
 */
final class Batch<T> {

	private final long start;

	private final int size;

	private final List<T> items;

	private final List<Rejected<T>> rejected = new ArrayList<>();

	private List<T> repeats = List.of();

	/**
	 * Creates a batch.
	 * @param start the number of items in front of it
	 * @param items its items
	 * @param target what they are sent to
	 * @param recent the addresses that were read, or {@code null} if they do not matter
	 */
	Batch(long start, List<T> items, BulkTarget<T, ?> target, @Nullable RecentAddresses recent) {
		this.start = start;
		this.size = items.size();
		this.items = new ArrayList<>(items.size());
		for (T item : items) {
			String problem = target.problem(item);
			if (problem == null) {
				this.items.add(item);
			}
			else {
				this.rejected.add(new Rejected<>(item, RejectionReason.INVALID, problem, null));
			}
		}
		if (recent != null) {
			setRepeatsAside(target, recent);
		}
	}

	// All hashes before the first look-up, so that the processor waits for the memory of
	// many at once.
	private void setRepeatsAside(BulkTarget<T, ?> target, RecentAddresses recent) {
		long[] hashes = this.items.stream().mapToLong((item) -> recent.hash(target.address(item))).toArray();
		int kept = 0;
		synchronized (recent) {
			for (int i = 0; i < hashes.length; i++) {
				T item = this.items.get(i);
				if (recent.add(hashes[i])) {
					this.items.set(kept, item);
					kept++;
				}
				else {
					this.repeats = this.repeats.isEmpty() ? new ArrayList<>() : this.repeats;
					this.repeats.add(item);
				}
			}
		}
		this.items.subList(kept, hashes.length).clear();
	}

	long start() {
		return this.start;
	}

	long end() {
		return this.start + this.size;
	}

	int size() {
		return this.size;
	}

	/**
	 * Returns the items to send, in parts that fit into a call.
	 * @param target knows the size of the items
	 * @param maxBytes the size of a part, which only a single item may exceed
	 * @return the parts
	 */
	List<List<T>> parts(BulkTarget<T, ?> target, long maxBytes) {
		List<List<T>> parts = new ArrayList<>();
		int from = 0;
		long bytes = 0;
		for (int i = 0; i < this.items.size(); i++) {
			long size = target.size(this.items.get(i));
			if (i > from && bytes + size > maxBytes) {
				parts.add(this.items.subList(from, i));
				from = i;
				bytes = 0;
			}
			bytes += size;
		}
		if (from < this.items.size()) {
			parts.add(this.items.subList(from, this.items.size()));
		}
		return parts;
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
