package co.leadterra.client.reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for how {@link ReplyClient#list()} follows pages.
 */
class ReplyClientPagingTests {

	@Test
	void followsPagesToTheTotal() {
		PagedReplies replies = PagedReplies.of(5, 2);
		verify(replies.list(), 5);
		assertThat(replies.asked).containsExactly("null/null/null", "null/2/null", "null/3/null");
	}

	@Test
	void doesNotAskForAPageAfterAFullLastOne() {
		PagedReplies replies = PagedReplies.of(4, 2);
		verify(replies.list(), 4);
		assertThat(replies.asked).hasSize(2);
	}

	@Test
	void asksForTheRepliesOfOneCampaignOnEveryPage() {
		PagedReplies replies = PagedReplies.of(3, 2);
		verify(replies.list("camp_1"), 3);
		assertThat(replies.asked).containsExactly("camp_1/null/null", "camp_1/2/null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void blankCampaignIdIsRefused(String campaignId) {
		assertThatIllegalArgumentException().isThrownBy(() -> PagedReplies.of(1, 1).list(campaignId))
			.withMessage("campaignId must not be blank");
	}

	@Test
	void completesAfterOnePageWithoutPagination() {
		PagedReplies replies = new PagedReplies((page) -> pageOf(2, null));
		verify(replies.list(), 2);
		assertThat(replies.asked).hasSize(1);
	}

	@Test
	void goesOnWithoutATotalUntilAPageIsShort() {
		PagedReplies replies = new PagedReplies(
				(page) -> pageOf(2 * page, (page < 3) ? 2 : 1, new Pagination(null, page, 2)));
		verify(replies.list(), 5);
		assertThat(replies.asked).hasSize(3);
	}

	@Test
	void goesOnWithoutATotalAndAPageSizeUntilAPageIsEmpty() {
		PagedReplies replies = new PagedReplies(
				(page) -> pageOf(2 * page, (page < 3) ? 2 : 0, new Pagination(null, page, null)));
		verify(replies.list(), 4);
		assertThat(replies.asked).hasSize(3);
	}

	@Test
	void failsIfThePageIsIgnoredAndThereIsNoTotal() {
		PagedReplies replies = new PagedReplies((page) -> pageOf(2, new Pagination(null, null, 2)));
		verifyError(replies, 2, "Leadterra answered with the replies before it when asked for page 2;"
				+ " 2 of an unknown number of replies were emitted");
		assertThat(replies.asked).hasSize(2);
	}

	@Test
	void replyThatANewOneShiftsToTheNextPageIsNotEmittedTwice() {
		PagedReplies replies = new PagedReplies((page) -> (page == 1) ? pageOf(0, 2, new Pagination(4L, 1, 2))
				: pageOf(2 * page - 3, Math.min(2, 7 - 2 * page), new Pagination(5L, page, 2)));
		StepVerifier.create(replies.list().map(Reply::id))
			.expectNext("rpl_0", "rpl_1", "rpl_2", "rpl_3")
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void completesAfterAnAnswerWithoutContent() {
		PagedReplies replies = new PagedReplies((page) -> Mono.empty());
		verify(replies.list(), 0);
		assertThat(replies.asked).hasSize(1);
	}

	@Test
	void completesWithoutAnyReply() {
		verify(PagedReplies.of(0, 50).list(), 0);
	}

	@Test
	void countsRepliesIfThePageSizeIsNotGiven() {
		PagedReplies replies = new PagedReplies((page) -> pageOf(2 * page, 2, new Pagination(4L, page, null)));
		verify(replies.list(), 4);
		assertThat(replies.asked).hasSize(2);
	}

	@Test
	void everySubscriberStartsAnew() {
		PagedReplies replies = PagedReplies.of(3, 2);
		Flux<Reply> list = replies.list();
		verify(list, 3);
		verify(list, 3);
		assertThat(replies.asked).hasSize(4);
	}

	@Test
	void asksForNoPageBeforeAReplyIsRequested() {
		PagedReplies replies = PagedReplies.of(4, 2);
		StepVerifier.create(replies.list(), 0)
			.expectSubscription()
			.then(() -> assertThat(replies.asked).isEmpty())
			.thenCancel()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void asksForThePageAfterOnlyWhenAReplyOnItIsRequested() {
		PagedReplies replies = PagedReplies.of(6, 2);
		StepVerifier.create(replies.list(), 0)
			.thenRequest(1)
			.expectNextCount(1)
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(replies.asked).hasSize(1))
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(replies.asked).hasSize(2))
			.thenCancel()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void asksForNoMorePagesThanAreTaken() {
		PagedReplies replies = PagedReplies.of(100, 2);
		verify(replies.list().take(4), 4);
		assertThat(replies.asked).hasSize(2);
	}

	@Test
	void completesAfterTheLastReplyWithoutFurtherDemand() {
		StepVerifier.create(PagedReplies.of(2, 2).list(), 2)
			.expectNextCount(2)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void followsManyPages() {
		verify(PagedReplies.of(20_000, 1).list(), 20_000);
	}

	@Test
	void failsIfTheSamePageIsAnsweredAgain() {
		PagedReplies replies = new PagedReplies((page) -> pageOf(2, new Pagination(5L, 1, 2)));
		verifyError(replies, 2, "Leadterra answered with page 1 when asked for page 2; 2 of 5 replies were emitted");
		assertThat(replies.asked).hasSize(2);
	}

	@Test
	void failsIfTheFirstPageIsAnsweredAgainWithoutItsNumber() {
		PagedReplies replies = new PagedReplies((page) -> pageOf(2, (page == 1) ? new Pagination(5L, 1, 2) : null));
		verifyError(replies, 2,
				"Leadterra answered with the replies before it when asked for page 2; 2 of 5 replies were emitted");
	}

	@Test
	void failsIfALaterAnswerHasNoContent() {
		PagedReplies replies = new PagedReplies(
				(page) -> (page == 1) ? pageOf(2, new Pagination(5L, 1, 2)) : Mono.empty());
		verifyError(replies, 2, "Leadterra answered with an empty page 2; 2 of 5 replies were emitted");
	}

	@Test
	void failsAtAnEmptyPageBeforeTheTotal() {
		PagedReplies replies = new PagedReplies(
				(page) -> pageOf(2 * page, (page < 3) ? 2 : 0, new Pagination(9L, page, 2)));
		verifyError(replies, 4, "Leadterra answered with an empty page 3; 4 of 9 replies were emitted");
	}

	@Test
	void passesAFailedCallOn() {
		PagedReplies replies = new PagedReplies((page) -> (page == 1) ? pageOf(2, new Pagination(5L, 1, 2))
				: Mono.error(new IllegalStateException("boom")));
		verifyError(replies, 2, "boom");
	}

	private static void verify(Flux<Reply> replies, long count) {
		StepVerifier.create(replies).expectNextCount(count).expectComplete().verify(Duration.ofSeconds(20));
	}

	private static void verifyError(PagedReplies replies, long count, String message) {
		StepVerifier.create(replies.list())
			.expectNextCount(count)
			.expectErrorSatisfies(
					(error) -> assertThat(error).isInstanceOf(IllegalStateException.class).hasMessage(message))
			.verify(Duration.ofSeconds(5));
	}

	private static Mono<ReplyPage> pageOf(int size, @Nullable Pagination pagination) {
		return pageOf(0, size, pagination);
	}

	private static Mono<ReplyPage> pageOf(int first, int size, @Nullable Pagination pagination) {
		List<Reply> replies = IntStream.range(first, first + size)
			.mapToObj((i) -> new Reply("rpl_" + i, null, null, null, null, null))
			.toList();
		return Mono.just(new ReplyPage(replies, pagination));
	}

	/**
	 * Answers with pages, and keeps which were asked for by subscribing to them.
	 */
	private static final class PagedReplies implements ReplyClient {

		private final List<String> asked = new ArrayList<>();

		private final IntFunction<Mono<ReplyPage>> pages;

		PagedReplies(IntFunction<Mono<ReplyPage>> pages) {
			this.pages = pages;
		}

		static PagedReplies of(int total, int perPage) {
			return new PagedReplies((page) -> pageOf((page - 1) * perPage,
					Math.min(perPage, total - (page - 1) * perPage), new Pagination((long) total, page, perPage)));
		}

		@Override
		public Mono<ReplyPage> page(@Nullable String campaignId, @Nullable Integer page, @Nullable Integer perPage) {
			return Mono.defer(() -> {
				this.asked.add(campaignId + "/" + page + "/" + perPage);
				assertThat(this.asked).as("calls of what should not be an endless loop").hasSizeLessThan(25_000);
				return this.pages.apply((page != null) ? page : 1);
			});
		}

		@Override
		public Mono<HandOff> assign(String replyId, ReplyAssignment assignment) {
			throw new UnsupportedOperationException();
		}

	}

}
