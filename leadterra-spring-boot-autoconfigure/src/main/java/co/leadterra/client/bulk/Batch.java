package co.leadterra.client.bulk;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive items of a stream: those to send with one call, and those left out.
 *
 * @param <T> the type of the items
 */
final class Batch<T> {

	private final long start;

	private final List<T> items = new ArrayList<>();

	private final List<Rejected<T>> rejected = new ArrayList<>();

	private int read;

	private int duplicates;

	private long bytes;

	Batch(long start) {
		this.start = start;
	}

	void add(T item, long bytes) {
		this.read++;
		this.items.add(item);
		this.bytes += bytes;
	}

	void addInvalid(T item, String problem) {
		this.read++;
		this.rejected.add(new Rejected<>(item, RejectionReason.INVALID, problem, null));
	}

	void addDuplicate(T item, boolean reported) {
		this.read++;
		this.duplicates++;
		if (reported) {
			this.rejected
				.add(new Rejected<>(item, RejectionReason.DUPLICATE, "The address was in the stream before", null));
		}
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
