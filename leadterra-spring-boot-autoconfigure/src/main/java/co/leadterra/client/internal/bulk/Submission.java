package co.leadterra.client.internal.bulk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.bulk.Rejected;
import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.call.RefusedRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.codec.CodecException;

/**
 * Sends a batch. If it is refused, sends it in parts, one after the other, until all
 * items are accepted but those to blame.
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
final class Submission<T> {

	private static final Pattern INDEX_IN_FIELD = Pattern.compile("/?\\w+[.\\[/](\\d{1,9})(?:[\\].\\[/].*)?");

	private static final double GOLDEN_RATIO = 0.618034;

	private final BulkPipeline<T, ?> stream;

	private final Batch<T> batch;

	private final Mono<Void> turn;

	private final Deque<Part<T>> parts = new ArrayDeque<>();

	private final List<Rejected<T>> rejected;

	private List<T> repeats;

	private BulkAnswer result = BulkAnswer.NOTHING;

	private long accepted;

	private long duplicates;

	private int probes;

	private Submission(BulkPipeline<T, ?> stream, Batch<T> batch, Mono<Void> turn) {
		this.stream = stream;
		this.batch = batch;
		this.turn = turn;
		this.rejected = new ArrayList<>(batch.rejected());
		this.repeats = batch.repeats();
		batch.parts(stream.target(), stream.options().maxBatchBytes())
			.forEach((items) -> this.parts.addLast(new Part<>(items, List.of())));
	}

	/**
	 * Sends a batch.
	 * @param <T> the type of the items
	 * @param stream the stream of which the batch is a part
	 * @param batch the batch
	 * @param turn completes when all batches before it are done with
	 * @return the finished submission, or an error if a call failed for another reason
	 * than that it was refused for its items
	 */
	static <T> Mono<Submission<T>> of(BulkPipeline<T, ?> stream, Batch<T> batch, Mono<Void> turn) {
		return Mono.defer(() -> {
			Submission<T> submission = new Submission<>(stream, batch, turn);
			return Mono.defer(submission::sendNext)
				.repeat(() -> !submission.parts.isEmpty())
				.then(Mono.defer(submission::takeUpRepeats))
				.repeat(() -> !submission.parts.isEmpty())
				.then(Mono.just(submission));
		});
	}

	Batch<T> batch() {
		return this.batch;
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

	private Mono<Void> takeUpRepeats() {
		return this.repeats.isEmpty() ? Mono.empty() : this.turn.then(Mono.fromRunnable(() -> {
			List<T> others = new ArrayList<>();
			List<T> forgotten = this.stream.rememberNew(this.repeats, others);
			this.repeats = others;
			enqueue(forgotten);
			if (forgotten.isEmpty()) {
				leaveOutRepeats();
			}
		}));
	}

	private void leaveOutRepeats() {
		this.duplicates = this.repeats.size();
		if (this.stream.options().duplicates() == DuplicateHandling.REPORT) {
			this.repeats.forEach((item) -> this.rejected
				.add(new Rejected<>(item, RejectionReason.DUPLICATE, "The address was in the stream before", null)));
		}
		this.repeats = List.of();
	}

	private Mono<Void> sendNext() {
		Part<T> part = this.parts.poll();
		if (part == null) {
			return Mono.empty();
		}
		return this.stream.target()
			.send(part.items())
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
		Names named = names(items, answer.errors());
		if (named.isEmpty() && !answer.errors().isEmpty() && !answer.accountsFor(items.size())) {
			separateFailures(items, answer);
			return;
		}
		named.suspected.forEach(named.certain::putIfAbsent);
		named.certain.forEach((index, error) -> reject(items.get(index), null, error));
		this.accepted += items.size() - named.certain.size();
		this.result = this.result.plus(answer);
		part.suspects().forEach(this::reject);
		if (this.accepted > 0) {
			this.stream.noteAcceptance();
		}
	}

	// A success that reports failures of which it does not say whose they are.
	private void separateFailures(List<T> items, BulkAnswer answer) {
		if (items.size() == 1) {
			reject(items.get(0), null, answer.errors().get(0));
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
		Names names = names(items, refusal.getFieldErrors());
		if (names.isEmpty() && !isAboutItems(refusal)) {
			return false;
		}
		if (items.size() == 1) {
			if (names.isEmpty() && this.accepted == 0 && !this.stream.mayBeAboutItem()) {
				return false;
			}
			reject(items.get(0), refusal, refusal.getFieldErrors().stream().findFirst().orElse(null));
			return true;
		}
		if (!this.stream.options().repeat()) {
			return false;
		}
		if (names.isEmpty()) {
			split(items, refusal);
		}
		else {
			names.certain.forEach((index, error) -> reject(items.get(index), refusal, error));
			names.suspected.keySet().removeAll(names.certain.keySet());
			separate(items, names, refusal);
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

	private void separate(List<T> items, Names names, RefusedRequest refusal) {
		List<T> others = new ArrayList<>(items.size());
		List<Rejected<T>> suspects = new ArrayList<>();
		for (int i = 0; i < items.size(); i++) {
			FieldError error = names.suspected.get(i);
			if (error != null) {
				suspects.add(rejected(items.get(i), refusal, error));
			}
			else if (!names.certain.containsKey(i)) {
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

	private static boolean isAboutItems(RefusedRequest refusal) {
		return Integer.valueOf(422).equals(refusal.getStatus()) || isTooLarge(refusal);
	}

	private static boolean isTooLarge(RefusedRequest refusal) {
		return Integer.valueOf(413).equals(refusal.getStatus());
	}

	private void reject(T item, @Nullable RefusedRequest refusal, @Nullable FieldError error) {
		reject(rejected(item, refusal, error));
	}

	private void reject(Rejected<T> item) {
		this.rejected.add(item);
		this.stream.forget(item.item());
	}

	private static <T> Rejected<T> rejected(T item, @Nullable RefusedRequest refusal, @Nullable FieldError error) {
		RejectionReason reason = (refusal != null && isTooLarge(refusal)) ? RejectionReason.TOO_LARGE
				: RejectionReason.REFUSED;
		String message = Stream
			.of((error != null) ? error.message() : null, (refusal != null) ? refusal.getMessage() : null)
			.filter((text) -> text != null)
			.findFirst()
			.orElse("Leadterra refused it without a word");
		return new Rejected<>(item, reason, message, error);
	}

	private Names names(List<T> items, List<FieldError> errors) {
		Names names = new Names();
		if (errors.isEmpty()) {
			return names;
		}
		Map<String, List<Integer>> indexes = new HashMap<>();
		for (int i = 0; i < items.size(); i++) {
			indexes
				.computeIfAbsent(normalize(this.stream.target().address(items.get(i))), (address) -> new ArrayList<>(1))
				.add(i);
		}
		for (FieldError error : errors) {
			Integer index = index(error);
			if (error.email() != null) {
				List<Integer> same = indexes.getOrDefault(normalize(error.email()), List.of());
				if (same.size() == 1) {
					names.certain.putIfAbsent(same.get(0), error);
				}
				else if (index != null && same.contains(index)) {
					names.certain.putIfAbsent(index, error);
				}
			}
			else if (index != null && index >= 0 && index < items.size()) {
				names.suspected.putIfAbsent(index, error);
			}
		}
		return names;
	}

	private static String normalize(String address) {
		return address.strip().toLowerCase(Locale.ROOT);
	}

	private static @Nullable Integer index(FieldError error) {
		if (error.index() != null || error.field() == null) {
			return error.index();
		}
		Matcher matcher = INDEX_IN_FIELD.matcher(error.field());
		return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
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

	/**
	 * What an answer says about items, by their index.
	 */
	private static final class Names {

		private final Map<Integer, FieldError> certain = new TreeMap<>();

		private final Map<Integer, FieldError> suspected = new TreeMap<>();

		boolean isEmpty() {
			return this.certain.isEmpty() && this.suspected.isEmpty();
		}

	}

}
