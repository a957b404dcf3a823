package co.leadterra.client.lead;

import java.util.List;

import co.leadterra.client.bulk.BulkCounts;
import co.leadterra.client.bulk.BulkTarget;
import co.leadterra.client.bulk.Rejected;
import reactor.core.publisher.Mono;

/**
 * Enrols leads of a stream.
 *
 * @param client makes the calls
 * @param campaignId the identifier of the campaign
 */
record Enrollment(LeadClient client,
		String campaignId) implements BulkTarget<Lead, EnrollmentResult, EnrollmentProgress> {

	@Override
	public Mono<EnrollmentResult> send(List<Lead> leads) {
		return this.client.enroll(this.campaignId, new LeadBatch(leads)).defaultIfEmpty(EnrollmentResult.UNKNOWN);
	}

	@Override
	public String address(Lead lead) {
		return lead.email();
	}

	@Override
	public long size(Lead lead) {
		return JsonSize.of(lead);
	}

	@Override
	public EnrollmentResult nothing() {
		return EnrollmentResult.NOTHING;
	}

	@Override
	public EnrollmentResult add(EnrollmentResult sum, EnrollmentResult answer) {
		return sum.plus(answer);
	}

	@Override
	public EnrollmentProgress progress(BulkCounts counts, EnrollmentResult sum, List<Rejected<Lead>> rejected) {
		return new EnrollmentProgress(counts.read(), counts.settled(), counts.accepted(), sum.enrolled(), sum.updated(),
				sum.skipped(), counts.failed(), counts.duplicates(), counts.batches(), counts.elapsed(),
				rejected.stream().map(Enrollment::rejectedLead).toList(), counts.summary());
	}

	private static RejectedLead rejectedLead(Rejected<Lead> rejected) {
		return new RejectedLead(rejected.item(), rejected.reason(), rejected.message(), rejected.error());
	}

}
