package co.leadterra.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The latest requests, and how many there were in all.
 */
final class RequestLog {

	private final int capacity;

	private final Deque<RecordedRequest> latest = new ArrayDeque<>();

	private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);

	private int count;

	RequestLog(int capacity) {
		this.capacity = capacity;
	}

	synchronized void add(RecordedRequest request) {
		this.count++;
		Operation operation = request.calledOperation();
		if (operation != null) {
			this.counts.merge(operation, 1, Integer::sum);
		}
		this.latest.addLast(request);
		if (this.latest.size() > this.capacity) {
			this.latest.removeFirst();
		}
	}

	synchronized List<RecordedRequest> latest(@Nullable Operation operation) {
		return this.latest.stream()
			.filter((request) -> operation == null || request.calledOperation() == operation)
			.toList();
	}

	synchronized int count(@Nullable Operation operation) {
		return (operation != null) ? this.counts.getOrDefault(operation, 0) : this.count;
	}

	synchronized void clear() {
		this.latest.clear();
		this.counts.clear();
		this.count = 0;
	}

}
