package co.leadterra.client.suppression;

import java.time.Duration;
import java.util.List;

import co.leadterra.client.bulk.BulkProgress;
import org.jspecify.annotations.Nullable;

/**
 * How far the suppression of a stream of addresses has got. All numbers count from its
 * start.
 *
 * @param read the number of addresses read, those not sent yet included
 * @param settled the number of addresses, counted from the start of the stream without a
 * gap, that are done with
 * @param accepted the number of addresses in calls that succeeded
 * @param suppressed how many of these were added to the list, or {@code null} once an
 * answer did not say
 * @param alreadySuppressed how many of these were on the list before, or {@code null}
 * once an answer did not say
 * @param total how many of these Leadterra processed, or {@code null} once an answer did
 * not say
 * @param failed the number of addresses that are invalid or that Leadterra refused
 * @param duplicates the number of addresses left out because they were in the stream
 * before
 * @param batches the number of batches that are done with
 * @param elapsed the time since the subscription
 * @param rejected the addresses that failed since the last progress
 * @param summary whether this is the last progress
 * @since 0.1.0
 */
public record SuppressionProgress(long read, long settled, long accepted, @Nullable Long suppressed,
		@Nullable Long alreadySuppressed, @Nullable Long total, long failed, long duplicates, long batches,
		Duration elapsed, List<RejectedAddress> rejected, boolean summary) implements BulkProgress {

	/**
	 * Creates a progress.
	 */
	public SuppressionProgress {
		rejected = List.copyOf(rejected);
	}

}
