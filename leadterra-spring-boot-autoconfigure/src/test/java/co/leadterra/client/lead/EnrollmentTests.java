package co.leadterra.client.lead;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for enrolling a stream of leads.
 */
class EnrollmentTests {

	private final ConcurrentLinkedQueue<List<Lead>> calls = new ConcurrentLinkedQueue<>();

	private final LeadClient client = (campaignId, batch) -> Mono.fromSupplier(() -> {
		this.calls.add(batch.leads());
		return new EnrollmentResult((long) batch.leads().size(), 0L, 0L, null);
	});

	@Test
	void summaryComesLast() {
		StepVerifier.create(this.client.enroll("camp_1", leads(1234)))
			.expectNextMatches((progress) -> progress.enrolled() == 500 && !progress.summary())
			.expectNextMatches((progress) -> progress.enrolled() == 1000 && !progress.summary())
			.expectNextMatches((progress) -> progress.enrolled() == 1234 && !progress.summary())
			.expectNextMatches((progress) -> progress.settled() == 1234 && progress.summary())
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(this.calls.stream().flatMap(List::stream)).hasSize(1234);
	}

	private static Flux<Lead> leads(int count) {
		return Flux.fromStream(() -> IntStream.range(0, count).mapToObj((i) -> Lead.of("lead" + i + "@example.com")));
	}

}
