package co.leadterra.benchmarks;

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * A bare HTTP interface over the same {@code WebClient}.
 */
final class HttpInterfaceCaller extends Caller<Json.Lead> {

	private final Api api;

	HttpInterfaceCaller(WebClient webClient) {
		this.api = HttpServiceProxyFactory.builderFor(WebClientAdapter.create(webClient))
			.build()
			.createClient(Api.class);
	}

	@Override
	Mono<Integer> pools() {
		return this.api.pools().collectList().map(List::size);
	}

	@Override
	Mono<Integer> replyPage() {
		return this.api.replies(1, CannedServer.REPLIES).map((page) -> page.replies().size());
	}

	@Override
	Json.Lead lead(int number) {
		return Json.Lead.of(number);
	}

	@Override
	Mono<Long> enroll(String campaignId, List<Json.Lead> batch) {
		return this.api.enroll(campaignId, new Json.LeadBatch(batch)).map(Json.EnrollmentResult::enrolled);
	}

	private interface Api {

		@GetExchange("/v1/sender-pools")
		Flux<Json.Pool> pools();

		@GetExchange("/v1/replies")
		Mono<Json.ReplyPage> replies(@RequestParam int page, @RequestParam int perPage);

		@PostExchange("/v1/campaigns/{campaignId}/leads/bulk")
		Mono<Json.EnrollmentResult> enroll(@PathVariable String campaignId, @RequestBody Json.LeadBatch batch);

	}

}
