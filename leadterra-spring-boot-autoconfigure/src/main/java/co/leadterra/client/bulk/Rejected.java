package co.leadterra.client.bulk;

import co.leadterra.client.http.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * An item of a stream that was left out.
 *
 * @param <T> the type of the item
 * @param item the item
 * @param reason why it was left out
 * @param message the same in words, Leadterra's own if it gave any
 * @param error what Leadterra said about the item, if it did
 * @since 0.1.0
 */
public record Rejected<T>(T item, RejectionReason reason, String message, @Nullable FieldError error) {

}
