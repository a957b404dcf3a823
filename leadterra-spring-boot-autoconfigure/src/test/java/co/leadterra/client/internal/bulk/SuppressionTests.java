package co.leadterra.client.internal.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.fake.FakeLeadterra;
import co.leadterra.client.suppression.RejectedAddress;
import co.leadterra.client.suppression.SuppressionListClient;
import co.leadterra.client.suppression.SuppressionProgress;
import co.leadterra.client.suppression.SuppressionResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for suppressing addresses with {@link BulkSuppressionListClient}.
 */
class SuppressionTests {

	@ParameterizedTest
	@ValueSource(strings = { "%s", "{\"result\": %s}", "{\"data\": %s}" })
	void suppressReadsEveryWrapping(String wrapping) {
		FakeLeadterra leadterra = FakeLeadterra
			.answering(wrapping.formatted("{\"suppressed\": 1, \"alreadySuppressed\": 2, \"total\": 3}"));
		verify(client(leadterra).suppress(List.of("ann@example.com")), new SuppressionResult(1L, 2L, 3L));
		assertThat(leadterra.calls()).containsExactly("POST /v1/suppression-list {\"emails\":[\"ann@example.com\"]}");
	}

	@Test
	void missingCountersAreAbsentAndNotZero() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{\"suppressed\": 2}");
		verify(client(leadterra).suppress(List.of("ann@example.com", "bob@example.com")),
				new SuppressionResult(2L, null, null));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 999, 1000 })
	void upToAThousandAddressesAreSuppressedWithOneCall(int size) {
		FakeSuppressionApi list = new FakeSuppressionApi();
		verify(list.client().suppress(addresses(size)), new SuppressionResult((long) size, 0L, (long) size));
		assertThat(list.sizes()).containsExactly(size);
	}

	@Test
	void moreThanAThousandAddressesAreSplitInOrderAndTheCountersAdded() {
		FakeSuppressionApi list = new FakeSuppressionApi();
		List<String> addresses = addresses(2001);
		verify(list.client().suppress(addresses), new SuppressionResult(2001L, 0L, 2001L));
		assertThat(list.sizes()).containsExactly(1000, 1000, 1);
		assertThat(list.calls.stream().flatMap(List::stream)).containsExactlyElementsOf(addresses);
	}

	@Test
	void counterThatOneAnswerLacksIsUnknownInTheSum() {
		FakeSuppressionApi list = new FakeSuppressionApi();
		list.answers = (emails) -> Mono.just((emails.size() == 1000) ? answer(1L, 2L, null) : answer(3L, null, 4L));
		verify(list.client().suppress(addresses(1001)), new SuppressionResult(4L, null, null));
	}

	@Test
	void answerWithoutContentMakesAllCountersUnknown() {
		FakeSuppressionApi list = new FakeSuppressionApi();
		list.answers = (emails) -> (emails.size() == 1000) ? Mono.just(answer(1L, 2L, 3L)) : Mono.empty();
		verify(list.client().suppress(addresses(1001)), new SuppressionResult(null, null, null));
	}

	@Test
	void nextCallIsMadeAfterTheAnswerToTheOneBefore() {
		Sinks.One<BulkAnswer> first = Sinks.one();
		FakeSuppressionApi list = new FakeSuppressionApi();
		list.answers = (emails) -> first.asMono();
		StepVerifier.create(list.client().suppress(addresses(1001)))
			.then(() -> assertThat(list.sizes()).containsExactly(1000))
			.then(() -> first.tryEmitValue(answer(1L, 1L, 1L)))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(list.sizes()).containsExactly(1000, 1);
	}

	@Test
	void noCallIsMadeAfterAFailedOne() {
		FakeSuppressionApi list = new FakeSuppressionApi();
		list.answers = (emails) -> Mono.error(new IllegalStateException("boom"));
		StepVerifier.create(list.client().suppress(addresses(1001)))
			.expectErrorMessage("boom")
			.verify(Duration.ofSeconds(5));
		assertThat(list.sizes()).containsExactly(1000);
	}

	@Test
	void invalidAddressAtTheEndIsRefusedBeforeTheFirstCall() {
		FakeSuppressionApi list = new FakeSuppressionApi();
		List<String> addresses = new ArrayList<>(addresses(1000));
		addresses.add("example.com");
		assertThatIllegalArgumentException().isThrownBy(() -> list.client().suppress(addresses))
			.withMessage("emails[1000] must have the form name@domain, but has no @");
	}

	@Test
	void noAddressesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new FakeSuppressionApi().client().suppress(List.of()))
			.withMessage("emails must not be empty");
	}

	@Test
	void streamIsSuppressedWithUpToAThousandAddressesACall() {
		FakeSuppressionApi list = new FakeSuppressionApi();
		StepVerifier.create(list.client().suppressAll(Flux.fromIterable(addresses(2500))))
			.expectNextCount(3)
			.assertNext((summary) -> assertThat(summary).isEqualTo(new SuppressionProgress(2500, 2500, 2500, 2500L, 0L,
					2500L, 0, 0, 3, summary.elapsed(), List.of(), true)))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(list.sizes()).containsExactly(1000, 1000, 500);
	}

	@Test
	void invalidAddressInAStreamIsReported() {
		FakeSuppressionApi list = new FakeSuppressionApi();
		StepVerifier.create(list.client()
			.suppressAll(Flux.just("ann@example.com", "ann", "bob@example.com", "bob@example.com", "Bob@example.com")))
			.assertNext((progress) -> assertThat(progress.rejected()).containsExactly(new RejectedAddress("ann",
					RejectionReason.INVALID, "The address must have the form name@domain, but has no @", null)))
			.assertNext((summary) -> assertThat(summary)
				.isEqualTo(new SuppressionProgress(5, 5, 3, 3L, 0L, 3L, 1, 1, 1, summary.elapsed(), List.of(), true)))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(list.sizes()).containsExactly(3);
	}

	@Test
	void nullStreamIsRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> new FakeSuppressionApi().client().suppressAll(null))
			.withMessage("emails must not be null");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "ann", "@example.com", "ann@", "a@b@c", "ann @example.com", "ann@example.com\n",
			"ann\u00a0@example.com", "ann\u0000@example.com", "ann@example.com\u200B" })
	void invalidAddressIsRefusedBeforeTheFirstCall(String email) {
		FakeSuppressionApi api = new FakeSuppressionApi();
		List<String> emails = Collections.singletonList(email);
		assertThatIllegalArgumentException().isThrownBy(() -> api.client().suppress(emails))
			.withMessageStartingWith("emails[0] must ");
		assertThat(api.calls).isEmpty();
	}

	private static SuppressionListClient client(FakeLeadterra leadterra) {
		return new BulkSuppressionListClient(leadterra.client(SuppressionApi.class));
	}

	private static BulkAnswer answer(@Nullable Long suppressed, @Nullable Long alreadySuppressed,
			@Nullable Long total) {
		Map<String, Long> counters = new HashMap<>();
		counters.put("suppressed", suppressed);
		counters.put("alreadySuppressed", alreadySuppressed);
		counters.put("total", total);
		counters.values().removeIf(Objects::isNull);
		return new BulkAnswer(counters, List.of());
	}

	private static List<String> addresses(int size) {
		return IntStream.range(0, size).mapToObj((i) -> "lead" + i + "@example.com").toList();
	}

	private static void verify(Mono<SuppressionResult> result, SuppressionResult expected) {
		StepVerifier.create(result).expectNext(expected).expectComplete().verify(Duration.ofSeconds(5));
	}

	/**
	 * Keeps the calls that were subscribed to.
	 */
	private static final class FakeSuppressionApi implements SuppressionApi {

		private final List<List<String>> calls = new ArrayList<>();

		private Function<List<String>, Mono<BulkAnswer>> answers = (emails) -> Mono
			.just(answer((long) emails.size(), 0L, (long) emails.size()));

		SuppressionListClient client() {
			return new BulkSuppressionListClient(this);
		}

		@Override
		public Mono<ResponseEntity<BulkAnswer>> suppress(List<String> emails) {
			return Mono.defer(() -> {
				this.calls.add(emails);
				return this.answers.apply(emails)
					.map(ResponseEntity::ok)
					.defaultIfEmpty(ResponseEntity.noContent().build());
			});
		}

		List<Integer> sizes() {
			return this.calls.stream().map(List::size).toList();
		}

	}

}
