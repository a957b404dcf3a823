package co.leadterra.client.internal.bulk;

import java.util.Collection;
import java.util.List;

import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.bulk.Rejected;
import co.leadterra.client.internal.call.ResourceFactory;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.EnrollmentProgress;
import co.leadterra.client.lead.EnrollmentResult;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.lead.RejectedLead;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;
import org.springframework.util.Assert;

/**
 * Enrols leads in batches.
 *
 * @since 0.1.0
 */
public class BulkLeadClient implements LeadClient {

	private final LeadApi api;

	private final EnrollmentOptions options;

	/**
	 * Creates a client.
	 * @param api makes the calls
	 * @param options how streams are enrolled
	 */
	public BulkLeadClient(LeadApi api, EnrollmentOptions options) {
		this.api = api;
		this.options = options;
	}

	@Override
	public Mono<EnrollmentResult> enroll(String campaignId, Collection<Lead> leads) {
		ResourceFactory.checkId("campaignId", campaignId);
		Assert.notEmpty(leads, "leads must not be empty");
		Assert.noNullElements(leads, "leads must not contain null");
		List<Lead> all = List.copyOf(leads);
		for (int i = 0; i < all.size(); i++) {
			String problem = all.get(i).problem();
			if (problem != null) {
				throw new IllegalArgumentException("leads[" + i + "]: " + problem);
			}
		}
		return BulkPipeline.sendAll(all, new Enrollment(this.api, campaignId, this.options.repeat()), reporting())
			.collectList()
			.map(BulkLeadClient::result);
	}

	// The result of a list has no count of duplicates, so it names them.
	private EnrollmentOptions reporting() {
		if (this.options.duplicates() != DuplicateHandling.DROP) {
			return this.options;
		}
		return new EnrollmentOptions(this.options.batchSize(), this.options.maxBatchBytes(),
				this.options.maxBatchDelay(), this.options.concurrency(), DuplicateHandling.REPORT,
				this.options.duplicateWindow(), this.options.repeat());
	}

	private static EnrollmentResult result(List<EnrollmentProgress> progress) {
		EnrollmentProgress summary = progress.get(progress.size() - 1);
		return new EnrollmentResult(summary.enrolled(), summary.updated(), summary.skipped(), summary.total(),
				progress.stream().flatMap((step) -> step.rejected().stream()).toList());
	}

	@Override
	public Flux<EnrollmentProgress> enroll(String campaignId, Publisher<Lead> leads) {
		return enroll(campaignId, leads, this.options);
	}

	@Override
	public Flux<EnrollmentProgress> enroll(String campaignId, Publisher<Lead> leads, EnrollmentOptions options) {
		ResourceFactory.checkId("campaignId", campaignId);
		Assert.notNull(leads, "leads must not be null");
		Assert.notNull(options, "options must not be null");
		return BulkPipeline.send(leads, new Enrollment(this.api, campaignId, options.repeat()), options);
	}

	@Override
	public LeadClient withOptions(EnrollmentOptions options) {
		Assert.notNull(options, "options must not be null");
		return new BulkLeadClient(this.api, options);
	}

	@Override
	public String toString() {
		return LeadClient.class.getSimpleName();
	}

	/**
	 * Enrols leads.
	 *
	 * @param api makes the calls
	 * @param campaignId the identifier of the campaign
	 * @param repeat whether a call may be made again
	 */
	private record Enrollment(LeadApi api, String campaignId,
			boolean repeat) implements BulkTarget<Lead, EnrollmentProgress> {

		@Override
		public Mono<ResponseEntity<BulkAnswer>> send(List<Lead> leads) {
			return this.repeat ? this.api.enroll(this.campaignId, leads) : this.api.enrollOnce(this.campaignId, leads);
		}

		@Override
		public String address(Lead lead) {
			return lead.email();
		}

		@Override
		public boolean ignoresCase() {
			return true;
		}

		@Override
		public long size(Lead lead) {
			return JsonSize.of(lead);
		}

		@Override
		public @Nullable String problem(Lead lead) {
			return lead.problem();
		}

		@Override
		public EnrollmentProgress progress(BulkCounts counts, BulkAnswer sum, List<Rejected<Lead>> rejected) {
			return new EnrollmentProgress(counts.read(), counts.settled(), counts.accepted(), sum.enrolled(),
					sum.updated(), sum.skipped(), sum.total(), counts.failed(), counts.duplicates(), counts.batches(),
					counts.elapsed(), rejected.stream().map(Enrollment::rejectedLead).toList(), counts.summary());
		}

		private static RejectedLead rejectedLead(Rejected<Lead> rejected) {
			return new RejectedLead(rejected.item(), rejected.reason(), rejected.message(), rejected.error());
		}

	}

}
