package co.leadterra.test.internal.api;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import co.leadterra.test.internal.wire.Operation;
import co.leadterra.test.internal.wire.RawRequest;
import co.leadterra.test.internal.workspace.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * The API keys of the workspace and what each may do.
 */
public final class Keys {

	private final List<String> initialKeys;

	private final Map<String, Key> keys = new HashMap<>();

	private int lastIssued;

	public Keys(List<String> initialKeys) {
		this.initialKeys = initialKeys;
		reset();
	}

	public synchronized void reset() {
		this.keys.clear();
		this.initialKeys.forEach(this::issue);
		this.lastIssued = 0;
	}

	public synchronized String issue() {
		String key = "sk_test_example_issued_%s".formatted(++this.lastIssued);
		issue(key);
		return key;
	}

	public synchronized void issue(String key) {
		this.keys.put(key, new Key(EnumSet.allOf(Operation.class), null));
	}

	public synchronized void revoke(String key) {
		require(key);
		this.keys.remove(key);
	}

	public synchronized void restrict(String key, Set<Operation> allowed) {
		this.keys.put(key, new Key(allowed, require(key).sdrId()));
	}

	public synchronized void link(String key, String sdrId) {
		this.keys.put(key, new Key(require(key).allowed(), sdrId));
	}

	private Key require(String key) {
		Key known = this.keys.get(key);
		if (known == null) {
			throw new IllegalArgumentException("No such key has been issued");
		}
		return known;
	}

	public synchronized Key authenticate(List<String> authorization) {
		if (authorization.size() != 1 || !authorization.get(0).startsWith(RawRequest.BEARER)) {
			throw rejected("The Authorization header is missing or malformed");
		}
		Key key = this.keys.get(authorization.get(0).substring(RawRequest.BEARER.length()));
		if (key == null) {
			throw rejected("The API key is invalid or has been revoked");
		}
		return key;
	}

	private static ApiError rejected(String text) {
		return ApiError.of(401, "authentication_failed", text);
	}

	/**
	 * What a key may do.
	 *
	 * @param allowed the operations it may call
	 * @param sdrId the SDR it is linked to, or {@code null} for the workspace's first
	 */
	record Key(Set<Operation> allowed, @Nullable String sdrId) {

		void authorize(Operation operation) {
			if (!this.allowed.contains(operation)) {
				throw ApiError.of(403, null, "The API key has no permission to perform this action");
			}
		}

	}

}
