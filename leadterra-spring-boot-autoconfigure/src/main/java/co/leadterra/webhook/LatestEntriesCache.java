package co.leadterra.webhook;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.support.AbstractValueAdaptingCache;

/**
 * A cache of a fixed size, in which the eldest entry makes room for a new one. A library
 * would rather keep what is asked for often, and nothing here is.
 */
final class LatestEntriesCache extends AbstractValueAdaptingCache {

	private final Map<Object, Object> entries = new LinkedHashMap<>();

	private final int maxSize;

	private final Predicate<Object> needed;

	/**
	 * Creates a cache.
	 * @param maxSize the number of entries
	 * @param needed whether the entry with a value stays, whatever its age
	 */
	LatestEntriesCache(int maxSize, Predicate<Object> needed) {
		super(false);
		this.maxSize = maxSize;
		this.needed = needed;
	}

	@Override
	public String getName() {
		return "latest";
	}

	@Override
	public Object getNativeCache() {
		return this.entries;
	}

	@Override
	protected synchronized @Nullable Object lookup(Object key) {
		return this.entries.get(key);
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		throw new UnsupportedOperationException();
	}

	@Override
	public synchronized void put(Object key, @Nullable Object value) {
		this.entries.remove(key);
		this.entries.put(key, toStoreValue(value));
		makeRoom();
	}

	@Override
	public synchronized @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		Object present = this.entries.putIfAbsent(key, toStoreValue(value));
		makeRoom();
		return toValueWrapper(present);
	}

	private void makeRoom() {
		Iterator<Object> eldestFirst = this.entries.values().iterator();
		while (this.entries.size() > this.maxSize && eldestFirst.hasNext()) {
			if (!this.needed.test(eldestFirst.next())) {
				eldestFirst.remove();
			}
		}
	}

	@Override
	public synchronized void evict(Object key) {
		this.entries.remove(key);
	}

	@Override
	public synchronized void clear() {
		this.entries.clear();
	}

}
