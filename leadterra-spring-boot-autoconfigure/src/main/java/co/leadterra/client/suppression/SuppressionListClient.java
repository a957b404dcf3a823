package co.leadterra.client.suppression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import co.leadterra.client.bulk.BulkPipeline;
import co.leadterra.client.internal.call.Idempotent;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The suppression list of the workspace: addresses that no campaign writes to any more.
 * <p>
 * <strong>There is no way back by API.</strong> Leadterra documents no call to read the
 * list or to take an address off it; that is done by hand in the Leadterra app, in
 * Settings, Suppression List.
 * <p>
 * What a call returns does nothing until it is subscribed to. A failed call ends with a
 * {@code co.leadterra.client.LeadterraException}: its subtypes tell a refused key (401),
 * a lacking permission (403), a rate limit (429), a server error (5xx) and a failed
 * connection apart. Addresses that Leadterra finds invalid fail with a
 * {@code co.leadterra.client.LeadterraInvalidRequestException}.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/suppression-list">Suppression
 * list</a>
 */
@HttpExchange("/v1/suppression-list")
public interface SuppressionListClient {

	/**
	 * Suppresses up to 1,000 addresses with one call, in the whole workspace and at once.
	 * An address that is suppressed already is no error. This cannot be undone by API.
	 * @param request the addresses
	 * @return how many addresses were suppressed
	 */
	@Idempotent
	@PostExchange
	Mono<SuppressionResult> suppress(@RequestBody SuppressionRequest request);

	/**
	 * Suppresses any number of addresses, with as many calls of up to 1,000 addresses as
	 * it takes, one after another. All addresses are checked before the first call. If a
	 * call fails, what the calls before it suppressed stays suppressed, and it does no
	 * harm to repeat the whole. This cannot be undone by API.
	 * @param emails the addresses, at least one
	 * @return the sum over all calls; a counter that an answer lacks is unknown in the
	 * sum
	 */
	default Mono<SuppressionResult> suppress(Collection<String> emails) {
		Assert.notEmpty(emails, "emails must not be empty");
		List<String> all = new ArrayList<>(emails);
		List<SuppressionRequest> requests = new ArrayList<>();
		for (int start = 0; start < all.size(); start += SuppressionRequest.MAX_SIZE) {
			int end = Math.min(start + SuppressionRequest.MAX_SIZE, all.size());
			requests.add(new SuppressionRequest(all.subList(start, end)));
		}
		return Flux.fromIterable(requests)
			.concatMap((request) -> suppress(request).defaultIfEmpty(SuppressionResult.UNKNOWN))
			.reduce(SuppressionResult::plus);
	}

	/**
	 * Suppresses any number of addresses, in constant memory, with as many calls of up to
	 * 1,000 addresses as it takes and several of them at a time. This cannot be undone by
	 * API.
	 * <p>
	 * Addresses that are invalid or that Leadterra refuses are reported; all others are
	 * suppressed. Any other failure of a call, and one of {@code emails} itself, ends in
	 * a {@link co.leadterra.client.bulk.BulkInterruptedException} once the calls in
	 * flight are answered. It says how many addresses to {@link Flux#skip(long) skip} to
	 * go on.
	 * @param emails the addresses
	 * @return the progress after each batch, then the summary, which is the only element
	 * if there are no addresses
	 */
	default Flux<SuppressionProgress> suppressAll(Publisher<String> emails) {
		Assert.notNull(emails, "emails must not be null");
		return BulkPipeline.send(emails, new Suppression(this), Suppression.SETTINGS);
	}

}
