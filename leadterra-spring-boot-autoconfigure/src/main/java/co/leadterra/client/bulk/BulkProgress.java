package co.leadterra.client.bulk;

import java.time.Duration;

/**
 * How far a stream has been sent, since it was subscribed to.
 *
 * @since 0.1.0
 */
public interface BulkProgress {

	/**
	 * Returns how many entries of the stream were read.
	 * @return the number, those not sent yet included
	 */
	long read();

	/**
	 * Returns how many entries, counted from the start of the stream without a gap, are
	 * done with: accepted, rejected or dropped. A stream that leaves out as many goes on
	 * from there. Entries behind them may be done with too.
	 * @return the number
	 */
	long settled();

	/**
	 * Returns how many entries were in calls that succeeded.
	 * @return the number
	 */
	long accepted();

	/**
	 * Returns how many entries were rejected, duplicates not included.
	 * @return the number
	 */
	long failed();

	/**
	 * Returns how many entries were left out because their address was in the stream
	 * before.
	 * @return the number
	 */
	long duplicates();

	/**
	 * Returns how many batches are done with.
	 * @return the number
	 */
	long batches();

	/**
	 * Returns the time since the stream was subscribed to.
	 * @return the time
	 */
	Duration elapsed();

	/**
	 * Returns whether this is the last progress of a stream that was sent to its end.
	 * @return whether nothing comes after it
	 */
	boolean summary();

}
