package co.leadterra.autoconfigure.internal.client;

import java.time.Instant;

import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraRateLimitException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Remembers how the last call of a client ended.
 */
public class LastCall implements ExchangeFilterFunction {

	private volatile @Nullable Outcome outcome;

	private volatile @Nullable Instant rateLimitedUntil;

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return next.exchange(request).doOnEach(this::end);
	}

	private void end(Signal<ClientResponse> signal) {
		ClientResponse response = signal.get();
		Throwable failure = signal.getThrowable();
		if (response != null) {
			end(String.valueOf(response.statusCode().value()));
		}
		else if (failure != null) {
			fail(failure);
		}
	}

	private void fail(Throwable failure) {
		Integer status = (failure instanceof LeadterraException answered) ? answered.getStatus() : null;
		end((status != null) ? status.toString() : failure.getClass().getSimpleName());
		if (failure instanceof LeadterraRateLimitException limit && limit.getRetryAfter() != null) {
			this.rateLimitedUntil = Instant.now().plus(limit.getRetryAfter());
		}
	}

	private void end(String result) {
		this.outcome = new Outcome(result, Instant.now());
	}

	/**
	 * Returns how the last call ended.
	 * @return the outcome, or {@code null} if there was no call yet
	 */
	public @Nullable Outcome outcome() {
		return this.outcome;
	}

	/**
	 * Returns until when Leadterra wants no calls.
	 * @return the time, or {@code null} if it takes calls
	 */
	public @Nullable Instant rateLimitedUntil() {
		Instant until = this.rateLimitedUntil;
		return (until != null && until.isAfter(Instant.now())) ? until : null;
	}

	/**
	 * How a call ended.
	 *
	 * @param result the status of the answer, or the kind of failure if there was none
	 * @param time when it ended
	 */
	public record Outcome(String result, Instant time) {

	}

}
