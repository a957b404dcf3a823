package co.leadterra.benchmarks;

import java.util.List;

import co.leadterra.benchmarks.openapi.ApiClient;
import co.leadterra.benchmarks.openapi.api.LeadsApi;
import co.leadterra.benchmarks.openapi.api.RepliesApi;
import co.leadterra.benchmarks.openapi.api.SenderPoolsApi;
import co.leadterra.benchmarks.openapi.model.EnrollmentResult;
import co.leadterra.benchmarks.openapi.model.Lead;
import co.leadterra.benchmarks.openapi.model.LeadBatch;
import reactor.core.publisher.Mono;

/**
 * What openapi-generator's {@code webclient} library generates.
 */
final class GeneratedCaller extends Caller<Lead> {

	private final SenderPoolsApi senderPools;

	private final RepliesApi replies;

	private final LeadsApi leads;

	GeneratedCaller(ApiClient apiClient) {
		this.senderPools = new SenderPoolsApi(apiClient);
		this.replies = new RepliesApi(apiClient);
		this.leads = new LeadsApi(apiClient);
	}

	@Override
	Mono<Integer> pools() {
		return this.senderPools.listSenderPools().collectList().map(List::size);
	}

	@Override
	Mono<Integer> replyPage() {
		return this.replies.listReplies(null, 1, CannedServer.REPLIES).map((page) -> page.getReplies().size());
	}

	@Override
	Lead lead(int number) {
		Json.Lead lead = Json.Lead.of(number);
		return new Lead().email(lead.email())
			.firstName(lead.firstName())
			.lastName(lead.lastName())
			.company(lead.company())
			.jobTitle(lead.jobTitle());
	}

	@Override
	Mono<Long> enroll(String campaignId, List<Lead> batch) {
		return this.leads.enrollLeads(campaignId, new LeadBatch().leads(batch))
			.mapNotNull(EnrollmentResult::getEnrolled);
	}

}
