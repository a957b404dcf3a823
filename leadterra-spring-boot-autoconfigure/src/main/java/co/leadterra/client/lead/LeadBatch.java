package co.leadterra.client.lead;

import java.util.List;

import org.springframework.util.Assert;

/**
 * Leads to enrol with one call.
 *
 * @param leads the leads, at least one
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/leads-bulk">Bulk enrolment</a>
 */
public record LeadBatch(List<Lead> leads) {

	/**
	 * Creates a batch.
	 */
	public LeadBatch {
		Assert.notEmpty(leads, "leads must not be empty");
		Assert.noNullElements(leads, "leads must not contain null");
		leads = List.copyOf(leads);
	}

}
