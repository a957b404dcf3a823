package co.leadterra.client.internal.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import co.leadterra.client.bulk.BulkInterruptedException;
import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.fake.FakeLeadterra;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.call.UncertainOutcome;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.EnrollmentProgress;
import co.leadterra.client.lead.EnrollmentResult;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.lead.RejectedLead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import org.springframework.core.codec.EncodingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for leads that are no good, and calls that only seem to be.
 */
class RefusalTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final FakeLeadApi api = new FakeLeadApi();

	private final LeadClient client = this.api.client();

	private final List<RejectedLead> rejected = new ArrayList<>();

	@Test
	void badLinesAreRejectedAndTheOthersEnrolled() {
		EnrollmentProgress summary = enroll(
				Flux.just("a@x.example", "", "b@x.example", "no address", "c@x.example").map(Lead::of));
		assertThat(summary.enrolled()).isEqualTo(3);
		assertThat(summary.failed()).isEqualTo(2);
		assertThat(summary.settled()).isEqualTo(5);
		assertThat(this.rejected).extracting((lead) -> lead.lead().email()).containsExactly("", "no address");
		assertThat(this.rejected).extracting(RejectedLead::reason).containsOnly(RejectionReason.INVALID);
		assertThat(this.rejected).extracting(RejectedLead::message)
			.containsExactly("email must not be blank",
					"email must not contain white space or characters that cannot be seen, but has U+0020 at index 2");
	}

	@Test
	void byteOrderMarkOfAFileIsNamed() {
		enroll(Flux.just("\uFEFFa@x.example", "b@x.example").map(Lead::of));
		assertThat(this.rejected).extracting(RejectedLead::message)
			.singleElement()
			.asString()
			.endsWith("U+FEFF at index 0");
	}

	@Test
	void customFieldThatCannotBeNamedDoesNotEndTheStream() {
		EnrollmentProgress summary = enroll(Flux.just("note", "email", "")
			.map((name) -> Lead.builder(name + "a@x.example").customField(name, "x").build()));
		assertThat(summary.enrolled()).isOne();
		assertThat(this.rejected).extracting(RejectedLead::reason)
			.containsExactly(RejectionReason.INVALID, RejectionReason.INVALID);
	}

	@Test
	void leadThatCannotBeWrittenIsRejectedAndTheOthersEnrolled() {
		this.api.answers = (leads) -> leads.contains(lead(7))
				? Mono.error(new IllegalArgumentException("cannot be written", new EncodingException("no")))
				: Mono.just(FakeLeadApi.enrolled(leads.size()));
		EnrollmentProgress summary = enroll(leads(20));
		assertThat(summary.enrolled()).isEqualTo(19);
		assertThat(this.rejected).singleElement().satisfies((lead) -> {
			assertThat(lead.lead()).isEqualTo(lead(7));
			assertThat(lead.reason()).isEqualTo(RejectionReason.INVALID);
		});
	}

	@Test
	void leadThatCanBeWrittenIsSentAfterOneOfItsAddressThatCannot() {
		this.api.answers = (leads) -> leads.contains(ada("bad"))
				? Mono.error(new IllegalArgumentException("cannot be written", new EncodingException("no")))
				: Mono.just(FakeLeadApi.enrolled(leads.size()));
		EnrollmentProgress summary = enroll(Flux.just(ada("bad"), ada("good")));
		assertThat(summary.enrolled()).isOne();
		assertThat(accepted()).containsExactly(ada("good"));
	}

	@Test
	void listWithABadLeadIsRefusedBeforeAnyCall() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.enroll("camp_1", List.of(lead(1), Lead.of("no-address"))))
			.withMessage("leads[1]: email must have the form name@domain, but has no @");
		assertThat(this.api.calls).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"enrolled\":2,\"errors\":[{\"email\":\"lead1@example.com\",\"message\":\"bad\"}]}",
			"{\"enrolled\":2,\"errors\":[{\"index\":1,\"message\":\"bad\"}]}",
			"{\"enrolled\":2,\"errors\":[{\"field\":\"leads[1].email\",\"message\":\"bad\"}]}",
			"{\"result\":{\"enrolled\":2,\"errors\":[{\"index\":1,\"message\":\"bad\"}]}}",
			"{\"errors\":[{\"index\":1,\"message\":\"bad\"}],\"result\":{\"enrolled\":2}}",
			"{\"data\":{\"enrolled\":2},\"errors\":[{\"index\":1,\"message\":\"bad\"}]}",
			"{\"data\":{\"result\":{\"enrolled\":2}},\"errors\":[{\"index\":1,\"message\":\"bad\"}]}" })
	void successMayReportFailures(String answer) {
		LeadClient leadterra = new BulkLeadClient(FakeLeadterra.answering(answer).client(LeadApi.class),
				EnrollmentOptions.defaults());
		EnrollmentProgress summary = leadterra.enroll("camp_1", leads(3))
			.doOnNext((progress) -> this.rejected.addAll(progress.rejected()))
			.blockLast(TIMEOUT);
		assertThat(summary.accepted()).isEqualTo(2);
		assertThat(summary.failed()).isOne();
		assertThat(this.rejected).singleElement().satisfies((lead) -> {
			assertThat(lead.lead()).isEqualTo(lead(1));
			assertThat(lead.reason()).isEqualTo(RejectionReason.REFUSED);
			assertThat(lead.message()).isEqualTo("bad");
		});
		EnrollmentResult result = leadterra.enroll("camp_1", List.of(lead(0), lead(1), lead(2))).block(TIMEOUT);
		assertThat(result.rejected()).isEqualTo(this.rejected);
	}

	@Test
	void failureThatASuccessDoesNotNameIsFound() {
		this.api.answers = (leads) -> Mono
			.just(leads.contains(lead(5)) ? withError(leads.size() - 1) : FakeLeadApi.enrolled(leads.size()));
		EnrollmentProgress summary = enroll(leads(20));
		assertThat(summary.accepted()).isEqualTo(19);
		assertThat(this.rejected).extracting(RejectedLead::lead).containsExactly(lead(5));
	}

	@Test
	void errorsOfASuccessThatAccountsForAllLeadsRejectNone() {
		this.api.answers = (leads) -> Mono.just(withError(leads.size()));
		EnrollmentProgress summary = enroll(leads(20));
		assertThat(summary.accepted()).isEqualTo(20);
		assertThat(this.api.calls).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"message\":\"maintenance\"}", "{\"success\":false}", "{}", "{\"result\":{}}" })
	void answerWithoutAnyCounterIsNoSuccess(String answer) {
		LeadClient leadterra = new BulkLeadClient(FakeLeadterra.answering(answer).client(LeadApi.class),
				EnrollmentOptions.defaults());
		StepVerifier.create(leadterra.enroll("camp_1", leads(3)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(BulkInterruptedException.class)
				.hasMessageContaining("none of the documented counters is given"))
			.verify(TIMEOUT);
	}

	@Test
	void refusalThatIsAboutTheCallInterrupts() {
		Refusal archived = new Refusal(422, List.of());
		this.api.answers = (leads) -> Mono.error(archived);
		assertThatExceptionOfType(BulkInterruptedException.class).isThrownBy(() -> enroll(leads(1000)))
			.withCause(archived)
			.satisfies((ex) -> assertThat(ex.getSettled()).isZero());
		assertThat(this.api.calls).hasSizeLessThan(40);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 5 })
	void refusalOfSmallCallsInterruptsToo(int batchSize) {
		this.api.answers = (leads) -> Mono.error(new Refusal(422, List.of()));
		assertThatExceptionOfType(BulkInterruptedException.class).isThrownBy(() -> this.client
			.enroll("camp_1", leads(1000), EnrollmentOptions.builder().batchSize(batchSize).build())
			.blockLast(TIMEOUT));
		assertThat(this.api.calls).hasSizeLessThan(40);
	}

	@Test
	void callThatIsAlwaysTooLargeInterrupts() {
		this.api.answers = (leads) -> Mono.error(new Refusal(413, List.of()));
		assertThatExceptionOfType(BulkInterruptedException.class).isThrownBy(() -> enroll(leads(1000)));
		assertThat(this.api.calls).hasSizeLessThan(60);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 250, 499 })
	void oneBadLeadOfManyIsFoundThoughItIsNotNamed(int bad) {
		refuse((lead) -> lead.equals(lead(bad)));
		EnrollmentProgress summary = enroll(leads(500));
		assertThat(summary.enrolled()).isEqualTo(499);
		assertThat(this.rejected).extracting(RejectedLead::lead).containsExactly(lead(bad));
		assertThat(this.api.calls).hasSizeLessThan(30);
	}

	@Test
	void manyBadLeadsThatFollowEachOtherDoNotEndTheStream() {
		refuse((lead) -> Integer.parseInt(lead.email().replaceAll("\\D", "")) < 300);
		EnrollmentProgress summary = enroll(leads(500));
		assertThat(summary.enrolled()).isEqualTo(200);
		assertThat(this.rejected).hasSize(300);
	}

	@Test
	void listFailsWithTheRefusalIfNothingIsAccepted() {
		this.api.answers = (leads) -> Mono.error(new Refusal(422, List.of()));
		StepVerifier.create(this.client.enroll("camp_1", List.of(lead(1), lead(2))))
			.expectError(Refusal.class)
			.verify(TIMEOUT);
	}

	@Test
	void listFailsWithTheRefusalThatNamesAllOfIt() {
		Refusal refusal = new Refusal(422, List.of(new FieldError(0, null, "lead1@example.com", null, "bad"),
				new FieldError(1, null, "lead2@example.com", null, "bad")));
		this.api.answers = (leads) -> Mono.error(refusal);
		StepVerifier.create(this.client.enroll("camp_1", List.of(lead(1), lead(2))))
			.expectErrorSatisfies((ex) -> assertThat(ex).isSameAs(refusal))
			.verify(TIMEOUT);
	}

	@Test
	void longListTellsWhatIsDoneIfACallFails() {
		this.api.answers = (leads) -> leads.contains(lead(600)) ? Mono.error(new IllegalStateException("outage"))
				: Mono.just(FakeLeadApi.enrolled(leads.size()));
		StepVerifier.create(this.client.enroll("camp_1", leads(1200).collectList().block(TIMEOUT)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(BulkInterruptedException.class,
					(interrupted) -> assertThat(interrupted.getSettled()).isEqualTo(500)))
			.verify(TIMEOUT);
	}

	@Test
	void repeatedLeadOfAListIsInTheResult() {
		EnrollmentResult result = this.client.enroll("camp_1", List.of(lead(1), lead(1))).block(TIMEOUT);
		assertThat(result.enrolled()).isOne();
		assertThat(result.rejected()).extracting(RejectedLead::reason).containsExactly(RejectionReason.DUPLICATE);
	}

	@Test
	void correctionInTheSameCallIsSentAfterItsFaultyLead() {
		refuseBadTitles();
		enroll(Flux.just(ada("bad"), lead(1), ada("good")));
		assertThat(accepted()).containsExactlyInAnyOrder(lead(1), ada("good"));
		assertThat(this.rejected).extracting(RejectedLead::lead).containsExactly(ada("bad"));
	}

	@Test
	void secondCorrectionIsSentIfTheFirstIsFaultyToo() {
		refuseBadTitles();
		EnrollmentProgress summary = enroll(Flux.just(ada("bad"), ada("bad again"), ada("good"), ada("late")));
		assertThat(accepted()).containsExactly(ada("good"));
		assertThat(summary.failed()).isEqualTo(2);
		assertThat(summary.duplicates()).isOne();
	}

	@Test
	void correctionWaitsForTheAnswerToItsFaultyLead() {
		Sinks.Empty<BulkAnswer> first = Sinks.empty();
		this.api.answers = (leads) -> leads.contains(ada("bad")) ? first.asMono()
				: Mono.just(FakeLeadApi.enrolled(leads.size()));
		EnrollmentOptions options = EnrollmentOptions.builder().batchSize(2).build();
		StepVerifier
			.create(this.client.enroll("camp_1", Flux.just(ada("bad"), lead(1), ada("good"), lead(2)), options).last())
			.then(() -> assertThat(this.api.calls).containsExactly(List.of(ada("bad"), lead(1)), List.of(lead(2))))
			.then(() -> first.tryEmitError(
					new Refusal(422, List.of(new FieldError(null, null, "ada@example.com", null, "bad title")))))
			.expectNextMatches((summary) -> summary.enrolled() == 3 && summary.failed() == 1 && summary.settled() == 4)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.api.calls).contains(List.of(ada("good")));
	}

	@Test
	void repeatThatWaitsForACallThatFailsDoesNotHoldTheStreamUp() {
		Sinks.Empty<BulkAnswer> first = Sinks.empty();
		this.api.answers = (leads) -> leads.contains(ada("bad")) ? first.asMono()
				: Mono.just(FakeLeadApi.enrolled(leads.size()));
		EnrollmentOptions options = EnrollmentOptions.builder().batchSize(2).build();
		StepVerifier
			.create(this.client.enroll("camp_1", Flux.just(ada("bad"), lead(1), ada("good"), lead(2)), options).then())
			.then(() -> first.tryEmitError(new IllegalStateException("outage")))
			.expectErrorSatisfies((ex) -> assertThat(((BulkInterruptedException) ex).getSettled()).isZero())
			.verify(TIMEOUT);
		assertThat(this.api.calls).hasSize(2);
	}

	@Test
	void leadsAreSentOnceOnRequest() {
		this.api.answers = (leads) -> leads.contains(lead(6)) ? Mono.error(new Unanswered())
				: Mono.just(FakeLeadApi.enrolled(leads.size()));
		EnrollmentOptions once = EnrollmentOptions.builder().batchSize(2).repeat(false).build();
		assertThatExceptionOfType(BulkInterruptedException.class)
			.isThrownBy(() -> this.client.enroll("camp_1", leads(20), once).blockLast(TIMEOUT))
			.withMessageContaining("It is not known whether the next 2 arrived. They were sent once.")
			.satisfies((ex) -> {
				assertThat(ex.getSettled()).isEqualTo(6);
				assertThat(ex.getUncertain()).isEqualTo(2);
			});
		assertThat(this.api.callsToMakeOnce).hasSize(4).isEqualTo(this.api.calls);
	}

	@Test
	void refusedCallIsNotSentInPartsIfLeadsAreSentOnce() {
		refuse((lead) -> lead.equals(lead(1)));
		EnrollmentOptions once = EnrollmentOptions.builder().repeat(false).build();
		assertThatExceptionOfType(BulkInterruptedException.class)
			.isThrownBy(() -> this.client.enroll("camp_1", leads(3), once).blockLast(TIMEOUT))
			.withCauseInstanceOf(Refusal.class)
			.satisfies((ex) -> assertThat(ex.getUncertain()).isEqualTo(3));
		assertThat(this.api.calls).hasSize(1);
	}

	@Test
	void refusedLeadThatWasAloneIsRejectedEvenIfLeadsAreSentOnce() {
		refuse((lead) -> lead.equals(lead(1)));
		EnrollmentOptions once = EnrollmentOptions.builder().batchSize(1).repeat(false).build();
		EnrollmentProgress summary = this.client.enroll("camp_1", leads(3), once).blockLast(TIMEOUT);
		assertThat(summary.enrolled()).isEqualTo(2);
		assertThat(summary.failed()).isOne();
	}

	@Test
	void interruptionShowsNoAddress() {
		this.api.answers = (leads) -> Mono.error(new IllegalStateException("'ada@example.com' cannot be enrolled"));
		assertThatExceptionOfType(BulkInterruptedException.class).isThrownBy(() -> enroll(leads(1)))
			.withMessageNotContaining("ada")
			.withMessageContaining("cannot be enrolled");
	}

	@Test
	void correctionIsSentThoughTheStreamFailsBehindIt() {
		refuseBadTitles();
		IllegalStateException failure = new IllegalStateException("no such file");
		assertThatExceptionOfType(BulkInterruptedException.class)
			.isThrownBy(() -> enroll(Flux.just(ada("bad"), ada("good")).concatWith(Mono.error(failure))))
			.satisfies((ex) -> assertThat(ex.getSettled()).isEqualTo(2));
		assertThat(accepted()).containsExactly(ada("good"));
	}

	@Test
	void correctionIsSentThoughAnotherCallFailsBehindIt() {
		Sinks.Empty<BulkAnswer> first = Sinks.empty();
		this.api.answers = (leads) -> leads.contains(ada("bad")) ? first.asMono() : leads.contains(lead(3))
				? Mono.error(new IllegalStateException("outage")) : Mono.just(FakeLeadApi.enrolled(leads.size()));
		EnrollmentOptions options = EnrollmentOptions.builder().batchSize(2).build();
		StepVerifier
			.create(this.client
				.enroll("camp_1", Flux.just(ada("bad"), lead(1), ada("good"), lead(2), lead(3), lead(4)), options)
				.then())
			.then(() -> first.tryEmitError(
					new Refusal(422, List.of(new FieldError(null, null, "ada@example.com", null, "bad title")))))
			.expectErrorSatisfies((ex) -> assertThat(((BulkInterruptedException) ex).getSettled()).isEqualTo(4))
			.verify(TIMEOUT);
		assertThat(this.api.calls).contains(List.of(ada("good")));
	}

	@Test
	void leadsOfACallThatSucceededAreSettledIfTheOneBehindItIsNotSent() {
		this.api.answers = (leads) -> leads.contains(lead(1)) ? Mono.error(new Refusal(403, List.of()))
				: Mono.just(FakeLeadApi.enrolled(leads.size()));
		EnrollmentOptions once = EnrollmentOptions.builder().maxBatchBytes(1).repeat(false).build();
		assertThatExceptionOfType(BulkInterruptedException.class)
			.isThrownBy(() -> this.client.enroll("camp_1", leads(3), once).blockLast(TIMEOUT))
			.satisfies((ex) -> {
				assertThat(ex.getSettled()).isOne();
				assertThat(ex.getUncertain()).isZero();
			});
	}

	@Test
	void leadsThatMayHaveArrivedAreUncertainThoughTheStreamFailedFirst() {
		TestPublisher<Lead> leads = TestPublisher.create();
		Sinks.Empty<BulkAnswer> answer = Sinks.empty();
		this.api.answers = (batch) -> answer.asMono();
		EnrollmentOptions once = EnrollmentOptions.builder().batchSize(1).repeat(false).build();
		StepVerifier.create(this.client.enroll("camp_1", leads, once))
			.then(() -> leads.next(lead(1)).error(new IllegalStateException("no such file")))
			.then(() -> answer.tryEmitError(new Unanswered()))
			.expectErrorSatisfies((ex) -> assertThat(((BulkInterruptedException) ex).getUncertain()).isOne())
			.verify(TIMEOUT);
	}

	@Test
	void progressComesAfterEveryCallThatIsFilledBySize() {
		EnrollmentOptions options = EnrollmentOptions.builder().maxBatchBytes(1).build();
		assertThat(this.client.enroll("camp_1", leads(3), options).collectList().block(TIMEOUT)).hasSize(4);
	}

	@Test
	void interruptedListTellsWhatWasRejected() {
		this.api.answers = (leads) -> leads.contains(lead(600)) ? Mono.error(new IllegalStateException("outage"))
				: leads.contains(lead(7))
						? Mono
							.error(new Refusal(422, List.of(new FieldError(null, null, lead(7).email(), null, "bad"))))
						: Mono.just(FakeLeadApi.enrolled(leads.size()));
		StepVerifier.create(this.client.enroll("camp_1", leads(1200).collectList().block(TIMEOUT)))
			.expectErrorSatisfies((ex) -> assertThat(((BulkInterruptedException) ex).getProgress())
				.isInstanceOfSatisfying(EnrollmentProgress.class,
						(progress) -> assertThat(progress.rejected()).extracting(RejectedLead::lead)
							.containsExactly(lead(7))))
			.verify(TIMEOUT);
	}

	private EnrollmentProgress enroll(Flux<Lead> leads) {
		return this.client.enroll("camp_1", leads)
			.doOnNext((progress) -> this.rejected.addAll(progress.rejected()))
			.blockLast(TIMEOUT);
	}

	private void refuse(Predicate<Lead> bad) {
		this.api.answers = (leads) -> leads.stream().anyMatch(bad) ? Mono.error(new Refusal(422, List.of()))
				: Mono.just(FakeLeadApi.enrolled(leads.size()));
	}

	private void refuseBadTitles() {
		this.api.answers = (leads) -> leads.stream().anyMatch(RefusalTests::isBad)
				? Mono
					.error(new Refusal(422, List.of(new FieldError(null, null, "ada@example.com", null, "bad title"))))
				: Mono.just(FakeLeadApi.enrolled(leads.size()));
	}

	private List<Lead> accepted() {
		return this.api.calls.stream()
			.filter((leads) -> leads.stream().noneMatch(RefusalTests::isBad))
			.flatMap(List::stream)
			.toList();
	}

	private static boolean isBad(Lead lead) {
		return lead.jobTitle() != null && lead.jobTitle().startsWith("bad");
	}

	private static BulkAnswer withError(long enrolled) {
		return FakeLeadApi.answer(enrolled, 0L, 0L, List.of(new FieldError(null, null, null, null, "one was bad")));
	}

	private static Lead ada(String jobTitle) {
		return Lead.builder("ada@example.com").jobTitle(jobTitle).build();
	}

	private static Flux<Lead> leads(int count) {
		return Flux.fromStream(() -> IntStream.range(0, count).mapToObj(RefusalTests::lead));
	}

	private static Lead lead(int i) {
		return Lead.of("lead" + i + "@example.com");
	}

	/**
	 * A call of which it is not known what became of it.
	 */
	private static final class Unanswered extends RuntimeException implements UncertainOutcome {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean mayHaveReachedLeadterra() {
			return true;
		}

	}

}
