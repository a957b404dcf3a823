package co.leadterra.client.internal.bulk;

import java.time.Duration;
import java.util.List;

import co.leadterra.client.bulk.Rejected;

/**
 * How far a stream has been sent.
 *
 * @param <T> the type of the items
 * @param read the number of items read
 * @param settled the number of items from the start without a gap that are done with
 * @param accepted the number of items in calls that succeeded
 * @param failed the number of items that were rejected
 * @param duplicates the number of items whose address was read before
 * @param batches the number of batches that are done with
 * @param elapsed the time since the subscription
 * @param sum the sum of the answers
 * @param rejected the items to report
 * @param summary whether the stream was sent to its end
 */
record Snapshot<T>(long read, long settled, long accepted, long failed, long duplicates, long batches, Duration elapsed,
		BulkAnswer sum, List<Rejected<T>> rejected, boolean summary) {

}
