package co.leadterra.client.suppression;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.fake.FakeLeadterra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SuppressionListClient}, {@link SuppressionRequest} and
 * {@link SuppressionResult}.
 */
class SuppressionListClientTests {

	@ParameterizedTest
	@ValueSource(strings = { "%s", "{\"result\": %s}", "{\"data\": %s}" })
	void suppressReadsEveryWrapping(String wrapping) {
		FakeLeadterra leadterra = FakeLeadterra
			.answering(wrapping.formatted("{\"suppressed\": 1, \"alreadySuppressed\": 2, \"total\": 3}"));
		SuppressionRequest request = new SuppressionRequest(List.of("ann@example.com"));
		verify(leadterra.client(SuppressionListClient.class).suppress(request), new SuppressionResult(1L, 2L, 3L));
		assertThat(leadterra.calls()).containsExactly("POST /v1/suppression-list {\"emails\":[\"ann@example.com\"]}");
	}

	@Test
	void missingCountersAreAbsentAndNotZero() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{\"suppressed\": 2}");
		verify(leadterra.client(SuppressionListClient.class).suppress(List.of("ann@example.com", "bob@example.com")),
				new SuppressionResult(2L, null, null));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 999, 1000 })
	void upToAThousandAddressesAreSuppressedWithOneCall(int size) {
		RecordingSuppressionList list = RecordingSuppressionList.counting();
		verify(list.suppress(addresses(size)), new SuppressionResult((long) size, 0L, (long) size));
		assertThat(list.sizes()).containsExactly(size);
	}

	@Test
	void moreThanAThousandAddressesAreSplitInOrderAndTheCountersAdded() {
		RecordingSuppressionList list = RecordingSuppressionList.counting();
		List<String> addresses = addresses(2001);
		verify(list.suppress(addresses), new SuppressionResult(2001L, 0L, 2001L));
		assertThat(list.sizes()).containsExactly(1000, 1000, 1);
		assertThat(list.requests.stream().flatMap((request) -> request.emails().stream()))
			.containsExactlyElementsOf(addresses);
	}

	@Test
	void counterThatOneAnswerLacksIsUnknownInTheSum() {
		RecordingSuppressionList list = new RecordingSuppressionList(
				(request) -> Mono.just((request.emails().size() == 1000) ? new SuppressionResult(1L, 2L, null)
						: new SuppressionResult(3L, null, 4L)));
		verify(list.suppress(addresses(1001)), new SuppressionResult(4L, null, null));
	}

	@Test
	void answerWithoutContentMakesAllCountersUnknown() {
		RecordingSuppressionList list = new RecordingSuppressionList((request) -> (request.emails().size() == 1000)
				? Mono.just(new SuppressionResult(1L, 2L, 3L)) : Mono.empty());
		verify(list.suppress(addresses(1001)), new SuppressionResult(null, null, null));
	}

	@Test
	void nextCallIsMadeAfterTheAnswerToTheOneBefore() {
		Sinks.One<SuppressionResult> first = Sinks.one();
		RecordingSuppressionList list = new RecordingSuppressionList((request) -> first.asMono());
		StepVerifier.create(list.suppress(addresses(1001)))
			.then(() -> assertThat(list.sizes()).containsExactly(1000))
			.then(() -> first.tryEmitValue(new SuppressionResult(1L, 1L, 1L)))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(list.sizes()).containsExactly(1000, 1);
	}

	@Test
	void noCallIsMadeAfterAFailedOne() {
		RecordingSuppressionList list = new RecordingSuppressionList(
				(request) -> Mono.error(new IllegalStateException("boom")));
		StepVerifier.create(list.suppress(addresses(1001))).expectErrorMessage("boom").verify(Duration.ofSeconds(5));
		assertThat(list.sizes()).containsExactly(1000);
	}

	@Test
	void invalidAddressAtTheEndIsRefusedBeforeTheFirstCall() {
		RecordingSuppressionList list = RecordingSuppressionList.counting();
		List<String> addresses = new ArrayList<>(addresses(1000));
		addresses.add("example.com");
		assertThatIllegalArgumentException().isThrownBy(() -> list.suppress(addresses))
			.withMessage("emails must only contain addresses of the form name@domain, but has 'example.com'");
	}

	@Test
	void noAddressesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> RecordingSuppressionList.counting().suppress(List.of()))
			.withMessage("emails must not be empty");
	}

	@Test
	void streamIsSuppressedWithUpToAThousandAddressesACall() {
		RecordingSuppressionList list = RecordingSuppressionList.counting();
		StepVerifier.create(list.suppressAll(Flux.fromIterable(addresses(2500))))
			.expectNextCount(3)
			.assertNext((summary) -> assertThat(summary).isEqualTo(
					new SuppressionProgress(2500, 2500, 2500, 2500L, 0L, 0, 0, 3, summary.elapsed(), List.of(), true)))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(list.sizes()).containsExactly(1000, 1000, 500);
	}

	@Test
	void invalidAddressInAStreamIsReported() {
		RecordingSuppressionList list = RecordingSuppressionList.counting();
		StepVerifier.create(list.suppressAll(Flux.just("ann@example.com", "ann", "bob@example.com", "Bob@example.com")))
			.assertNext((progress) -> assertThat(progress.rejected()).containsExactly(new RejectedAddress("ann",
					RejectionReason.INVALID, "The address does not have the form name@domain", null)))
			.assertNext((summary) -> assertThat(summary)
				.isEqualTo(new SuppressionProgress(4, 4, 2, 2L, 0L, 1, 1, 1, summary.elapsed(), List.of(), true)))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(list.sizes()).containsExactly(2);
	}

	@Test
	void nullStreamIsRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> RecordingSuppressionList.counting().suppressAll(null))
			.withMessage("emails must not be null");
	}

	@Test
	void requestWithoutAddressesIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SuppressionRequest(List.of()))
			.withMessage("emails must not be empty");
	}

	@Test
	void requestOfMoreThanAThousandAddressesIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SuppressionRequest(addresses(1001)))
			.withMessage("emails must not contain more than 1,000 addresses");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "ann", "@example.com", "ann@", "a@b@c", "ann @example.com", "ann@example.com\n",
			"ann\u00a0@example.com", "ann\u0000@example.com" })
	void requestWithAnInvalidAddressIsRefused(String email) {
		List<String> emails = Collections.singletonList(email);
		assertThatIllegalArgumentException().isThrownBy(() -> new SuppressionRequest(emails))
			.withMessage("emails must only contain addresses of the form name@domain, but has '" + email + "'");
	}

	private static List<String> addresses(int size) {
		return IntStream.range(0, size).mapToObj((i) -> "lead" + i + "@example.com").toList();
	}

	private static void verify(Mono<SuppressionResult> result, SuppressionResult expected) {
		StepVerifier.create(result).expectNext(expected).expectComplete().verify(Duration.ofSeconds(5));
	}

	/**
	 * Keeps the requests that were subscribed to.
	 */
	private static final class RecordingSuppressionList implements SuppressionListClient {

		private final List<SuppressionRequest> requests = new ArrayList<>();

		private final Function<SuppressionRequest, Mono<SuppressionResult>> answers;

		RecordingSuppressionList(Function<SuppressionRequest, Mono<SuppressionResult>> answers) {
			this.answers = answers;
		}

		static RecordingSuppressionList counting() {
			return new RecordingSuppressionList((request) -> {
				long size = request.emails().size();
				return Mono.just(new SuppressionResult(size, 0L, size));
			});
		}

		@Override
		public Mono<SuppressionResult> suppress(SuppressionRequest request) {
			return Mono.defer(() -> {
				this.requests.add(request);
				return this.answers.apply(request);
			});
		}

		List<Integer> sizes() {
			return this.requests.stream().map((request) -> request.emails().size()).toList();
		}

	}

}
