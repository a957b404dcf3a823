package co.leadterra.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * What somebody writes by hand, with Reactor's operators, who wants what the starter's
 * enrolment does: to leave out what is no address and what was sent before, and to know
 * how far it got.
 */
final class CheckingWebClientCaller extends Caller<Json.Lead> {

	private static final Pattern ADDRESS = Pattern.compile("[^@\\s\\p{C}\\p{Z}]+@[^@\\s\\p{C}\\p{Z}]+");

	private static final int WINDOW = 100_000;

	private final WebClientCaller delegate;

	CheckingWebClientCaller(WebClient webClient) {
		this.delegate = new WebClientCaller(webClient);
	}

	@Override
	Mono<Integer> pools() {
		return this.delegate.pools();
	}

	@Override
	Mono<Integer> replyPage() {
		return this.delegate.replyPage();
	}

	@Override
	Json.Lead lead(int number) {
		return this.delegate.lead(number);
	}

	@Override
	Mono<Long> enroll(String campaignId, List<Json.Lead> batch) {
		return this.delegate.enroll(campaignId, batch);
	}

	@Override
	Mono<Long> enroll(String campaignId, int leads) {
		return Flux.range(0, leads)
			.map(this::lead)
			.filter((lead) -> ADDRESS.matcher(lead.email()).matches())
			.distinct((lead) -> lead.email().toLowerCase(Locale.ROOT), CheckingWebClientCaller::window)
			.buffer(BATCH_SIZE)
			.flatMap((batch) -> enroll(campaignId, batch).map((enrolled) -> new Progress(1, batch.size(), enrolled)),
					CONCURRENCY)
			.scan(Progress::plus)
			.last()
			.map(Progress::enrolled);
	}

	private static Set<String> window() {
		return Collections.newSetFromMap(new LinkedHashMap<>() {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
				return size() > WINDOW;
			}

		});
	}

	private record Progress(long batches, long accepted, long enrolled) {

		Progress plus(Progress other) {
			return new Progress(this.batches + other.batches, this.accepted + other.accepted,
					this.enrolled + other.enrolled);
		}

	}

}
