package co.leadterra.client.sdr;

import java.time.Instant;
import java.util.Objects;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A reminder to write to a prospect again.
 *
 * @param id the identifier
 * @param threadId the identifier of the prospect thread
 * @param sdrId the identifier of the SDR
 * @param status the state
 * @param dueAt the time at which it is due
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-followups">Due follow-ups</a>
 */
@Envelope("followups")
public record FollowUp(String id, @Nullable String threadId, @Nullable String sdrId, @Nullable FollowUpStatus status,
		@Nullable Instant dueAt) {

	/**
	 * Creates a follow-up.
	 */
	public FollowUp {
		Objects.requireNonNull(id, "id is missing");
	}

}
