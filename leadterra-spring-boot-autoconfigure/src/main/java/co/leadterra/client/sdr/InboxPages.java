package co.leadterra.client.sdr;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows the pages of an inbox for one subscriber.
 */
final class InboxPages {

	private static final InboxPage NO_CONTENT = new InboxPage(List.of(), null, null);

	private final Function<InboxQuery, Mono<InboxPage>> source;

	private InboxQuery query;

	private int offset;

	private List<ProspectThread> lastThreads = List.of();

	private long emitted;

	private @Nullable Long total;

	private boolean more;

	private InboxPages(InboxQuery query, Function<InboxQuery, Mono<InboxPage>> source) {
		this.source = source;
		this.query = query;
		this.offset = (query.offset() != null) ? query.offset() : 0;
	}

	static Flux<ProspectThread> read(InboxQuery query, Function<InboxQuery, Mono<InboxPage>> source) {
		return Flux.defer(() -> new InboxPages(query, source).threads());
	}

	private Flux<ProspectThread> threads() {
		// To subscribe to a page is to call Leadterra, even if no thread is asked for
		// yet. The element in front is only emitted when one is; Flux.just would not
		// wait.
		Flux<Boolean> demand = Flux.fromIterable(List.of(true));
		return demand.concatMap((requested) -> readPage(), 0).repeat(() -> this.more);
	}

	private Flux<ProspectThread> readPage() {
		return this.source.apply(this.query)
			.defaultIfEmpty(NO_CONTENT)
			.doOnNext(this::advance)
			.flatMapIterable(InboxPage::threads);
	}

	private void advance(InboxPage page) {
		List<ProspectThread> threads = page.threads();
		if (page.total() != null) {
			this.total = page.total();
		}
		if (!threads.isEmpty() && threads.equals(this.lastThreads)) {
			throw incomplete("the threads before it");
		}
		this.lastThreads = threads;
		int nextOffset = this.offset + threads.size();
		this.more = (page.hasMore() != null) ? page.hasMore() : this.total != null && nextOffset < this.total;
		if (this.more && threads.isEmpty()) {
			throw incomplete("an empty page");
		}
		this.emitted += threads.size();
		this.offset = nextOffset;
		this.query = this.query.withOffset(nextOffset);
	}

	private IllegalStateException incomplete(String answer) {
		return new IllegalStateException("Leadterra answered with %s at offset %d; %d of %s threads were emitted"
			.formatted(answer, this.offset, this.emitted, (this.total != null) ? this.total : "an unknown number of"));
	}

}
