package co.leadterra.client.suppression;

import java.util.Collection;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
public interface SuppressionListClient {

	/**
	 * Suppresses any number of addresses in the whole workspace and at once, with as many
	 * calls of up to 1,000 addresses as it takes, one after another. An address that is
	 * suppressed already is no error. This cannot be undone by API.
	 * <p>
	 * All addresses are checked before the first call. Addresses that Leadterra refuses
	 * are found out and are in the result; all others are suppressed. If all are refused,
	 * the call fails with the refusal.
	 * <p>
	 * If a call fails for another reason, this ends with its exception if no address has
	 * been accepted, otherwise with a
	 * {@link co.leadterra.client.bulk.BulkInterruptedException}. What was suppressed by
	 * then stays suppressed, and it does no harm to repeat the whole.
	 * @param emails the addresses, at least one
	 * @return the sum over all calls, and which addresses were rejected; a counter that
	 * an answer lacks is unknown in the sum
	 */
	Mono<SuppressionResult> suppress(Collection<String> emails);

	/**
	 * Suppresses any number of addresses, in constant memory, with as many calls of up to
	 * 1,000 addresses as it takes and several of them at a time. This cannot be undone by
	 * API. Only an address that is spelt the same, letter case included, is left out as a
	 * duplicate.
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
	Flux<SuppressionProgress> suppressAll(Publisher<String> emails);

}
