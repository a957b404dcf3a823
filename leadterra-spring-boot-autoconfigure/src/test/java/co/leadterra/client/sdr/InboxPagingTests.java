package co.leadterra.client.sdr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import co.leadterra.client.internal.Pages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link SdrClient#inbox(InboxQuery)} follows pages.
 */
class InboxPagingTests {

	private static final InboxQuery ALL = InboxQuery.builder().build();

	private final List<InboxQuery> asked = new ArrayList<>();

	@Test
	void followsPagesToTheEnd() {
		verify(inbox(ALL, pages(5, 2)), 5);
		assertThat(this.asked).containsExactly(ALL, ALL.from(2), ALL.from(4));
	}

	@Test
	void doesNotAskForAPageAfterAFullLastOne() {
		verify(inbox(ALL, pages(4, 2)), 4);
		assertThat(this.asked).hasSize(2);
	}

	@Test
	void keepsTheQueryAndStartsAtItsOffset() {
		InboxQuery query = InboxQuery.builder().category(ProspectCategory.A).limit(2).offset(1).build();
		verify(inbox(query, pages(5, 2)), 4);
		assertThat(this.asked).containsExactly(query, query.from(2));
	}

	@Test
	void goesByTheTotalIfNothingTellsWhetherThereIsMore() {
		verify(inbox(ALL, (offset) -> page(offset, 2, 4L, null)), 4);
		assertThat(this.asked).hasSize(2);
	}

	@Test
	void completesAfterOnePageThatTellsNothing() {
		verify(inbox(ALL, (offset) -> page(offset, 2, null, null)), 2);
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void completesAfterAnAnswerWithoutContent() {
		verify(inbox(ALL, (offset) -> Mono.empty()), 0);
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void completesIfTheRestIsGoneMeanwhile() {
		verify(inbox(ALL, (offset) -> (offset == 0) ? page(0, 2, 3L, true) : page(offset, 0, 2L, false)), 2);
	}

	@Test
	void everySubscriberStartsAnew() {
		Flux<ProspectThread> threads = inbox(ALL, pages(3, 2));
		verify(threads, 3);
		verify(threads, 3);
		assertThat(this.asked).containsExactly(ALL, ALL.from(2), ALL, ALL.from(2));
	}

	@Test
	void asksForNoPageBeforeAThreadIsRequested() {
		StepVerifier.create(inbox(ALL, pages(4, 2)), 0)
			.expectSubscription()
			.then(() -> assertThat(this.asked).isEmpty())
			.thenCancel()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void asksForThePageAfterOnlyWhenAThreadOnItIsRequested() {
		StepVerifier.create(inbox(ALL, pages(6, 2)), 2)
			.expectNextCount(2)
			.then(() -> assertThat(this.asked).hasSize(1))
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(this.asked).hasSize(2))
			.thenCancel()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void followsManyPages() {
		verify(inbox(ALL, pages(20_000, 1)), 20_000);
	}

	@Test
	void findsThreadsThatMoveUpBecauseOthersLeaveTheSelection() {
		List<Integer> open = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
		List<String> read = inbox(ALL, (offset) -> page(open, offset, 2))
			.concatMap((thread) -> Mono.fromSupplier(() -> {
				open.remove(Integer.valueOf(thread.id().substring(2)));
				return thread.id();
			}), 1)
			.collectList()
			.block(Duration.ofSeconds(5));
		assertThat(read).doesNotHaveDuplicates().hasSize(10);
		assertThat(open).isEmpty();
	}

	@Test
	void emitsNoThreadTwiceThatANewOneShifts() {
		List<Integer> open = new ArrayList<>(IntStream.range(0, 5).boxed().toList());
		StepVerifier.create(inbox(ALL, (offset) -> page(open, offset, 2)).map(ProspectThread::id), 2)
			.expectNext("t_0", "t_1")
			.then(() -> open.add(0, 99))
			.thenRequest(9)
			.expectNext("t_2", "t_3", "t_4")
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void goesOnPastAFullPageThatTellsNothing() {
		InboxQuery query = InboxQuery.builder().limit(2).build();
		verify(inbox(query, (offset) -> page(offset, (offset < 4) ? 2 : 1, null, null)), 5);
		assertThat(this.asked).hasSize(3);
	}

	@Test
	void failsIfThreadsAreMissingInTheEnd() {
		verifyError(inbox(ALL, (offset) -> page((offset == 0) ? 0 : 1, 2, 4L, null)), 3,
				"Leadterra gave no more; 3 of 4 threads were emitted");
	}

	@Test
	void failsIfTheSameThreadsAreAnsweredAgain() {
		verifyError(inbox(ALL, (offset) -> page(0, 2, 5L, true)), 2,
				"Leadterra answered with the threads before it when asked for page 2; 2 of 5 threads were emitted");
		assertThat(this.asked).hasSize(2);
	}

	@Test
	void failsAtAnEmptyPageThatAnnouncesMore() {
		verifyError(inbox(ALL, (offset) -> page(offset, (offset == 0) ? 2 : 0, null, true)), 2,
				"Leadterra answered with an empty page 2; " + "2 of an unknown number of threads were emitted");
	}

	@Test
	void failsIfALaterAnswerHasNoContentThoughTheTotalIsNotReached() {
		verifyError(inbox(ALL, (offset) -> (offset == 0) ? page(0, 2, 5L, true) : Mono.empty()), 2,
				"Leadterra answered with an empty page 2; 2 of 5 threads were emitted");
	}

	private Flux<ProspectThread> inbox(InboxQuery query, Function<Integer, Mono<InboxPage>> pages) {
		return Pages.read("threads", ProspectThread::id, (position) -> Mono.defer(() -> {
			InboxQuery pageQuery = query.from(position.offset());
			this.asked.add(pageQuery);
			assertThat(this.asked).as("calls of what should not be an endless loop").hasSizeLessThan(25_000);
			return pages.apply(pageQuery.start()).map((page) -> page.of(query));
		}));
	}

	private static Function<Integer, Mono<InboxPage>> pages(int total, int limit) {
		return (offset) -> page(offset, Math.min(limit, total - offset), (long) total, offset + limit < total);
	}

	private static Mono<InboxPage> page(List<Integer> open, int offset, int limit) {
		List<ProspectThread> threads = open.stream().skip(offset).limit(limit).map(InboxPagingTests::thread).toList();
		return Mono.just(new InboxPage(threads, (long) open.size(), offset + limit < open.size()));
	}

	private static ProspectThread thread(int i) {
		return new ProspectThread("t_" + i, null, null, null, null, null, null, null);
	}

	private static Mono<InboxPage> page(int offset, int size, @Nullable Long total, @Nullable Boolean hasMore) {
		List<ProspectThread> threads = IntStream.range(offset, offset + size)
			.mapToObj(InboxPagingTests::thread)
			.toList();
		return Mono.just(new InboxPage(threads, total, hasMore));
	}

	private static void verify(Flux<ProspectThread> threads, long count) {
		StepVerifier.create(threads).expectNextCount(count).expectComplete().verify(Duration.ofSeconds(20));
	}

	private static void verifyError(Flux<ProspectThread> threads, long count, String message) {
		StepVerifier.create(threads)
			.expectNextCount(count)
			.expectErrorSatisfies(
					(error) -> assertThat(error).isInstanceOf(IllegalStateException.class).hasMessage(message))
			.verify(Duration.ofSeconds(5));
	}

}
