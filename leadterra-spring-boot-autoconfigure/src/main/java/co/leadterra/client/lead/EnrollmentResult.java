package co.leadterra.client.lead;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What became of a list of leads. A counter that Leadterra did not give is {@code null},
 * not zero; do not expect the counters to add up.
 *
 * @param enrolled the number of leads that are new and were enrolled
 * @param updated the number of leads that Leadterra knew and updated
 * @param skipped the number of leads that were left out because their address is
 * suppressed
 * @param total the number of leads that were processed
 * @param rejected the leads that Leadterra refused, and those whose address was in the
 * list before
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/leads-bulk">Bulk enrolment</a>
 */
public record EnrollmentResult(@Nullable Long enrolled, @Nullable Long updated, @Nullable Long skipped,
		@Nullable Long total, List<RejectedLead> rejected) {

	/**
	 * Creates a result.
	 */
	public EnrollmentResult {
		rejected = List.copyOf(rejected);
	}

	/**
	 * Creates the result of a list of which no lead was rejected.
	 * @param enrolled the number of leads that are new and were enrolled
	 * @param updated the number of leads that Leadterra knew and updated
	 * @param skipped the number of leads that were left out because their address is
	 * suppressed
	 * @param total the number of leads that were processed
	 */
	public EnrollmentResult(@Nullable Long enrolled, @Nullable Long updated, @Nullable Long skipped,
			@Nullable Long total) {
		this(enrolled, updated, skipped, total, List.of());
	}

}
