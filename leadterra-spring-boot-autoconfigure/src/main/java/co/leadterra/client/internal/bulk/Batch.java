package co.leadterra.client.internal.bulk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.bulk.Rejected;
import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.call.RefusedRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.codec.CodecException;

/**
 * Consecutive items of a stream, and what becomes of them. Those that cannot be right are
 * rejected, the others are sent with one call. If it is refused, they are sent in parts,
 * one after the other, until all are accepted but those to blame.
 * <p>
 * Every part that is refused is replaced by smaller ones, so it ends whatever the answers
 * say:
 * <ul>
 * <li>Without the items that the answer names by their address, or else</li>
 * <li>without those that it names by their index. As an index may count from 1, these
 * items are rejected only if the others are accepted; if they are not, or else</li>
 * <li>one item and the others, as long as none was accepted, for the refusal may be about
 * the call, whatever the items; or else</li>
 * <li>in halves.</li>
 * </ul>
 * Last come the items whose address was read before: those are duplicates if what was
 * read before was accepted, and are sent if it was refused.
 *
 * @param <T> the type of the items
 */
final class Batch<T> {

	private static final double GOLDEN_RATIO = 0.618034;

	private final BulkPipeline<T, ?> stream;

	private final long start;

	private final int size;

	private final Deque<Part<T>> parts = new ArrayDeque<>();

	private final List<Rejected<T>> rejected = new ArrayList<>();

	private List<T> repeats = new ArrayList<>();

	private BulkAnswer result = BulkAnswer.NOTHING;

	private long accepted;

	private long duplicates;

	private int probes;

	/**
	 * Creates a batch.
	 * @param stream the stream
	 * @param start the number of items in front of the batch
	 * @param items its items
	 */
	Batch(BulkPipeline<T, ?> stream, long start, List<T> items) {
		this.stream = stream;
		this.start = start;
		this.size = items.size();
		List<T> good = new ArrayList<>(items.size());
		for (T item : items) {
			String problem = stream.target().problem().apply(item);
			if (problem == null) {
				good.add(item);
			}
			else {
				this.rejected.add(new Rejected<>(item, RejectionReason.INVALID, problem, null));
			}
		}
		enqueue(stream.remember(good, this.repeats));
	}

	long start() {
		return this.start;
	}

	long end() {
		return this.start + this.size;
	}

	int size() {
		return this.size;
	}

	long accepted() {
		return this.accepted;
	}

	long duplicates() {
		return this.duplicates;
	}

	BulkAnswer result() {
		return this.result;
	}

	List<Rejected<T>> rejected() {
		return this.rejected;
	}

	/**
	 * Sends the batch.
	 * @param turn says when all batches before it are done with ({@code true}) or that
	 * one of them failed ({@code false})
	 * @return this batch when it is done with, or an error if a call failed for another
	 * reason than that it was refused for its items
	 */
	Mono<Batch<T>> send(Mono<Boolean> turn) {
		return Mono.defer(this::sendNext)
			.repeat(() -> !this.parts.isEmpty())
			.then(Mono
				.defer(() -> this.repeats.isEmpty() ? Mono.<Void>empty() : turn.doOnNext(this::takeUpRepeats).then()))
			.repeat(() -> !this.parts.isEmpty())
			.then(Mono.just(this));
	}

	private void takeUpRepeats(boolean allBeforeAreDoneWith) {
		List<T> others = new ArrayList<>();
		if (allBeforeAreDoneWith) {
			enqueue(this.stream.remember(this.repeats, others));
			this.repeats = others;
		}
		if (this.parts.isEmpty()) {
			this.duplicates = this.repeats.size();
			if (this.stream.options().duplicates() == DuplicateHandling.REPORT) {
				this.repeats.forEach((item) -> this.rejected.add(
						new Rejected<>(item, RejectionReason.DUPLICATE, "The address was in the stream before", null)));
			}
			this.repeats = List.of();
		}
	}

	private Mono<Void> sendNext() {
		Part<T> part = this.parts.poll();
		if (part == null) {
			return Mono.empty();
		}
		return this.stream.target()
			.call()
			.apply(part.items())
			.doOnNext((answer) -> accept(part, (answer.getBody() != null) ? answer.getBody() : BulkAnswer.UNKNOWN))
			.then()
			.onErrorResume((ex) -> isSettledBy(part, ex) ? Mono.empty() : Mono.error(ex));
	}

	private boolean isSettledBy(Part<T> part, Throwable failure) {
		if (failure instanceof IllegalArgumentException && failure.getCause() instanceof CodecException) {
			leaveOutUnwritable(part.all(), failure);
			return true;
		}
		return failure instanceof RefusedRequest refusal && refuse(part, refusal);
	}

	private void leaveOutUnwritable(List<T> items, Throwable failure) {
		if (items.size() > 1) {
			enqueueHalves(items);
		}
		else {
			reject(new Rejected<>(items.get(0), RejectionReason.INVALID, String.valueOf(failure.getMessage()), null));
		}
	}

