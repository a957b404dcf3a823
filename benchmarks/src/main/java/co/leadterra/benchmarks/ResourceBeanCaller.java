package co.leadterra.benchmarks;

import java.util.List;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.lead.EnrollmentProgress;
import co.leadterra.client.lead.Lead;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The resource beans of the starter.
 */
final class ResourceBeanCaller extends Caller<Lead> {

	private final LeadterraClient leadterra;

	ResourceBeanCaller(LeadterraClient leadterra) {
		this.leadterra = leadterra;
	}

	@Override
	Mono<Integer> pools() {
		return this.leadterra.senderPools().list().collectList().map(List::size);
	}

	@Override
	Mono<Integer> replyPage() {
		return this.leadterra.replies().page(null, 1, CannedServer.REPLIES).map((page) -> page.replies().size());
	}

	@Override
	Lead lead(int number) {
		Json.Lead lead = Json.Lead.of(number);
		return Lead.builder(lead.email())
			.firstName(lead.firstName())
			.lastName(lead.lastName())
			.company(lead.company())
			.jobTitle(lead.jobTitle())
			.build();
	}

	@Override
	Mono<Long> enroll(String campaignId, int leads) {
		return this.leadterra.leads()
			.enroll(campaignId, Flux.range(0, leads).map(this::lead))
			.last()
			.map(EnrollmentProgress::accepted);
	}

	@Override
	Mono<Long> enroll(String campaignId, List<Lead> batch) {
		return this.leadterra.leads().enroll(campaignId, batch).mapNotNull((result) -> result.enrolled());
	}

}
