package co.leadterra.webhook;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

import co.leadterra.webhook.WebhookRejectedException.Reason;
import org.apache.commons.logging.Log;

/**
 * Warns of rejected deliveries, which anyone may send as many of as they like: for each
 * reason once in a while.
 */
class RejectionLog {

	private static final long PAUSE = Duration.ofMinutes(5).toNanos();

	private final Map<Reason, Long> warnings = new EnumMap<>(Reason.class);

	private final Log logger;

	private final LongSupplier nanoTime;

	RejectionLog(Log logger, LongSupplier nanoTime) {
		this.logger = logger;
		this.nanoTime = nanoTime;
	}

	void log(WebhookRejectedException rejection) {
		String message = "Rejected a webhook delivery: " + rejection.getMessage();
		if (isWorthAWarning(rejection.getReason())) {
			this.logger.warn(message + ". More of this kind in the next minutes are logged at DEBUG");
		}
		else {
			this.logger.debug(message);
		}
	}

	private synchronized boolean isWorthAWarning(Reason reason) {
		long now = this.nanoTime.getAsLong();
		Long last = this.warnings.get(reason);
		if (last != null && now - last < PAUSE) {
			return false;
		}
		this.warnings.put(reason, now);
		return true;
	}

}
