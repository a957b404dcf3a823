package co.leadterra.client.lead;

import java.util.Collection;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Enrolment of leads. Leadterra documents no call to list, read or delete them.
 * <p>
 * What a call returns does nothing until it is subscribed to. A failed call ends with a
 * {@code co.leadterra.client.LeadterraException}: its subtypes tell a refused key (401),
 * a lacking permission (403), a rate limit (429), a server error (5xx) and a failed
 * connection apart. A campaign that is not in the workspace fails with a
 * {@code co.leadterra.client.LeadterraNotFoundException}, leads of which Leadterra finds
 * all invalid with a {@code co.leadterra.client.LeadterraInvalidRequestException}.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/leads-bulk">Bulk enrolment</a>
 * @see <a href="https://docs.leadterra.co/guides/enroll-leads">Enrolling leads</a>
 */
public interface LeadClient {

	/**
	 * Enrols leads in a campaign, however many: with calls of up to as many leads as the
	 * options of this client say, several of them at a time. A lead that Leadterra knows
	 * by its email address is updated, and only in the fields that are given. Suppressed
	 * addresses are left out without an error. In a running campaign the first email is
	 * queued at once.
	 * <p>
	 * All leads are checked before the first call; one with a {@linkplain Lead#problem()
	 * problem} is an {@link IllegalArgumentException}. Leads that Leadterra refuses (413,
	 * 422, and 400 if the answer names leads) are found out and are in the result; all
	 * others are enrolled. If all are refused, the call fails with the refusal. Of
	 * several leads with the same address the first is sent, and the others are in the
	 * result as rejected, unless the options say to send them.
	 * <p>
	 * If a call fails for another reason, this ends with its exception if no lead has
	 * been accepted, otherwise with a
	 * {@link co.leadterra.client.bulk.BulkInterruptedException}. To repeat the whole does
	 * no harm, unless the options say that leads are not to be sent twice.
	 * @param campaignId the identifier of the campaign
	 * @param leads the leads, at least one
	 * @return how many leads were enrolled, updated and left out, and which were rejected
	 */
	Mono<EnrollmentResult> enroll(String campaignId, Collection<Lead> leads);

	/**
	 * Enrols any number of leads in a campaign, in constant memory, as
	 * {@link #enroll(String, Publisher, EnrollmentOptions)} does with the options of this
	 * client.
	 * @param campaignId the identifier of the campaign
	 * @param leads the leads
	 * @return the progress after each call, and the summary
	 */
	Flux<EnrollmentProgress> enroll(String campaignId, Publisher<Lead> leads);

	/**
	 * Enrols any number of leads in a campaign, in constant memory, with as many calls as
	 * it takes and several of them at a time. The leads are read no faster than Leadterra
	 * takes them and the progress is asked for.
	 * <p>
	 * Leads that have a {@linkplain Lead#problem() problem} and leads that Leadterra
	 * refuses (413, 422, and 400 if the answer names leads) are reported; all others are
	 * enrolled. If Leadterra refuses ten calls of a single lead one after the other
	 * without naming the lead, and accepts none, that is taken to be about the calls, and
	 * ends the stream like any other failure.
	 * <p>
	 * Any other failure of a call, and one of {@code leads} itself, ends in a
	 * {@link co.leadterra.client.bulk.BulkInterruptedException} once the calls in flight
	 * are answered. It says how many leads to {@link Flux#skip(long) skip} to go on.
	 * Cancelling ends the calls in flight and the reading of leads at once.
	 * @param campaignId the identifier of the campaign
	 * @param leads the leads
	 * @param options how they are enrolled
	 * @return the progress after each batch, then the summary, which is the only element
	 * if there are no leads
	 */
	Flux<EnrollmentProgress> enroll(String campaignId, Publisher<Lead> leads, EnrollmentOptions options);

	/**
	 * Returns this client with other options.
	 * @param options how leads are enrolled if a call does not say
	 * @return a client that makes its calls through this one
	 */
	LeadClient withOptions(EnrollmentOptions options);

}
