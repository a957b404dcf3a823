package co.leadterra.client.reply;

import java.time.Instant;
import java.util.Objects;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A reply of a lead. The full text is not part of it.
 *
 * @param id the identifier
 * @param email the address of the lead
 * @param campaignId the identifier of the campaign that was replied to
 * @param classification what Leadterra takes the reply to mean
 * @param receivedAt the time of receipt
 * @param threadSnippet a short excerpt of the text
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/replies">Replies</a>
 */
@Envelope({ "replies", "reply" })
public record Reply(String id, @Nullable String email, @Nullable String campaignId,
		@Nullable ReplyClassification classification, @Nullable Instant receivedAt, @Nullable String threadSnippet) {

	/**
	 * Creates a reply.
	 */
	public Reply {
		Objects.requireNonNull(id, "id is missing");
	}

}
