package co.leadterra.client.lead;

import java.time.Duration;
import java.util.List;

import co.leadterra.client.bulk.BulkProgress;
import org.jspecify.annotations.Nullable;

/**
 * How far the enrolment of a stream of leads has got. All numbers count from its start.
 *
 * @param read the number of leads read, those not sent yet included
 * @param settled the number of leads, counted from the start of the stream without a gap,
 * that are done with: accepted, rejected or dropped. {@code leads.skip(settled)} goes on
 * from there
 * @param accepted the number of leads in calls that succeeded
 * @param enrolled how many of these are new and were enrolled, or {@code null} once an
 * answer did not say
 * @param updated how many of these Leadterra knew and updated, or {@code null} once an
 * answer did not say
 * @param skipped how many of these were left out because their address is suppressed, or
 * {@code null} once an answer did not say
 * @param total how many of these Leadterra processed, or {@code null} once an answer did
 * not say
 * @param failed the number of leads that are invalid or that Leadterra refused
 * @param duplicates the number of leads left out because their address was in the stream
 * before
 * @param batches the number of batches that are done with
 * @param elapsed the time since the subscription
 * @param rejected the leads that were refused, and the duplicates if they are to be
 * reported, since the last progress
 * @param summary whether this is the last progress
 * @since 0.1.0
 */
public record EnrollmentProgress(long read, long settled, long accepted, @Nullable Long enrolled,
		@Nullable Long updated, @Nullable Long skipped, @Nullable Long total, long failed, long duplicates,
		long batches, Duration elapsed, List<RejectedLead> rejected, boolean summary) implements BulkProgress {

	/**
	 * Creates a progress.
	 */
	public EnrollmentProgress {
		rejected = List.copyOf(rejected);
	}

	/**
	 * Returns how fast it went on average.
	 * @return the number of leads done with per second, 0 if no time has passed
	 */
	public double leadsPerSecond() {
		double seconds = this.elapsed.toNanos() / 1e9;
		return (seconds > 0) ? (this.accepted + this.failed + this.duplicates) / seconds : 0;
	}

}
