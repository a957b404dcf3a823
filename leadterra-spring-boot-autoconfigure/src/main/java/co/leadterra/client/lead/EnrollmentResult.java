package co.leadterra.client.lead;

import co.leadterra.client.http.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * What became of the leads of a call. A counter that Leadterra did not give is
 * {@code null}, not zero; do not expect the counters to add up.
 *
 * @param enrolled the number of leads that are new and were enrolled
 * @param updated the number of leads that Leadterra knew and updated
 * @param skipped the number of leads that were left out because their address is
 * suppressed
 * @param total the number of leads that were processed
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/leads-bulk">Bulk enrolment</a>
 */
@Envelope("result")
public record EnrollmentResult(@Nullable Long enrolled, @Nullable Long updated, @Nullable Long skipped,
		@Nullable Long total) {

}
