package co.leadterra.client.http;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * How many calls the application allows itself, whatever Leadterra allows.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallBudget {

	/**
	 * Takes what one call costs. Called, and subscribed to, before every call, on a
	 * thread that may block.
	 * @param apiKey the key of the call
	 * @param patience the longest wait
	 * @return completes when the call may be sent; fails at once with a
	 * {@link CallHeldBackException} if that would take longer than the patience
	 */
	Mono<Void> take(ApiKey apiKey, Duration patience);

	/**
	 * Returns a budget that is never used up.
	 * @return the budget
	 */
	static CallBudget unlimited() {
		return UnlimitedCallBudget.INSTANCE;
	}

}
