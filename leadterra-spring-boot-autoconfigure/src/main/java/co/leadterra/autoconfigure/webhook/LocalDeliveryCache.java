package co.leadterra.autoconfigure.webhook;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.util.ClassUtils;

/**
 * The deliveries that one instance of an application remembers on its own.
 */
final class LocalDeliveryCache {

	private static final int MAX_SIZE = 100_000;

	private LocalDeliveryCache() {
	}

	static Cache create(Duration timeToLive) {
		if (!ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Caffeine", null)) {
			throw new MissingDeliveryCacheException();
		}
		return new ConcurrentMapCache("leadterra-webhook-deliveries",
				Caffeine.newBuilder().maximumSize(MAX_SIZE).expireAfterWrite(timeToLive).build().asMap(), false);
	}

}
