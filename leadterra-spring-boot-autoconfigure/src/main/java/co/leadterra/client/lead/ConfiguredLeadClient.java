package co.leadterra.client.lead;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A client that enrols streams with other options than the default.
 *
 * @param delegate makes the calls
 * @param options how streams are enrolled
 */
record ConfiguredLeadClient(LeadClient delegate, EnrollmentOptions options) implements LeadClient {

	@Override
	public Mono<EnrollmentResult> enroll(String campaignId, LeadBatch batch) {
		return this.delegate.enroll(campaignId, batch);
	}

	@Override
	public Flux<EnrollmentProgress> enroll(String campaignId, Publisher<Lead> leads) {
		return enroll(campaignId, leads, this.options);
	}

	@Override
	public LeadClient withOptions(EnrollmentOptions options) {
		return this.delegate.withOptions(options);
	}

}
