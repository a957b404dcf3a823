package co.leadterra.client.internal.bulk;

import java.util.List;

import co.leadterra.client.bulk.BulkProgress;
import co.leadterra.client.bulk.Rejected;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;

/**
 * What a stream is sent to.
 *
 * @param <T> the type of the items
 * @param <P> what the caller is told
 */
interface BulkTarget<T, P extends BulkProgress> {

	/**
	 * Sends items with one call.
	 * @param items the items, at least one
	 * @return the answer, without a body if it was empty
	 */
	Mono<ResponseEntity<BulkAnswer>> send(List<T> items);

	/**
	 * Returns the address by which an item is recognized.
	 * @param item the item
	 * @return the address
	 */
	String address(T item);

	/**
	 * Returns whether addresses that differ in case only are the same.
	 * @return whether case does not count
	 */
	boolean ignoresCase();

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
	@Nullable String problem(T item);

	/**
	 * Creates what the caller is told.
	 * @param counts how far it got
	 * @param sum the sum of the answers
	 * @param rejected the items rejected since the last progress
	 * @return the progress
	 */
	P progress(BulkCounts counts, BulkAnswer sum, List<Rejected<T>> rejected);

}
