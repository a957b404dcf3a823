package co.leadterra.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import co.leadterra.client.LeadterraAuthenticationException;
import co.leadterra.client.LeadterraNotFoundException;
import co.leadterra.client.LeadterraServerException;
import co.leadterra.client.bulk.BulkInterruptedException;
import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.EnrollmentProgress;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.lead.RejectedLead;
import co.leadterra.test.ErrorEntryShape;
import co.leadterra.test.ErrorShape;
import co.leadterra.test.Fault;
import co.leadterra.test.ResponseShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for enrolling a stream of leads over HTTP.
 */
class BulkEnrollmentTests extends AbstractClientTests {

	private static final String ENROLL = "POST /v1/campaigns/:id/leads/bulk";

	private final EnrollmentOptions options = EnrollmentOptions.builder().batchSize(100).build();

	private String campaignId;

	@BeforeEach
	void addCampaign() {
		this.campaignId = server.workspace().addCampaign(Map.of());
	}

	@Test
	void everyLeadIsEnrolled() {
		EnrollmentProgress summary = this.client.leads().enroll(this.campaignId, leads(2345)).blockLast(TIMEOUT);
		assertThat(summary.read()).isEqualTo(2345);
		assertThat(summary.enrolled()).isEqualTo(2345);
		assertThat(summary.updated()).isZero();
		assertThat(summary.skipped()).isZero();
		assertThat(summary.batches()).isEqualTo(5);
		assertThat(summary.leadsPerSecond()).isPositive();
		assertThat(enrolled()).containsExactlyInAnyOrderElementsOf(emails(leads(2345)));
	}

	@Test
	void knownSuppressedAndRepeatedLeadsAreCounted() {
		server.workspace().addLeads(this.campaignId, "lead1@example.com");
		server.workspace().suppress("lead2@example.com");
		EnrollmentProgress summary = this.client.leads()
			.enroll(this.campaignId, leads(5).concatWith(leads(2)))
			.blockLast(TIMEOUT);
		assertThat(summary.read()).isEqualTo(7);
		assertThat(summary.accepted()).isEqualTo(5);
		assertThat(summary.enrolled()).isEqualTo(3);
		assertThat(summary.updated()).isOne();
		assertThat(summary.skipped()).isOne();
		assertThat(summary.duplicates()).isEqualTo(2);
	}

	@Test
	void counterThatLeadterraLeavesOutIsUnknown() {
		server.respondWith(ResponseShape.REFERENCE);
		EnrollmentProgress summary = this.client.leads().enroll(this.campaignId, leads(5)).blockLast(TIMEOUT);
		assertThat(summary.enrolled()).isEqualTo(5);
		assertThat(summary.skipped()).isNull();
	}

	@ParameterizedTest
	@EnumSource(ErrorEntryShape.class)
	void invalidLeadsAreReportedAndAllOthersEnrolled(ErrorEntryShape shape) {
		server.respondWith(shape);
		assertInvalidLeadsAreReportedAndAllOthersEnrolled();
	}

	@ParameterizedTest
	@EnumSource(ErrorShape.class)
	void invalidLeadsAreReportedAndAllOthersEnrolled(ErrorShape shape) {
		server.respondWith(shape);
		assertInvalidLeadsAreReportedAndAllOthersEnrolled();
	}

	private void assertInvalidLeadsAreReportedAndAllOthersEnrolled() {
		Flux<Lead> leads = Flux.range(0, 350)
			.map((i) -> Lead.of("lead" + i + (isInvalid(i) ? "@localhost" : "@example.com")));
		List<RejectedLead> rejected = new ArrayList<>();
		EnrollmentProgress summary = this.client.leads()
			.enroll(this.campaignId, leads, this.options)
			.doOnNext((progress) -> rejected.addAll(progress.rejected()))
			.blockLast(TIMEOUT);
		assertThat(rejected).extracting((lead) -> lead.lead().email())
			.containsExactlyInAnyOrderElementsOf(
					emails(leads).stream().filter((email) -> email.endsWith("@localhost")).toList());
		assertThat(rejected).extracting(RejectedLead::reason).containsOnly(RejectionReason.REFUSED);
		assertThat(enrolled()).containsExactlyInAnyOrderElementsOf(
				emails(leads).stream().filter((email) -> email.endsWith("@example.com")).toList());
		assertThat(summary.failed()).isEqualTo(rejected.size());
		assertThat(summary.enrolled()).isEqualTo(350 - rejected.size());
	}

	private static boolean isInvalid(int i) {
		return i == 0 || i % 13 == 7 || (i > 200 && i < 220) || i == 299;
	}

	@ParameterizedTest
	@CsvSource({ "INDEX_AND_EMAIL", "INDEX", "EMAIL", "FIELD" })
	void leadsThatAreNamedCostOneMoreCall(ErrorEntryShape shape) {
		server.respondWith(shape);
		this.client.leads()
			.enroll(this.campaignId,
					leads(10).concatWith(Flux.just(Lead.of("ada@localhost"), Lead.of("bob@localhost"))))
			.blockLast(TIMEOUT);
		assertThat(server.requestCount(ENROLL)).isEqualTo(2);
	}

