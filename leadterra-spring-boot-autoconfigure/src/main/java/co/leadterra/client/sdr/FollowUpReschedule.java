package co.leadterra.client.sdr;

import java.time.Instant;

import org.springframework.util.Assert;

/**
 * When a follow-up that is moved is due.
 *
 * @param dueAt the new time
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/sdr-assign-followups">SDRs and
 * follow-ups</a>
 */
public record FollowUpReschedule(Instant dueAt) {

	/**
	 * Creates a new time.
	 */
	public FollowUpReschedule {
		Assert.notNull(dueAt, "dueAt must not be null");
	}

}
