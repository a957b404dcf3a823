package co.leadterra.client.internal.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import co.leadterra.client.bulk.BulkInterruptedException;
import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.EnrollmentProgress;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.lead.RejectedLead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for enrolling a stream of leads.
 */
class EnrollmentTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final FakeLeadApi api = new FakeLeadApi();

	private final List<List<Lead>> calls = this.api.calls;

	private final LeadClient client = this.api.client();

	@Test
	void progressComesAfterEveryBatchAndTheSummaryLast() {
		StepVerifier.create(this.client.enroll("camp_1", leads(1234)))
			.expectNextMatches((progress) -> progress.enrolled() == 500 && !progress.summary())
			.expectNextMatches((progress) -> progress.enrolled() == 1000 && !progress.summary())
			.expectNextMatches((progress) -> progress.enrolled() == 1234 && !progress.summary())
			.assertNext((summary) -> assertThat(summary).isEqualTo(new EnrollmentProgress(1234, 1234, 1234, 1234L, 0L,
					0L, null, 0, 0, 3, summary.elapsed(), List.of(), true)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.calls).extracting(List::size).containsExactly(500, 500, 234);
		assertThat(this.calls.stream().flatMap(List::stream)).containsExactlyElementsOf(leads(1234).toIterable());
	}

	@Test
	void emptyStreamEndsInASummary() {
		StepVerifier.create(this.client.enroll("camp_1", Flux.empty()))
			.assertNext((summary) -> assertThat(summary).isEqualTo(
					new EnrollmentProgress(0, 0, 0, 0L, 0L, 0L, 0L, 0, 0, 0, summary.elapsed(), List.of(), true)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.calls).isEmpty();
	}

	@Test
	void nothingIsReadBeforeTheSubscription() {
		TestPublisher<Lead> leads = TestPublisher.create();
		this.client.enroll("camp_1", leads);
		leads.assertNoSubscribers();
	}

	@Test
	void everySubscriptionStartsAnew() {
		Flux<EnrollmentProgress> enrollment = this.client.enroll("camp_1", leads(3));
		assertThat(enrollment.blockLast(TIMEOUT).enrolled()).isEqualTo(3);
		assertThat(enrollment.blockLast(TIMEOUT).enrolled()).isEqualTo(3);
	}

	@Test
	void counterIsUnknownOnceAnAnswerLacksIt() {
		this.api.answers = (leads) -> Mono
			.just((this.calls.size() == 1) ? FakeLeadApi.answer(1L, 1L, 1L) : FakeLeadApi.answer(3L, null, 0L));
		StepVerifier.create(this.client.enroll("camp_1", leads(6), options().batchSize(3).concurrency(1).build()))
			.expectNextMatches((progress) -> progress.enrolled() == 1 && progress.updated() == 1)
			.expectNextMatches((progress) -> progress.enrolled() == 4 && progress.updated() == null)
			.expectNextMatches(
					(summary) -> summary.updated() == null && summary.skipped() == 1 && summary.accepted() == 6)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void answerWithoutContentMakesTheCountersUnknown() {
		this.api.answers = (leads) -> Mono.empty();
		EnrollmentProgress summary = this.client.enroll("camp_1", leads(6)).blockLast(TIMEOUT);
		assertThat(summary.enrolled()).isNull();
		assertThat(summary.accepted()).isEqualTo(6);
	}

	@Test
	void speedIsThatOfTheLeadsDoneWith() {
		EnrollmentProgress progress = new EnrollmentProgress(999, 0, 10, null, null, null, null, 5, 5, 1,
				Duration.ofMillis(500), List.of(), false);
		assertThat(progress.leadsPerSecond()).isEqualTo(40);
	}

	@Test
	void speedIsZeroInNoTime() {
		EnrollmentProgress progress = new EnrollmentProgress(9, 9, 9, null, null, null, null, 0, 0, 1, Duration.ZERO,
				List.of(), false);
		assertThat(progress.leadsPerSecond()).isZero();
	}

	@Test
	void slowStreamIsSentWhenItHasWaited() {
		StepVerifier
			.withVirtualTime(() -> this.client.enroll("camp_1",
					Flux.interval(Duration.ofMillis(400)).map((i) -> lead(i.intValue())).take(4)))
			.thenAwait(Duration.ofMillis(1399))
			.then(() -> assertThat(this.calls).isEmpty())
			.thenAwait(Duration.ofMillis(1))
			.expectNextMatches((progress) -> progress.enrolled() == 3 && progress.elapsed().toMillis() == 1400)
			.thenAwait(Duration.ofMillis(200))
			.expectNextMatches((progress) -> progress.enrolled() == 4 && !progress.summary())
			.expectNextMatches(EnrollmentProgress::summary)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void callsAreFilledUpToASize() {
		Lead large = Lead.builder("ann@example.com").customField("notes", "x".repeat(1000)).build();
		Flux<Lead> leads = Flux.concat(leads(3), Mono.just(large), leads(3));
		this.client.enroll("camp_1", leads, options().maxBatchBytes(500).duplicates(DuplicateHandling.SEND).build())
			.blockLast(TIMEOUT);
		assertThat(this.calls).extracting(List::size).containsExactly(3, 1, 3);
	}

	@Test
	void optionsOfTheClientApplyUnlessTheCallHasItsOwn() {
		LeadClient configured = this.client.withOptions(options().batchSize(9).build())
			.withOptions(options().batchSize(4).build());
		configured.enroll("camp_1", leads(10)).blockLast(TIMEOUT);
		assertThat(this.calls).extracting(List::size).containsExactly(4, 4, 2);
		this.calls.clear();
		configured.enroll("camp_1", leads(10), options().batchSize(5).build()).blockLast(TIMEOUT);
		assertThat(this.calls).extracting(List::size).containsExactly(5, 5);
		this.calls.clear();
		configured.enroll("camp_1", List.of(lead(1))).block(TIMEOUT);
		assertThat(this.calls).containsExactly(List.of(lead(1)));
	}

	@Test
	void duplicatesAreDroppedAndCounted() {
		EnrollmentProgress summary = this.client
			.enroll("camp_1", Flux.just(lead(1), Lead.of("LEAD1@example.com"), lead(2)))
			.doOnNext((progress) -> assertThat(progress.rejected()).isEmpty())
			.blockLast(TIMEOUT);
		assertThat(summary.duplicates()).isOne();
		assertThat(summary.failed()).isZero();
		assertThat(summary.settled()).isEqualTo(3);
		assertThat(this.calls).containsExactly(List.of(lead(1), lead(2)));
	}

	@Test
	void duplicatesAreReportedOnRequest() {
		Lead duplicate = Lead.of("LEAD1@example.com");
		StepVerifier
			.create(this.client.enroll("camp_1", Flux.just(lead(1), duplicate, lead(2)),
					options().duplicates(DuplicateHandling.REPORT).build()))
			.assertNext((progress) -> assertThat(progress.rejected()).containsExactly(new RejectedLead(duplicate,
					RejectionReason.DUPLICATE, "The address was in the stream before", null)))
			.assertNext((summary) -> {
				assertThat(summary.rejected()).isEmpty();
				assertThat(summary.duplicates()).isOne();
				assertThat(summary.failed()).isZero();
			})
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.calls).containsExactly(List.of(lead(1), lead(2)));
	}

	@Test
	void batchOfNothingButDuplicatesMakesNoCall() {
		EnrollmentProgress summary = this.client
			.enroll("camp_1", Flux.just(lead(1), lead(1), lead(1)), options().batchSize(1).build())
			.blockLast(TIMEOUT);
		assertThat(summary.duplicates()).isEqualTo(2);
		assertThat(this.calls).hasSize(1);
	}

	@Test
	void duplicatesAreSentOnRequest() {
		this.client.enroll("camp_1", Flux.just(lead(1), lead(1)), options().duplicates(DuplicateHandling.SEND).build())
			.blockLast(TIMEOUT);
		assertThat(this.calls).containsExactly(List.of(lead(1), lead(1)));
	}

	@Test
	void refusedLeadIsReportedWithWhatLeadterraSaid() {
		FieldError error = new FieldError(1, null, "lead1@example.com", null, "no such domain");
		refuse(422, (leads) -> leads.contains(lead(1)), error);
		StepVerifier.create(this.client.enroll("camp_1", leads(3)))
			.assertNext((progress) -> assertThat(progress.rejected())
				.containsExactly(new RejectedLead(lead(1), RejectionReason.REFUSED, "no such domain", error)))
			.assertNext((summary) -> {
				assertThat(summary.rejected()).isEmpty();
				assertThat(summary.failed()).isOne();
				assertThat(summary.enrolled()).isEqualTo(2);
				assertThat(summary.batches()).isOne();
			})
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.calls).extracting(List::size).containsExactly(3, 2);
	}

	@Test
	void leadThatIsRefusedForAnythingButItsAddressIsNotMixedUpWithOneOfTheSameAddress() {
		Lead good = lead(1);
		Lead bad = Lead.builder("lead1@example.com").firstName("!").build();
		refuse(422, (leads) -> leads.contains(bad), new FieldError(null, null, "lead1@example.com", null, "invalid"));
		EnrollmentProgress summary = this.client
			.enroll("camp_1", Flux.just(good, bad), options().duplicates(DuplicateHandling.SEND).build())
			.blockLast(TIMEOUT);
		assertThat(summary.failed()).isOne();
		assertThat(summary.enrolled()).isOne();
	}

	@Test
	void callThatIsTooLargeIsHalved() {
		refuse(413, (leads) -> leads.size() > 1 || leads.contains(lead(2)));
		StepVerifier.create(this.client.enroll("camp_1", leads(4)))
			.assertNext((progress) -> assertThat(progress.rejected())
				.containsExactly(new RejectedLead(lead(2), RejectionReason.TOO_LARGE, "refused", null)))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.calls).extracting(List::size).containsExactly(4, 2, 1, 1, 2, 1, 1);
	}

	@Test
	void badRequestThatNamesALeadIsAboutIt() {
		refuse(400, (leads) -> leads.contains(lead(1)), new FieldError(1, null, null, null, "invalid"));
		EnrollmentProgress summary = this.client.enroll("camp_1", leads(3)).blockLast(TIMEOUT);
		assertThat(summary.failed()).isOne();
		assertThat(summary.enrolled()).isEqualTo(2);
	}

	@Test
	void badRequestThatNamesNoLeadInterrupts() {
		refuse(400, (leads) -> true);
		StepVerifier.create(this.client.enroll("camp_1", leads(3)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(BulkInterruptedException.class)
				.hasCauseInstanceOf(Refusal.class))
			.verify(TIMEOUT);
		assertThat(this.calls).hasSize(1);
	}

	@Test
	void manyRefusedLeadsAreFoundOneByOne() {
		this.api.answers = (leads) -> (leads.size() <= 1) ? Mono.just(FakeLeadApi.answer(1L, 0L, 0L)).hide() : Mono
			.error(new Refusal(422, List.of(new FieldError(null, null, leads.get(0).email(), null, "invalid"))));
		EnrollmentProgress summary = this.client.enroll("camp_1", leads(3000), options().batchSize(3000).build())
			.blockLast(TIMEOUT);
		assertThat(summary.failed()).isEqualTo(2999);
		assertThat(summary.enrolled()).isOne();
	}

	@Test
	void failureInterruptsOnceTheCallsInFlightAreAnswered() {
		List<Sinks.One<BulkAnswer>> sinks = sinks(5);
		List<Long> requests = new ArrayList<>();
		IllegalStateException failure = new IllegalStateException("outage");
		StepVerifier
			.create(this.client.enroll("camp_1", leads(100).doOnRequest(requests::add),
					options().batchSize(10).concurrency(3).build()))
			.then(() -> sinks.get(0).tryEmitValue(FakeLeadApi.answer(10L, 0L, 0L)))
			.expectNextMatches((progress) -> progress.settled() == 10)
			.then(() -> sinks.get(1).tryEmitError(failure))
			.then(() -> sinks.get(3).tryEmitValue(FakeLeadApi.answer(9L, 1L, 0L)))
			.expectNextMatches((progress) -> progress.settled() == 10 && progress.accepted() == 20)
			.then(() -> sinks.get(2).tryEmitValue(FakeLeadApi.answer(10L, 0L, 0L)))
			.expectNextMatches((progress) -> progress.settled() == 10 && progress.accepted() == 30)
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).isInstanceOfSatisfying(BulkInterruptedException.class, (interrupted) -> {
						assertThat(interrupted.getSettled()).isEqualTo(10);
						assertThat(interrupted.getProgress()).isInstanceOfSatisfying(EnrollmentProgress.class,
								(progress) -> {
									assertThat(progress.accepted()).isEqualTo(30);
									assertThat(progress.updated()).isOne();
									assertThat(progress.read()).isBetween(40L, 70L);
									assertThat(progress.summary()).isFalse();
								});
						assertThat(interrupted).hasMessageStartingWith("Interrupted after ")
							.hasMessageEndingWith(" of which the first 10 are done with. Skip these to go on. outage")
							.hasCause(failure);
					}))
			.verify(TIMEOUT);
		assertThat(this.calls).hasSize(4);
	}

	@Test
	void resumeEnrolsTheRestExactly() {
		this.api.answers = (leads) -> (this.calls.size() < 4) ? Mono.just(FakeLeadApi.answer(7L, 0L, 0L))
				: Mono.error(new IllegalStateException("outage"));
		EnrollmentOptions options = options().batchSize(7).concurrency(1).build();
		Flux<Lead> leads = leads(50);
		assertThatExceptionOfType(BulkInterruptedException.class)
			.isThrownBy(() -> this.client.enroll("camp_1", leads, options).blockLast(TIMEOUT))
			.satisfies((ex) -> {
				assertThat(ex.getSettled()).isEqualTo(21);
				this.calls.clear();
				this.api.answers = (batch) -> Mono.just(FakeLeadApi.enrolled(batch.size()));
				this.client.enroll("camp_1", leads.skip(ex.getSettled()), options).blockLast(TIMEOUT);
				assertThat(this.calls.stream().flatMap(List::stream))
					.containsExactlyElementsOf(leads.skip(21).toIterable());
			});
	}

	@Test
	void leadsOfABatchThatFailsHalfWayAreNotReported() {
		this.api.answers = (leads) -> (leads.size() == 3)
				? Mono
					.error(new Refusal(422, List.of(new FieldError(null, null, "lead0@example.com", null, "invalid"))))
				: Mono.error(new IllegalStateException("outage"));
		StepVerifier.create(this.client.enroll("camp_1", leads(3)))
			.expectErrorSatisfies((ex) -> assertThat(((BulkInterruptedException) ex).getProgress().failed()).isZero())
			.verify(TIMEOUT);
	}

	@Test
	void failureOfTheStreamInterruptsOnceWhatWasReadIsSent() {
		IllegalStateException failure = new IllegalStateException("no such file");
		StepVerifier
			.create(this.client.enroll("camp_1", leads(7).concatWith(Mono.error(failure)),
					options().batchSize(5).build()))
			.expectNextMatches((progress) -> progress.settled() == 5)
			.expectNextMatches((progress) -> progress.settled() == 7)
			.expectErrorSatisfies((ex) -> assertThat(ex)
				.isInstanceOfSatisfying(BulkInterruptedException.class,
						(interrupted) -> assertThat(interrupted.getSettled()).isEqualTo(7))
				.hasCause(failure))
			.verify(TIMEOUT);
	}

	@Test
	void callThatThrowsInterrupts() {
		this.api.answers = (leads) -> {
			throw new IllegalStateException("boom");
		};
		StepVerifier.create(this.client.enroll("camp_1", leads(7)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(BulkInterruptedException.class)
				.hasCauseInstanceOf(IllegalStateException.class))
			.verify(TIMEOUT);
	}

	@Test
	void callsInFlightAreBounded() {
		AtomicInteger inFlight = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		Sinks.Empty<Void> answer = Sinks.empty();
		this.api.answers = (leads) -> answer.asMono().then(Mono.fromSupplier(() -> {
			inFlight.decrementAndGet();
			return FakeLeadApi.enrolled(leads.size());
		})).doOnSubscribe((subscription) -> most.accumulateAndGet(inFlight.incrementAndGet(), Math::max));
		StepVerifier
			.create(this.client.enroll("camp_1", leads(2000), options().batchSize(10).concurrency(3).build()).last())
			.then(() -> assertThat(inFlight).hasValue(3))
			.then(answer::tryEmitEmpty)
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(most).hasValue(3);
	}

	@Test
	void demandOnProgressHoldsTheSourceBack() {
		AtomicLong read = new AtomicLong();
		Flux<Lead> leads = leads(1000).doOnNext((lead) -> read.incrementAndGet());
		StepVerifier.create(this.client.enroll("camp_1", leads, options().batchSize(10).concurrency(2).build()), 0)
			.then(() -> assertThat(read.get()).isBetween(20L, 60L))
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(read.get()).isBetween(30L, 70L))
			.thenRequest(5)
			.expectNextCount(5)
			.then(() -> assertThat(read.get()).isBetween(80L, 120L))
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void aMillionLeadsAreNeverReadFurtherAheadThanTheCallsAllow() {
		AtomicLong read = new AtomicLong();
		AtomicLong answered = new AtomicLong();
		AtomicLong furthest = new AtomicLong();
		this.api.answers = (leads) -> Mono.fromSupplier(() -> {
			furthest.accumulateAndGet(read.get() - answered.get(), Math::max);
			answered.addAndGet(leads.size());
			return FakeLeadApi.enrolled(leads.size());
		});
		Flux<Lead> leads = Flux.range(0, 1_000_000)
			.map(EnrollmentTests::lead)
			.doOnNext((lead) -> read.incrementAndGet());
		EnrollmentProgress summary = this.client.enroll("camp_1", leads)
			.doOnNext((progress) -> this.calls.clear())
			.blockLast(Duration.ofMinutes(1));
		assertThat(summary.enrolled()).isEqualTo(1_000_000);
		assertThat(furthest.get()).isBetween(500L, 5L * 500);
	}

	@Test
	void nothingIsLostOrDoubledWhenThreadsAndTimeRace() {
		int count = 200_000;
		Scheduler producer = Schedulers.newSingle("producer");
		Scheduler answerer = Schedulers.newSingle("answerer");
		try {
			this.api.answers = (leads) -> Mono.just(FakeLeadApi.enrolled(leads.size())).publishOn(answerer);
			EnrollmentOptions racing = options().batchSize(50)
				.maxBatchDelay(Duration.ofNanos(20_000))
				.duplicates(DuplicateHandling.SEND)
				.build();
			EnrollmentProgress summary = this.client.enroll("camp_1", leads(count).publishOn(producer, 64), racing)
				.blockLast(Duration.ofMinutes(1));
			assertThat(summary.read()).isEqualTo(count);
			assertThat(summary.settled()).isEqualTo(count);
			assertThat(this.calls.stream().flatMap(List::stream).distinct()).hasSize(count);
			assertThat(summary.accepted()).isEqualTo(count);
		}
		finally {
			producer.dispose();
			answerer.dispose();
		}
	}

	@Test
	void cancellingEndsTheCallsAndTheReading() {
		TestPublisher<BulkAnswer> answer = TestPublisher.create();
		TestPublisher<Lead> leads = TestPublisher.create();
		this.api.answers = (batch) -> answer.mono();
		StepVerifier.create(this.client.enroll("camp_1", leads, options().batchSize(2).build()))
			.then(() -> leads.next(lead(1), lead(2), lead(3)))
			.then(answer::assertSubscribers)
			.thenCancel()
			.verify(TIMEOUT);
		answer.assertCancelled();
		leads.assertCancelled();
	}

	@Test
	void contextReachesTheCalls() {
		this.api.answers = (leads) -> Mono
			.deferContextual((context) -> Mono.just(FakeLeadApi.answer(context.<Long>get("answer"), 0L, 0L)));
		assertThat(this.client.enroll("camp_1", leads(1))
			.contextWrite((context) -> context.put("answer", 42L))
			.blockLast(TIMEOUT)
			.enrolled()).isEqualTo(42);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void blankCampaignIsRefusedAtOnce(String campaignId) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.enroll(campaignId, leads(1)))
			.withMessage("campaignId must not be blank");
	}

	@Test
	void nullLeadsAreRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.enroll("camp_1", (Publisher<Lead>) null))
			.withMessage("leads must not be null");
	}

	@Test
	void nullOptionsAreRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.enroll("camp_1", leads(1), null))
			.withMessage("options must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.withOptions(null))
			.withMessage("options must not be null");
	}

	private void refuse(int status, Predicate<List<Lead>> condition, FieldError... errors) {
		this.api.answers = (leads) -> condition.test(leads) ? Mono.error(new Refusal(status, List.of(errors)))
				: Mono.just(FakeLeadApi.enrolled(leads.size()));
	}

	private List<Sinks.One<BulkAnswer>> sinks(int count) {
		List<Sinks.One<BulkAnswer>> sinks = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			sinks.add(Sinks.one());
		}
		this.api.answers = (leads) -> sinks.get(this.calls.size() - 1).asMono();
		return sinks;
	}

	private static EnrollmentOptions.Builder options() {
		return EnrollmentOptions.builder();
	}

	private static Flux<Lead> leads(int count) {
		return Flux.fromStream(() -> IntStream.range(0, count).mapToObj(EnrollmentTests::lead));
	}

	private static Lead lead(int i) {
		return Lead.of("lead" + i + "@example.com");
	}

}
