package co.leadterra.it;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.Lead;
import co.leadterra.test.Fault;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/**
 * Tests for cancelling the enrolment of a stream. They have a server of their own, which
 * may handle a call that it has received after the test has ended.
 */
class BulkCancellationTests extends AbstractClientTests {

	@Test
	void cancellingEndsTheReading() {
		String campaignId = server.workspace().addCampaign(Map.of());
		TestPublisher<Lead> leads = TestPublisher.create();
		EnrollmentOptions options = EnrollmentOptions.builder().batchSize(100).build();
		server.inject(Fault.slow(Duration.ofSeconds(20)));
		StepVerifier.create(this.client.leads().enroll(campaignId, leads, options))
			.then(() -> IntStream.range(0, 100).forEach((i) -> leads.next(Lead.of("lead" + i + "@example.com"))))
			.thenCancel()
			.verify(TIMEOUT);
		leads.assertCancelled();
	}

}
