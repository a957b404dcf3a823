package co.leadterra.client.sdr;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A draft that was sent.
 *
 * @param messageId the identifier of the email
 * @param guardrails the outcome of the checks before sending
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-send">Send a draft</a>
 */
@Envelope
public record SentDraft(@Nullable String messageId, @Nullable Guardrails guardrails) {

}
