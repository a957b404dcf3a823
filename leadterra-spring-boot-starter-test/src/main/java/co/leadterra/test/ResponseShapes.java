package co.leadterra.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings answers and events into the form of a {@link ResponseShape}.
 *
 * @param shape the form
 */
record ResponseShapes(ResponseShape shape) {

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

	Object enrollment(int enrolled, int updated, int skipped) {
		Map<String, Object> total = Map.of("enrolled", enrolled, "updated", updated, "total", enrolled + updated);
		Map<String, Object> withSkipped = Map.of("enrolled", enrolled, "updated", updated, "skipped", skipped);
		return switch (this.shape) {
			case REFERENCE -> total;
			case CONCEPTS -> data(total);
			case QUICKSTART -> withSkipped;
			case GUIDES -> Map.of("result", withSkipped);
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

	Object suppression(int suppressed, int alreadySuppressed) {
		return switch (this.shape) {
			case REFERENCE -> Map.of("suppressed", suppressed);
			case CONCEPTS -> data(Map.of("suppressed", suppressed));
			case QUICKSTART, GUIDES -> Map.of("result", Map.of("suppressed", suppressed, "alreadySuppressed",
					alreadySuppressed, "total", suppressed + alreadySuppressed));
		};
	}

	Object webhook(Map<String, Object> webhook) {
		return named("webhook", webhook);
	}

	Map<String, Object> replyEvent(Map<String, Object> reply) {
		return (this.shape == ResponseShape.REFERENCE) ? reply : Map.of("reply", reply);
	}

	private Object named(String name, Map<String, Object> resource) {
		return switch (this.shape) {
			case REFERENCE -> resource;
			case CONCEPTS -> data(resource);
			case QUICKSTART, GUIDES -> Map.of(name, resource);
		};
	}

}
