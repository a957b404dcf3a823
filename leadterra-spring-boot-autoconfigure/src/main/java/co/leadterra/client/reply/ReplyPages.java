package co.leadterra.client.reply;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows the pages of replies for one subscriber.
 */
final class ReplyPages {

	private static final ReplyPage NO_CONTENT = new ReplyPage(List.of(), null);

	private final Function<@Nullable Integer, Mono<ReplyPage>> source;

	private @Nullable Integer nextPage;

	private long total;

	private long emitted;

	private ReplyPages(Function<@Nullable Integer, Mono<ReplyPage>> source) {
		this.source = source;
	}

	static Flux<Reply> read(Function<@Nullable Integer, Mono<ReplyPage>> source) {
		return Flux.defer(() -> new ReplyPages(source).replies());
	}

	private Flux<Reply> replies() {
		// To subscribe to a page is to call Leadterra, even if no reply is asked for yet.
		// The element in front is only emitted when one is; Flux.just would not wait.
		Flux<Boolean> demand = Flux.fromIterable(List.of(true));
		return demand.concatMap((requested) -> readPage(), 0).repeat(() -> this.nextPage != null);
	}

	private Flux<Reply> readPage() {
		return this.source.apply(this.nextPage)
			.defaultIfEmpty(NO_CONTENT)
			.doOnNext(this::advance)
			.flatMapIterable(ReplyPage::replies);
	}

	private void advance(ReplyPage page) {
		Pagination pagination = page.pagination();
		Integer answered = (pagination != null) ? pagination.page() : null;
		if (this.nextPage != null && !this.nextPage.equals(answered)) {
			throw incomplete("answered with page %s when asked for page %d".formatted(answered, this.nextPage));
		}
		this.nextPage = null;
		this.emitted += page.replies().size();
		if (pagination == null || pagination.total() == null) {
			return;
		}
		this.total = pagination.total();
		int number = (answered != null) ? answered : 1;
		Integer perPage = pagination.perPage();
		long reached = (perPage != null && perPage > 0) ? (long) number * perPage : this.emitted;
		if (reached >= this.total) {
			return;
		}
		if (!page.replies().isEmpty()) {
			this.nextPage = number + 1;
		}
		else if (this.emitted < this.total) {
			throw incomplete("answered with an empty page " + number);
		}
	}

	private IllegalStateException incomplete(String reason) {
		return new IllegalStateException(
				"Leadterra %s; %d of %d replies were emitted".formatted(reason, this.emitted, this.total));
	}

}
