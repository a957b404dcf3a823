package co.leadterra.client.internal.bulk;

import java.time.Duration;

import co.leadterra.client.bulk.BulkProgress;

/**
 * The part of a progress that is the same whatever is sent.
 *
 * @param read the number of items read
 * @param settled the number of items from the start that are done with, without a gap
 * @param accepted the number of items in calls that succeeded
 * @param failed the number of items that were rejected, duplicates not included
 * @param duplicates the number of items left out as duplicates
 * @param batches the number of batches that are done with
 * @param elapsed the time since the subscription
 * @param summary whether nothing comes after it
 */
record BulkCounts(long read, long settled, long accepted, long failed, long duplicates, long batches, Duration elapsed,
		boolean summary) implements BulkProgress {

}
