package co.leadterra.benchmarks;

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One way to call Leadterra. What is returned is counted from the decoded answer.
 *
 * @param <L> the type of a lead
 */
abstract class Caller<L> {

	static final int BATCH_SIZE = 500;

	static final int CONCURRENCY = 4;

	abstract Mono<Integer> pools();

	abstract Mono<Integer> replyPage();

	abstract L lead(int number);

	abstract Mono<Long> enroll(String campaignId, List<L> batch);

	int poolsBlocking() {
		return pools().blockOptional().orElseThrow();
	}

	int replyPageBlocking() {
		return replyPage().blockOptional().orElseThrow();
	}

	Mono<Long> enroll(String campaignId, int leads) {
		return Flux.range(0, leads)
			.map(this::lead)
			.buffer(BATCH_SIZE)
			.flatMap((batch) -> enroll(campaignId, batch), CONCURRENCY)
			.reduce(0L, Long::sum);
	}

}
