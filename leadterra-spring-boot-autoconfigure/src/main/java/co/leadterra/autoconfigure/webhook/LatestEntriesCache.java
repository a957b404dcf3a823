package co.leadterra.autoconfigure.webhook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.support.AbstractValueAdaptingCache;

/**
 * A cache of a fixed size, in which the eldest entry makes room for a new one.
 */
final class LatestEntriesCache extends AbstractValueAdaptingCache {

	private final String name;

	private final Map<Object, Object> entries;

	LatestEntriesCache(String name, int maxSize) {
		super(false);
		this.name = name;
		this.entries = new LinkedHashMap<>() {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
				return size() > maxSize;
			}

		};
	}

	@Override
	public String getName() {
		return this.name;
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
	@SuppressWarnings("unchecked")
	public synchronized <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		return (T) this.entries.computeIfAbsent(key, (missing) -> load(missing, valueLoader));
	}

	private static Object load(Object key, Callable<?> valueLoader) {
		try {
			return valueLoader.call();
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(key, valueLoader, ex);
		}
	}

	@Override
	public synchronized void put(Object key, @Nullable Object value) {
		this.entries.put(key, toStoreValue(value));
	}

	@Override
	public synchronized @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		return toValueWrapper(this.entries.putIfAbsent(key, toStoreValue(value)));
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
