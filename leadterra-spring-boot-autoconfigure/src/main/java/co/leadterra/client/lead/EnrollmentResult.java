package co.leadterra.client.lead;

import co.leadterra.client.internal.json.Envelope;
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

	static final EnrollmentResult NOTHING = new EnrollmentResult(0L, 0L, 0L, 0L);

	static final EnrollmentResult UNKNOWN = new EnrollmentResult(null, null, null, null);

	EnrollmentResult plus(EnrollmentResult other) {
		return new EnrollmentResult(sum(this.enrolled, other.enrolled), sum(this.updated, other.updated),
				sum(this.skipped, other.skipped), sum(this.total, other.total));
	}

	private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
		return (a != null && b != null) ? Long.valueOf(a + b) : null;
	}

}
