package co.leadterra.autoconfigure.webhook;

import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LatestEntriesCache}.
 */
class LatestEntriesCacheTests {

	private final LatestEntriesCache cache = new LatestEntriesCache("latest", 3);

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
	void missingValueIsLoadedOnce() {
		assertThat(this.cache.get("a", () -> "1")).isEqualTo("1");
		assertThat(this.cache.get("a", () -> "2")).isEqualTo("1");
	}

	@Test
	void failedLoadTellsTheKey() {
		assertThatExceptionOfType(Cache.ValueRetrievalException.class).isThrownBy(() -> this.cache.get("a", () -> {
			throw new IllegalStateException("sample");
		})).satisfies((ex) -> assertThat(ex.getKey()).isEqualTo("a"));
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
