package co.leadterra.test.internal.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import co.leadterra.test.ErrorEntryShape;
import co.leadterra.test.ResponseShape;
import co.leadterra.test.internal.workspace.Campaigns;
import co.leadterra.test.internal.workspace.InvalidEntry;

/**
 * Brings answers and events into the form of a {@link ResponseShape}.
 *
 * @param shape the form
 * @param entryShape the form of what is said about single entries
 */
record ResponseShapes(ResponseShape shape, ErrorEntryShape entryShape) {

	static Map<String, Object> data(Object value) {
		return Map.of("data", value);
	}

	boolean paged() {
		return switch (this.shape) {
			case REFERENCE, CONCEPTS -> false;
			case QUICKSTART, GUIDES -> true;
		};
	}

	Object senderPools(List<Map<String, Object>> pools) {
		return switch (this.shape) {
			case REFERENCE -> pools;
			case CONCEPTS -> data(pools);
			case QUICKSTART ->
				Map.of("senderPools", pools.stream().map((pool) -> counted(pool, "remainingToday")).toList());
			case GUIDES -> Map.of("pools", pools.stream().map((pool) -> counted(pool, "remainingVolume")).toList());
		};
	}

	private static Map<String, Object> counted(Map<String, Object> pool, String remaining) {
		Map<String, Object> counted = new LinkedHashMap<>(pool);
		move(counted, "remainingVolume", remaining);
		if (counted.remove("senderAccountIds") instanceof List<?> accounts) {
			counted.put("senderCount", accounts.size());
		}
		return counted;
	}

	private static void move(Map<String, Object> map, String from, String to) {
		Object value = map.remove(from);
		if (value != null) {
			map.put(to, value);
		}
	}

	Object senderAccounts(List<Map<String, Object>> accounts) {
		return (this.shape == ResponseShape.REFERENCE) ? accounts : data(accounts);
	}

	Object campaign(Map<String, Object> campaign) {
		return named("campaign", campaign);
	}

	Object stats(Map<String, Object> stats, String status) {
		return switch (this.shape) {
			case REFERENCE -> stats;
			case CONCEPTS -> data(stats);
			case QUICKSTART, GUIDES -> {
				Map<String, Object> withStatus = new LinkedHashMap<>(stats);
				withStatus.put("status", status);
				yield withStatus;
			}
		};
	}

	Object enrollment(Campaigns.Enrollment result, List<InvalidEntry> invalid) {
		Map<String, Object> counters = new LinkedHashMap<>();
		counters.put("enrolled", result.enrolled());
		counters.put("updated", result.updated());
		switch (this.shape) {
			case REFERENCE, CONCEPTS -> counters.put("total", result.enrolled() + result.updated());
			case QUICKSTART, GUIDES -> counters.put("skipped", result.skipped());
		}
		putErrors(counters, invalid);
		return switch (this.shape) {
			case REFERENCE, QUICKSTART -> counters;
			case CONCEPTS -> data(counters);
			case GUIDES -> Map.of("result", counters);
		};
	}

	Object replies(List<Map<String, Object>> replies, int total, int page, int perPage) {
		return switch (this.shape) {
			case REFERENCE -> replies;
			case CONCEPTS -> data(replies);
			case QUICKSTART, GUIDES ->
				Map.of("replies", replies, "pagination", Map.of("total", total, "page", page, "perPage", perPage));
		};
	}

	Object suppression(int suppressed, int alreadySuppressed, List<InvalidEntry> invalid) {
		Map<String, Object> counters = new LinkedHashMap<>();
		counters.put("suppressed", suppressed);
		switch (this.shape) {
			case REFERENCE, CONCEPTS -> {
			}
			case QUICKSTART, GUIDES -> {
				counters.put("alreadySuppressed", alreadySuppressed);
				counters.put("total", suppressed + alreadySuppressed);
			}
		}
		putErrors(counters, invalid);
		return named("result", counters);
	}

	private void putErrors(Map<String, Object> counters, List<InvalidEntry> invalid) {
		if (!invalid.isEmpty()) {
			counters.put("errors",
					invalid.stream().map((entry) -> ErrorBodies.render(this.entryShape, entry)).toList());
		}
	}

	Object webhook(Map<String, Object> webhook) {
		return named("webhook", webhook);
	}

	private Object named(String name, Map<String, Object> resource) {
		return switch (this.shape) {
			case REFERENCE -> resource;
			case CONCEPTS -> data(resource);
			case QUICKSTART, GUIDES -> Map.of(name, resource);
		};
	}

}
