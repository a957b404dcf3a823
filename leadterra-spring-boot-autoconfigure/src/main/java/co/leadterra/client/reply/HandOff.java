package co.leadterra.client.reply;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * What handing a reply to an SDR created.
 *
 * @param handoffId the identifier of the hand-off
 * @param threadId the identifier of the prospect thread in the inbox of the SDR
 * @param messageId the identifier of the forwarded email
 * @param gmailThreadId the identifier of the thread in Gmail
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/replies-assign">Assign a
 * reply</a>
 */
@Envelope
public record HandOff(@Nullable String handoffId, @Nullable String threadId, @Nullable String messageId,
		@Nullable String gmailThreadId) {

}
