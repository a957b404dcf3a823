package co.leadterra.client.internal.bulk;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.internal.call.ResourceFactory;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.EnrollmentProgress;
import co.leadterra.client.lead.EnrollmentResult;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.lead.RejectedLead;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
		return BulkPipeline.sendAll(all, target(campaignId, this.options), reporting())
			.map((summary) -> new EnrollmentResult(summary.enrolled(), summary.updated(), summary.skipped(),
					summary.total(), summary.rejected()));
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

	@Override
	public Flux<EnrollmentProgress> enroll(String campaignId, Publisher<Lead> leads) {
		return enroll(campaignId, leads, this.options);
	}

	@Override
	public Flux<EnrollmentProgress> enroll(String campaignId, Publisher<Lead> leads, EnrollmentOptions options) {
		ResourceFactory.checkId("campaignId", campaignId);
		Assert.notNull(leads, "leads must not be null");
		Assert.notNull(options, "options must not be null");
		return BulkPipeline.send(leads, target(campaignId, options), options);
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

	private BulkTarget<Lead, EnrollmentProgress> target(String campaignId, EnrollmentOptions options) {
		return new BulkTarget<>(
				(leads) -> options.repeat() ? this.api.enroll(campaignId, leads)
						: this.api.enrollOnce(campaignId, leads),
				Lead::email, true, JsonSize::of, Lead::problem, BulkLeadClient::progress);
	}

	private static EnrollmentProgress progress(Snapshot<Lead> stream) {
		Map<String, Long> sum = stream.sum().counters();
		List<RejectedLead> rejected = stream.rejected()
			.stream()
			.map((lead) -> new RejectedLead(lead.item(), lead.reason(), lead.message(), lead.error()))
			.toList();
		return new EnrollmentProgress(stream.read(), stream.settled(), stream.accepted(), sum.get("enrolled"),
				sum.get("updated"), sum.get("skipped"), sum.get("total"), stream.failed(), stream.duplicates(),
				stream.batches(), stream.elapsed(), rejected, stream.summary());
	}

}
