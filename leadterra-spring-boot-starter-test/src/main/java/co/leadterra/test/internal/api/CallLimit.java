package co.leadterra.test.internal.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many calls each key may make in a time, which starts with its first call.
 */
public final class CallLimit {

	private final int calls;

	private final Duration duration;

	private final Clock clock;

	private final Map<String, Window> windows = new HashMap<>();

	public CallLimit(int calls, Duration duration, Clock clock) {
		this.calls = calls;
		this.duration = duration;
		this.clock = clock;
	}

	/**
	 * Counts a call.
	 * @param key the key it is made with
	 * @return how long the key has to wait before its next call, zero if it may make this
	 * one
	 */
	public synchronized Duration count(String key) {
		Instant now = this.clock.instant();
		Window window = this.windows.get(key);
		if (window == null || !now.isBefore(window.end)) {
			window = new Window(now.plus(this.duration));
			this.windows.put(key, window);
		}
		return (++window.calls <= this.calls) ? Duration.ZERO : Duration.between(now, window.end);
	}

	private static final class Window {

		private final Instant end;

		private int calls;

		private Window(Instant end) {
			this.end = end;
		}

	}

}