	private void accept(Part<T> part, BulkAnswer answer) {
		List<T> items = part.items();
		Blame blame = blame(items, answer.errors());
		if (blame.isEmpty() && !answer.errors().isEmpty() && !answer.accountsFor(items.size())) {
			separateFailures(items, answer);
			return;
		}
		blame.certain().forEach((index, error) -> reject(rejected(items.get(index), null, error)));
		blame.suspected().forEach((index, error) -> reject(rejected(items.get(index), null, error)));
		this.accepted += items.size() - blame.certain().size() - blame.suspected().size();
		this.result = this.result.plus(answer);
		part.suspects().forEach(this::reject);
		if (this.accepted > 0) {
			this.stream.noteAcceptance();
		}
	}

	// A success that reports failures of which it does not say whose they are.
	private void separateFailures(List<T> items, BulkAnswer answer) {
		if (items.size() == 1) {
			reject(rejected(items.get(0), null, answer.errors().get(0)));
			return;
		}
		if (!this.stream.options().repeat()) {
			throw new IllegalStateException("Leadterra did not say which entries of a call failed");
		}
		enqueueHalves(items);
	}

	private boolean refuse(Part<T> part, RefusedRequest refusal) {
		if (!part.suspects().isEmpty()) {
			enqueueHalves(part.all());
			return true;
		}
		this.stream.noteRefusal(refusal);
		List<T> items = part.items();
		Blame blame = blame(items, refusal.getFieldErrors());
		if (blame.isEmpty() && !isAboutItems(refusal)) {
			return false;
		}
		if (items.size() == 1) {
			if (blame.isEmpty() && this.accepted == 0 && !this.stream.mayBeAboutItem()) {
				return false;
			}
			reject(rejected(items.get(0), refusal, refusal.getFieldErrors().stream().findFirst().orElse(null)));
			return true;
		}
		if (!this.stream.options().repeat()) {
			return false;
		}
		if (blame.isEmpty()) {
			split(items, refusal);
		}
		else {
			separate(items, blame, refusal);
		}
		return true;
	}

	private void split(List<T> items, RefusedRequest refusal) {
		if (this.accepted > 0 || isTooLarge(refusal)) {
			enqueueHalves(items);
			return;
		}
		// from all over the batch, as bad items often follow each other
		int probe = (int) (items.size() * (this.probes++ * GOLDEN_RATIO % 1));
		List<T> others = new ArrayList<>(items);
		T item = others.remove(probe);
		enqueue(others);
		enqueue(List.of(item));
	}

	private void separate(List<T> items, Blame blame, RefusedRequest refusal) {
		List<T> others = new ArrayList<>(items.size());
		List<Rejected<T>> suspects = new ArrayList<>();
		for (int i = 0; i < items.size(); i++) {
			FieldError certain = blame.certain().get(i);
			FieldError suspected = blame.suspected().get(i);
			if (certain != null) {
				reject(rejected(items.get(i), refusal, certain));
			}
			else if (suspected != null) {
				suspects.add(rejected(items.get(i), refusal, suspected));
			}
			else {
				others.add(items.get(i));
			}
		}
		if (others.isEmpty()) {
			suspects.forEach(this::reject);
		}
		else {
			this.parts.addFirst(new Part<>(others, suspects));
		}
	}

	private void enqueueHalves(List<T> items) {
		int middle = items.size() / 2;
		enqueue(items.subList(middle, items.size()));
		enqueue(items.subList(0, middle));
	}

	private void enqueue(List<T> items) {
		if (!items.isEmpty()) {
			this.parts.addFirst(new Part<>(items, List.of()));
		}
	}

	private Blame blame(List<T> items, List<FieldError> errors) {
		return new Blame(errors.isEmpty() ? List.of() : items.stream().map(this.stream.target().address()).toList(),
				errors);
	}

	private static boolean isAboutItems(RefusedRequest refusal) {
		return Integer.valueOf(422).equals(refusal.getStatus()) || isTooLarge(refusal);
	}

	private static boolean isTooLarge(RefusedRequest refusal) {
		return Integer.valueOf(413).equals(refusal.getStatus());
	}

	private void reject(Rejected<T> item) {
		this.rejected.add(item);
		this.stream.forget(item.item());
	}

	private static <T> Rejected<T> rejected(T item, @Nullable RefusedRequest refusal, @Nullable FieldError error) {
		RejectionReason reason = (refusal != null && isTooLarge(refusal)) ? RejectionReason.TOO_LARGE
				: RejectionReason.REFUSED;
		String message = (error != null) ? error.message() : null;
		if (message == null && refusal != null) {
			message = refusal.getMessage();
		}
		return new Rejected<>(item, reason, (message != null) ? message : "Leadterra refused it without a word", error);
	}

	/**
	 * Items to send with one call.
	 *
	 * @param <T> the type of the items
	 * @param items the items
	 * @param suspects items that were left out of them, to be rejected if the items are
	 * accepted
	 */
	private record Part<T>(List<T> items, List<Rejected<T>> suspects) {

		List<T> all() {
			List<T> all = new ArrayList<>(this.items);
			this.suspects.forEach((suspect) -> all.add(suspect.item()));
			return all;
		}

	}

}
