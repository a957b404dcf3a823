package co.leadterra.client.bulk;

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

import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.call.RefusedRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

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
 * <li>in halves.</li>
 * </ul>
 *
 * @param <T> the type of the items
 * @param <R> what a call answers
 */
final class Submission<T, R> {

	private static final Pattern INDEX_IN_FIELD = Pattern.compile("/?\\w+[.\\[/](\\d{1,9})(?:[\\].\\[/].*)?");

	private final BulkTarget<T, R, ?> target;

	private final Batch<T> batch;

	private final Deque<Part<T>> parts = new ArrayDeque<>();

	private final List<Rejected<T>> rejected;

	private R result;

	private long accepted;

	private Submission(BulkTarget<T, R, ?> target, Batch<T> batch) {
		this.target = target;
		this.batch = batch;
		this.result = target.nothing();
		this.rejected = new ArrayList<>(batch.rejected());
		enqueue(batch.items());
	}

	/**
	 * Sends a batch.
	 * @param <T> the type of the items
	 * @param <R> what a call answers
	 * @param target what it is sent to
	 * @param batch the batch
	 * @return the finished submission, or an error if a call failed for another reason
	 * than that it was refused for its items
	 */
	static <T, R> Mono<Submission<T, R>> of(BulkTarget<T, R, ?> target, Batch<T> batch) {
		return Mono.defer(() -> {
			Submission<T, R> submission = new Submission<>(target, batch);
			Mono<Void> next = Mono.defer(submission::sendNext);
			return next.repeat(() -> !submission.parts.isEmpty()).then(Mono.just(submission));
		});
	}

	Batch<T> batch() {
		return this.batch;
	}

	long accepted() {
		return this.accepted;
	}

	R result() {
		return this.result;
	}

	List<Rejected<T>> rejected() {
		return this.rejected;
	}

	private Mono<Void> sendNext() {
		Part<T> part = this.parts.poll();
		if (part == null) {
			return Mono.empty();
		}
		return this.target.send(part.items())
			.doOnNext((answer) -> accept(part, answer))
			.then()
			.onErrorResume((ex) -> (ex instanceof RefusedRequest refusal && refuse(part, refusal)) ? Mono.empty()
					: Mono.error(ex));
	}

	private void accept(Part<T> part, R answer) {
		this.accepted += part.items().size();
		this.result = this.target.add(this.result, answer);
		this.rejected.addAll(part.suspects());
	}

	private boolean refuse(Part<T> part, RefusedRequest refusal) {
		if (!part.suspects().isEmpty()) {
			enqueueHalves(part.all());
			return true;
		}
		List<T> items = part.items();
		Names names = names(items, refusal.getFieldErrors());
		if (names.isEmpty() && !isAboutItems(refusal)) {
			return false;
		}
		if (items.size() == 1) {
			FieldError error = refusal.getFieldErrors().stream().findFirst().orElse(null);
			this.rejected.add(rejected(items.get(0), refusal, error));
		}
		else if (names.isEmpty()) {
			enqueueHalves(items);
		}
		else {
			names.certain.forEach((index, error) -> this.rejected.add(rejected(items.get(index), refusal, error)));
			names.suspected.keySet().removeAll(names.certain.keySet());
			separate(items, names, refusal);
		}
		return true;
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
			this.rejected.addAll(suspects);
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
		Integer status = refusal.getStatus();
		return status != null && (status == 422 || status == 413);
	}

	private static <T> Rejected<T> rejected(T item, RefusedRequest refusal, @Nullable FieldError error) {
		boolean tooLarge = Integer.valueOf(413).equals(refusal.getStatus());
		String message = (error != null && error.message() != null) ? error.message() : refusal.getMessage();
		return new Rejected<>(item, tooLarge ? RejectionReason.TOO_LARGE : RejectionReason.REFUSED,
				String.valueOf(message), error);
	}

	private Names names(List<T> items, List<FieldError> errors) {
		Names names = new Names();
		if (errors.isEmpty()) {
			return names;
		}
		Map<String, List<Integer>> indexes = new HashMap<>();
		for (int i = 0; i < items.size(); i++) {
			indexes.computeIfAbsent(normalize(this.target.address(items.get(i))), (address) -> new ArrayList<>(1))
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