	@Test
	void outageSaysHowFarItGotAndResumingEnrolsTheRest() {
		server.inject(Fault.slow(Duration.ZERO).times(6));
		server.inject(Fault.status(500));
		Flux<Lead> leads = leads(2000);
		EnrollmentOptions oneByOne = EnrollmentOptions.builder().batchSize(100).concurrency(1).build();
		assertThatExceptionOfType(BulkInterruptedException.class)
			.isThrownBy(() -> this.client.leads().enroll(this.campaignId, leads, oneByOne).blockLast(TIMEOUT))
			.withCauseInstanceOf(LeadterraServerException.class)
			.satisfies((ex) -> {
				assertThat(ex.getProgress().accepted()).isEqualTo(600);
				assertThat(ex.getSettled()).isEqualTo(600);
				assertThat(enrolled()).containsExactlyInAnyOrderElementsOf(emails(leads.take(600)));
				server.clearFaults();
				this.client.leads()
					.enroll(this.campaignId, leads.skip(ex.getSettled()), this.options)
					.blockLast(TIMEOUT);
			});
		assertThat(enrolled()).containsExactlyInAnyOrderElementsOf(emails(leads));
	}

	@Test
	void outageWhileCallsOverlapCountsAsSettledOnlyWhatIs() {
		server.inject(Fault.slow(Duration.ZERO).times(6));
		server.inject(Fault.status(500));
		Flux<Lead> leads = leads(2000);
		assertThatExceptionOfType(BulkInterruptedException.class)
			.isThrownBy(() -> this.client.leads().enroll(this.campaignId, leads, this.options).blockLast(TIMEOUT))
			.satisfies((ex) -> {
				assertThat(ex.getProgress().accepted()).isEqualTo(600);
				assertThat(enrolled()).hasSize(600).containsAll(emails(leads.take(ex.getSettled())));
			});
	}

	@Test
	void unknownCampaignEndsAfterTheFirstCalls() {
		assertThatExceptionOfType(BulkInterruptedException.class)
			.isThrownBy(() -> this.client.leads().enroll("camp_404", leads(5000), this.options).blockLast(TIMEOUT))
			.withCauseInstanceOf(LeadterraNotFoundException.class)
			.withMessageContaining("the first 0 are done with");
		assertThat(server.requestCount(ENROLL)).isLessThanOrEqualTo(5);
	}

	@Test
	void keyThatIsRevokedOnTheWayInterrupts() {
		assertThatExceptionOfType(BulkInterruptedException.class).isThrownBy(
				() -> this.client.leads().enroll(this.campaignId, leads(5000), this.options).doOnNext((progress) -> {
					if (progress.batches() == 2) {
						server.revokeKey(server.apiKey());
					}
				}).blockLast(TIMEOUT))
			.withCauseInstanceOf(LeadterraAuthenticationException.class);
	}

	@Test
	void callsInFlightAreBounded() {
		AtomicInteger inFlight = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		server.inject(Fault.slow(Duration.ofMillis(50)));
		clientBuilder().webClient((builder) -> builder.filter((request, next) -> Mono.defer(() -> {
			most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
			return next.exchange(request);
		}).doOnTerminate(inFlight::decrementAndGet)))
			.build()
			.leads()
			.enroll(this.campaignId, leads(2000), EnrollmentOptions.builder().batchSize(100).concurrency(3).build())
			.blockLast(TIMEOUT);
		assertThat(most).hasValue(3);
	}

	@Test
	void manyLeadsAreReadOnlyAsFarAheadAsTheCallsAllow() {
		AtomicLong read = new AtomicLong();
		AtomicLong furthest = new AtomicLong();
		EnrollmentProgress summary = this.client.leads()
			.enroll(this.campaignId, leads(50_000).doOnNext((lead) -> read.incrementAndGet()))
			.doOnNext((progress) -> furthest.accumulateAndGet(read.get() - progress.accepted(), Math::max))
			.blockLast(TIMEOUT);
		assertThat(summary.enrolled()).isEqualTo(50_000);
		assertThat(furthest.get()).isLessThanOrEqualTo(9 * 500);
	}

	@Test
	void optionsOfTheClientApply() {
		clientBuilder().enrollment(EnrollmentOptions.builder().batchSize(7).duplicates(DuplicateHandling.SEND).build())
			.build()
			.leads()
			.enroll(this.campaignId, leads(10).concatWith(leads(10)))
			.blockLast(TIMEOUT);
		assertThat(server.requestCount(ENROLL)).isEqualTo(3);
	}

	private List<String> enrolled() {
		return server.workspace().leads(this.campaignId).stream().map((lead) -> (String) lead.get("email")).toList();
	}

	private static List<String> emails(Flux<Lead> leads) {
		return leads.map(Lead::email).collectList().block(TIMEOUT);
	}

	private static Flux<Lead> leads(int count) {
		return Flux.fromStream(() -> IntStream.range(0, count).mapToObj((i) -> Lead.of("lead" + i + "@example.com")));
	}

}
