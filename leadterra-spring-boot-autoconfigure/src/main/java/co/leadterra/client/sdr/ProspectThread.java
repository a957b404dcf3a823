package co.leadterra.client.sdr;

import java.time.Instant;
import java.util.Objects;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a prospect in the inbox of an SDR.
 *
 * @param id the identifier
 * @param contactEmail the email address of the prospect
 * @param contactName the name of the prospect
 * @param subject the subject line
 * @param status where the thread stands
 * @param category how promising the prospect is
 * @param priorityScore the score by which the inbox is sorted by default
 * @param lastMessageAt the time of the last message
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-inbox">SDR inbox</a>
 */
@Envelope("threads")
public record ProspectThread(String id, @Nullable String contactEmail, @Nullable String contactName,
		@Nullable String subject, @Nullable ThreadStatus status, @Nullable ProspectCategory category,
		@Nullable Double priorityScore, @Nullable Instant lastMessageAt) {

	/**
	 * Creates a thread.
	 */
	public ProspectThread {
		Objects.requireNonNull(id, "id is missing");
	}

}
