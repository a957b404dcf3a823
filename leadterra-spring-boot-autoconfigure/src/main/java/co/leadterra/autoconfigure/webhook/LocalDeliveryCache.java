package co.leadterra.autoconfigure.webhook;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.util.ClassUtils;

/**
 * The deliveries that one instance of an application remembers on its own: in Caffeine
 * where it is on the class path, which also forgets those that are too old to come again.
 */
final class LocalDeliveryCache {

	private static final String NAME = "leadterra-webhook-deliveries";

	private static final int MAX_SIZE = 100_000;

	private LocalDeliveryCache() {
	}

	static Cache create(Duration timeToLive) {
		if (!ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Caffeine", null)) {
			return new LatestEntriesCache(NAME, MAX_SIZE);
		}
		return new ConcurrentMapCache(NAME,
				Caffeine.newBuilder().maximumSize(MAX_SIZE).expireAfterWrite(timeToLive).build().asMap(), false);
	}

}
