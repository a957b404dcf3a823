package co.leadterra.benchmarks;

import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * What somebody writes by hand on Spring Boot's {@code WebClient.Builder}.
 */
final class WebClientCaller extends Caller<Json.Lead> {

	private final WebClient webClient;

	WebClientCaller(WebClient webClient) {
		this.webClient = webClient;
	}

	@Override
	Mono<Integer> pools() {
		return this.webClient.get()
			.uri("/v1/sender-pools")
			.retrieve()
			.bodyToFlux(Json.Pool.class)
			.collectList()
			.map(List::size);
	}

	@Override
	Mono<Integer> replyPage() {
		return this.webClient.get()
			.uri("/v1/replies?page={page}&perPage={perPage}", 1, CannedServer.REPLIES)
			.retrieve()
			.bodyToMono(Json.ReplyPage.class)
			.map((page) -> page.replies().size());
	}

	@Override
	Json.Lead lead(int number) {
		return Json.Lead.of(number);
	}

	@Override
	Mono<Long> enroll(String campaignId, List<Json.Lead> batch) {
		return this.webClient.post()
			.uri("/v1/campaigns/{campaignId}/leads/bulk", campaignId)
			.bodyValue(new Json.LeadBatch(batch))
			.retrieve()
			.bodyToMono(Json.EnrollmentResult.class)
			.map(Json.EnrollmentResult::enrolled);
	}

}
