package co.leadterra.test.internal.workspace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import co.leadterra.test.Behavior;

/**
 * The sender accounts, and the pools of them with the volume each has left.
 */
public final class Senders {

	private static final Duration DAY = Duration.ofDays(1);

	private final Table accounts = new Table("sa_");

	private final Table pools = new Table("pool_");

	// what has been used of each pool, by the time from which it can be used again
	private final Map<String, NavigableMap<Instant, Integer>> used = new HashMap<>();

	private final Clock clock;

	private final Predicate<Behavior> behaviors;

	public Senders(Clock clock, Predicate<Behavior> behaviors) {
		this.clock = clock;
		this.behaviors = behaviors;
	}

	public Map<String, Object> addAccount(Map<String, ?> fields) {
		return this.accounts.add(Map.of("email", "sender@sender.example", "name", "Sender", "status", "active"),
				fields);
	}

	public Map<String, Object> addPool(Map<String, ?> fields) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("name", "Pool");
		all.put("dailyCapacity", 500);
		all.put("remainingVolume", 500);
		all.put("senderAccountIds", List.of());
		Object capacity = fields.get("dailyCapacity");
		if (capacity != null) {
			all.put("remainingVolume", capacity);
		}
		if (!fields.containsKey("senderAccountIds")) {
			all.put("senderAccountIds", List.of(Table.text(addAccount(Map.of()), "id")));
		}
		Map<String, Object> pool = this.pools.add(all, fields);
		this.used.remove(Table.text(pool, "id"));
		int missing = Table.number(pool, "dailyCapacity") - Table.number(pool, "remainingVolume");
		if (missing > 0) {
			use(pool, missing);
		}
		return pool;
	}

	public List<Map<String, Object>> accounts() {
		return this.accounts.snapshot();
	}

	public List<Map<String, Object>> pools() {
		refill();
		return this.pools.snapshot();
	}

	/**
	 * Takes the volume of one mail from the first pool that can send it.
	 * @return whether there is one
	 */
	boolean take() {
		refill();
		for (Map<String, Object> pool : this.pools.rows()) {
			int remaining = Table.number(pool, "remainingVolume");
			if (remaining > 0 && hasActiveAccount(pool)) {
				pool.put("remainingVolume", remaining - 1);
				use(pool, 1);
				return true;
			}
		}
		return false;
	}

	private boolean hasActiveAccount(Map<String, Object> pool) {
		return pool.get("senderAccountIds") instanceof Collection<?> ids && ids.stream()
			.map((id) -> this.accounts.find(id.toString()))
			.anyMatch((account) -> account != null && "active".equals(account.get("status")));
	}

	private void use(Map<String, Object> pool, int volume) {
		Instant now = this.clock.instant();
		Instant again = this.behaviors.test(Behavior.VOLUME_RENEWED_AT_MIDNIGHT)
				? now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant()
				: now.truncatedTo(ChronoUnit.SECONDS).plus(DAY);
		this.used.computeIfAbsent(Table.text(pool, "id"), (id) -> new TreeMap<>()).merge(again, volume, Integer::sum);
	}

	private void refill() {
		Instant now = this.clock.instant();
		for (Map<String, Object> pool : this.pools.rows()) {
			NavigableMap<Instant, Integer> used = this.used.getOrDefault(Table.text(pool, "id"), new TreeMap<>());
			Map<Instant, Integer> over = used.headMap(now, true);
			int volume = over.values().stream().mapToInt(Integer::intValue).sum();
			if (volume > 0) {
				pool.put("remainingVolume", Table.number(pool, "remainingVolume") + volume);
				over.clear();
			}
		}
	}

	public void clear() {
		this.accounts.clear();
		this.pools.clear();
		this.used.clear();
	}

}
