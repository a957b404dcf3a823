package co.leadterra.client.bulk;

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a stream is sent to.
 *
 * @param <T> the type of the items
 * @param <R> what a call answers
 * @param <P> what the caller is told
 * @since 0.1.0
 */
public interface BulkTarget<T, R, P extends BulkProgress> {

	/**
	 * Sends items with one call. It must do no harm to send an item again.
	 * @param items the items, at least one
	 * @return the answer, exactly one
	 */
	Mono<R> send(List<T> items);

	/**
	 * Returns the address by which an item is recognized.
	 * @param item the item
	 * @return the address, in any case
	 */
	String address(T item);

	/**
	 * Returns how much an item takes in the body of a call.
	 * @param item the item
	 * @return the size in bytes, about
	 */
	long size(T item);

	/**
	 * Looks for a reason not to send an item.
	 * @param item the item
	 * @return what is wrong with it, or {@code null} if nothing is
	 */
	default @Nullable String problem(T item) {
		return null;
	}

	/**
	 * Returns the answer that changes no sum.
	 * @return the answer to no call
	 */
	R nothing();

	/**
	 * Adds an answer to a sum of answers.
	 * @param sum the sum
	 * @param answer what is added
	 * @return the new sum
	 */
	R add(R sum, R answer);

	/**
	 * Creates what the caller is told.
	 * @param counts how far it got
	 * @param sum the sum of the answers
	 * @param rejected the items rejected since the last progress
	 * @return the progress
	 */
	P progress(BulkCounts counts, R sum, List<Rejected<T>> rejected);

}
