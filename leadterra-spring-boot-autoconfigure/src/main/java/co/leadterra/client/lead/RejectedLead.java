package co.leadterra.client.lead;

import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.http.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * A lead of a stream that was not enrolled.
 *
 * @param lead the lead
 * @param reason why it was not enrolled
 * @param message the same in words, Leadterra's own if it gave any
 * @param error what Leadterra said about the lead, if it named it
 * @since 0.1.0
 * @see EnrollmentProgress#rejected()
 */
public record RejectedLead(Lead lead, RejectionReason reason, String message, @Nullable FieldError error) {

}
