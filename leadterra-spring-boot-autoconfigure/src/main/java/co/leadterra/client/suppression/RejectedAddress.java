package co.leadterra.client.suppression;

import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.http.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * An address of a stream that was not suppressed.
 *
 * @param address the address
 * @param reason why it was not suppressed
 * @param message the same in words, Leadterra's own if it gave any
 * @param error what Leadterra said about the address, if it named it
 * @since 0.1.0
 * @see SuppressionProgress#rejected()
 */
public record RejectedAddress(String address, RejectionReason reason, String message, @Nullable FieldError error) {

}
