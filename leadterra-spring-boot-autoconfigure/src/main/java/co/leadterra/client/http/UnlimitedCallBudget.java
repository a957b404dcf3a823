package co.leadterra.client.http;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * The budget that is never used up.
 */
enum UnlimitedCallBudget implements CallBudget {

	INSTANCE;

	@Override
	public Mono<Void> take(ApiKey apiKey, Duration patience) {
		return Mono.empty();
	}

}
