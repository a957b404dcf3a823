package co.leadterra.test.internal.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The latest requests, and how many there were in all.
 */
public final class RequestLog {

	private final int capacity;

	private final Deque<RawRequest> latest = new ArrayDeque<>();

	private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);

	private int count;

	public RequestLog(int capacity) {
		this.capacity = capacity;
	}

	public synchronized void add(RawRequest request) {
		this.count++;
		Operation operation = request.operation();
		if (operation != null) {
			this.counts.merge(operation, 1, Integer::sum);
		}
		this.latest.addLast(request);
		if (this.latest.size() > this.capacity) {
			this.latest.removeFirst();
		}
	}

	public synchronized List<RawRequest> latest(@Nullable Operation operation) {
		return this.latest.stream().filter((request) -> operation == null || request.operation() == operation).toList();
	}

	public synchronized int count(@Nullable Operation operation) {
		return (operation != null) ? this.counts.getOrDefault(operation, 0) : this.count;
	}

	public synchronized void clear() {
		this.latest.clear();
		this.counts.clear();
		this.count = 0;
	}

}
