package co.leadterra.webhook;

import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the cache of {@link WebhookDeliveries} in memory.
 */
class LatestEntriesTests {

	private final WebhookDeliveries.LatestEntries cache = new WebhookDeliveries.LatestEntries(3, "needed"::equals);

	@Test
	void putIfAbsentKeepsTheFirstValue() {
		assertThat(this.cache.putIfAbsent("a", "1")).isNull();
		assertThat(this.cache.putIfAbsent("a", "2")).extracting(Cache.ValueWrapper::get).isEqualTo("1");
		assertThat(this.cache.get("a", String.class)).isEqualTo("1");
	}

	@Test
	void putReplacesAValue() {
		this.cache.put("a", "1");
		this.cache.put("a", "2");
		assertThat(this.cache.get("a", String.class)).isEqualTo("2");
	}

	@Test
	void eldestEntryMakesRoom() {
		for (String key : new String[] { "a", "b", "c", "d" }) {
			this.cache.putIfAbsent(key, key);
		}
		assertThat(this.cache.get("a")).isNull();
		assertThat(this.cache.get("b", String.class)).isEqualTo("b");
		assertThat(this.cache.get("d", String.class)).isEqualTo("d");
	}

	@Test
	void entryThatWasReplacedIsANewOne() {
		for (String key : new String[] { "a", "b", "c", "a", "d" }) {
			this.cache.put(key, key);
		}
		assertThat(this.cache.get("a", String.class)).isEqualTo("a");
		assertThat(this.cache.get("b")).isNull();
	}

	@Test
	void entryThatIsNeededStaysWhateverItsAge() {
		this.cache.putIfAbsent("a", "needed");
		for (String key : new String[] { "b", "c", "d", "e" }) {
			this.cache.putIfAbsent(key, key);
		}
		assertThat(this.cache.get("a", String.class)).isEqualTo("needed");
		assertThat(this.cache.get("b")).isNull();
		assertThat(this.cache.get("c")).isNull();
		assertThat(this.cache.get("d")).isNotNull();
	}

	@Test
	void evictedAndClearedEntriesAreGone() {
		this.cache.put("a", "1");
		this.cache.put("b", "2");
		this.cache.evict("a");
		assertThat(this.cache.get("a")).isNull();
		this.cache.clear();
		assertThat(this.cache.get("b")).isNull();
	}

}
