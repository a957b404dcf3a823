package co.leadterra.client.lead;

import java.util.Collection;

import co.leadterra.client.bulk.BulkPipeline;
import co.leadterra.client.internal.call.Idempotent;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Enrolment of leads. Leadterra documents no call to list, read or delete them.
 * <p>
 * What a call returns does nothing until it is subscribed to. A failed call ends with a
 * {@code co.leadterra.client.LeadterraException}: its subtypes tell a refused key (401),
 * a lacking permission (403), a rate limit (429), a server error (5xx) and a failed
 * connection apart. A campaign that is not in the workspace fails with a
 * {@code co.leadterra.client.LeadterraNotFoundException}, leads that Leadterra finds
 * invalid with a {@code co.leadterra.client.LeadterraInvalidRequestException}.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/leads-bulk">Bulk enrolment</a>
 * @see <a href="https://docs.leadterra.co/guides/enroll-leads">Enrolling leads</a>
 */
@HttpExchange("/v1/campaigns/{campaignId}/leads")
public interface LeadClient {

	/**
	 * Enrols leads in a campaign with one call. A lead that Leadterra knows by its email
	 * address is updated, and only in the fields that are given. Suppressed addresses are
	 * left out without an error. In a running campaign the first email is queued at once.
	 * <p>
	 * The documentation states no upper limit for one call and speaks of hundreds. Nor
	 * does it say whether the valid leads of a refused call are enrolled.
	 * @param campaignId the identifier of the campaign
	 * @param batch the leads
	 * @return how many leads were enrolled, updated and left out
	 */
	@Idempotent
	@PostExchange("/bulk")
	Mono<EnrollmentResult> enroll(@PathVariable String campaignId, @RequestBody LeadBatch batch);

	/**
	 * Enrols leads in a campaign with one call, as {@link #enroll(String, LeadBatch)}
	 * does.
	 * @param campaignId the identifier of the campaign
	 * @param leads the leads, at least one
	 * @return how many leads were enrolled, updated and left out
	 */
	default Mono<EnrollmentResult> enroll(String campaignId, Collection<Lead> leads) {
		Assert.notNull(leads, "leads must not be null");
		return enroll(campaignId, new LeadBatch(leads.stream().toList()));
	}

	/**
	 * Enrols any number of leads in a campaign, in constant memory, as
	 * {@link #enroll(String, Publisher, EnrollmentOptions)} does with the options of this
	 * client.
	 * @param campaignId the identifier of the campaign
	 * @param leads the leads
	 * @return the progress after each call, and the summary
	 */
	default Flux<EnrollmentProgress> enroll(String campaignId, Publisher<Lead> leads) {
		return enroll(campaignId, leads, EnrollmentOptions.defaults());
	}

	/**
	 * Enrols any number of leads in a campaign, in constant memory, with as many calls as
	 * it takes and several of them at a time. The leads are read no faster than Leadterra
	 * takes them and the progress is asked for.
	 * <p>
	 * Leads that Leadterra refuses (413, 422, and 400 if the answer names leads) are
	 * found out and reported; all others are enrolled.
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
	default Flux<EnrollmentProgress> enroll(String campaignId, Publisher<Lead> leads, EnrollmentOptions options) {
		Assert.hasText(campaignId, "campaignId must not be blank");
		Assert.notNull(leads, "leads must not be null");
		Assert.notNull(options, "options must not be null");
		return BulkPipeline.send(leads, new Enrollment(this, campaignId), options.settings());
	}

	/**
	 * Returns this client with other options for streams of leads.
	 * @param options how they are enrolled if a call does not say
	 * @return a client that makes its calls through this one
	 */
	default LeadClient withOptions(EnrollmentOptions options) {
		Assert.notNull(options, "options must not be null");
		return new ConfiguredLeadClient(this, options);
	}

}
