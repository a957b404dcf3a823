package co.leadterra.samples.leadimport.remote;

import org.springframework.messaging.SubscribableChannel;

/**
 * The way of ranges from a manager to its workers, one message for each. A bean of this
 * type takes the place of PostgreSQL's.
 */
interface RangeChannel extends SubscribableChannel {

	/**
	 * Returns how many messages wait for a worker, without those that one is busy with.
	 * @return the number of messages
	 */
	long waiting();

}
