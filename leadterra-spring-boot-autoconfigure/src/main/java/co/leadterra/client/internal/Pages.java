package co.leadterra.client.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows the pages of a list for one subscriber, and reads a page only when an element
 * on it is asked for.
 * <p>
 * The list may change meanwhile. What is added shifts elements to a later page, where
 * they are found again and left out. What is taken away shifts elements to a page that
 * was read already, so the list is then read again from its start for those that were
 * missed.
 *
 * @param <T> the type of the elements
 * @since 0.1.0
 */
public final class Pages<T> {

	private final String elements;

	private final Function<T, String> id;

	private final Function<Position, Mono<Page<T>>> source;

	/**
	 * The elements that were emitted, and the pass in which each was read last.
	 */
	private final Map<String, Integer> passes = new HashMap<>();

	private int pass = 1;

	private int emittedBeforePass;

	private int readInPass;

	private int foundInPass;

	private long addedInPass;

	private boolean takenAway;

	private boolean missing;

	private int page = 1;

	private @Nullable Long total;

	private boolean more;

	private Pages(String elements, Function<T, String> id, Function<Position, Mono<Page<T>>> source) {
		this.elements = elements;
		this.id = id;
		this.source = source;
	}

	/**
	 * Reads all elements of a list, none of them twice.
	 * @param <T> the type of the elements
	 * @param elements what to call them
	 * @param id tells them apart
	 * @param source reads a page
	 * @return the elements; an {@link IllegalStateException} if some of them did not come
	 */
	public static <T> Flux<T> read(String elements, Function<T, String> id, Function<Position, Mono<Page<T>>> source) {
		return Flux.defer(() -> new Pages<>(elements, id, source).elements());
	}

	private Flux<T> elements() {
		// To subscribe to a page is to call Leadterra, even if no element is asked for
		// yet. The one in front is only emitted when one is; Flux.just would not wait.
		Flux<Boolean> demand = Flux.fromIterable(List.of(true));
		return demand.concatMap((requested) -> readPage(), 0)
			.repeat(() -> this.more)
			.concatWith(Mono.defer(() -> this.missing ? Mono.error(incomplete("gave no more")) : Mono.empty()));
	}

	private Flux<T> readPage() {
		return this.source.apply(new Position(this.page, this.readInPass))
			.defaultIfEmpty(new Page<>(List.of(), null, null, null, null))
			.flatMapIterable(this::advance);
	}

	private List<T> advance(Page<T> answer) {
		if (answer.number() != null && answer.number() != this.page) {
			throw incomplete("answered with page %s when asked for page %s".formatted(answer.number(), this.page));
		}
		Long before = (this.page > 1) ? this.total : null;
		this.total = (answer.total() != null) ? answer.total() : this.total;
		long growth = (before != null && this.total != null) ? this.total - before : 0;
		this.takenAway |= growth < 0;
		this.addedInPass += Math.max(0, growth);
		int foundBefore = this.foundInPass;
		List<T> fresh = answer.elements().stream().filter(this::isFresh).toList();
		this.readInPass += answer.elements().size();
		if (this.foundInPass == foundBefore && !answer.elements().isEmpty() && growth == 0 && !this.takenAway) {
			throw incomplete(
					"answered with the %s before it when asked for page %s".formatted(this.elements, this.page));
		}
		this.more = hasMore(answer);
		if (this.more && answer.elements().isEmpty()) {
			if (!this.takenAway && (this.total == null || this.foundInPass < this.total)) {
				throw incomplete("answered with an empty page " + this.page);
			}
			this.more = false;
		}
		this.page++;
		if (!this.more) {
			endPass(answer.more() == null);
		}
		return fresh;
	}

	private boolean isFresh(T element) {
		Integer last = this.passes.put(this.id.apply(element), this.pass);
		if (last == null || last != this.pass) {
			this.foundInPass++;
		}
		return last == null;
	}

	private boolean hasMore(Page<T> answer) {
		if (answer.more() != null) {
			return answer.more();
		}
		if (this.total != null) {
			return this.readInPass < this.total;
		}
		int size = answer.elements().size();
		return (answer.size() != null) ? size >= answer.size() : size > 0;
	}

	private void endPass(boolean byTotal) {
		// what was added while the list was read need not be in it
		boolean fewer = this.total != null && this.foundInPass + this.addedInPass < this.total
				&& (byTotal || this.foundInPass < this.readInPass);
		this.more = (fewer || this.takenAway) && this.passes.size() > this.emittedBeforePass;
		this.missing = fewer && !this.more;
		if (this.more) {
			this.pass++;
			this.emittedBeforePass = this.passes.size();
			this.readInPass = 0;
			this.foundInPass = 0;
			this.addedInPass = 0;
			this.takenAway = false;
			this.page = 1;
		}
	}

	private IllegalStateException incomplete(String what) {
		return new IllegalStateException("Leadterra %s; %s of %s %s were emitted".formatted(what, this.passes.size(),
				(this.total != null) ? this.total : "an unknown number of", this.elements));
	}

	/**
	 * Which page to read.
	 *
	 * @param page the number of the page, from 1
	 * @param offset the number of elements on the pages before it
	 */
	public record Position(int page, int offset) {

	}

	/**
	 * A page as Leadterra answered it.
	 *
	 * @param <T> the type of the elements
	 * @param elements the elements
	 * @param number the number of the page, from 1, if the answer has it
	 * @param size the number of elements on a full page, if it is known
	 * @param total the number of elements on all pages, if the answer has it
	 * @param more whether there are more pages, if the answer says so
	 */
	public record Page<T>(List<T> elements, @Nullable Integer number, @Nullable Integer size, @Nullable Long total,
			@Nullable Boolean more) {

	}

}
