package co.leadterra.client.campaign;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * One email of the sequence of a campaign to create.
 * <p>
 * Subject and body may contain {@code {{firstName}}}, {@code {{lastName}}},
 * {@code {{company}}}, {@code {{jobTitle}}}, {@code {{email}}} and the name of any custom
 * field of a lead in the same way. What a lead has no value for becomes an empty text.
 *
 * @param subject the subject line, not blank
 * @param bodyHtml the body as HTML, not blank
 * @param delayDays the days to wait before the email is sent, not negative; leave it out
 * on the first step. The documentation names it in a guide but not in the reference
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/create-campaign">Creating a campaign</a>
 */
public record SequenceStep(String subject, String bodyHtml, @Nullable Integer delayDays) {

	/**
	 * Creates a step.
	 */
	public SequenceStep {
		Assert.hasText(subject, "subject must not be blank");
		Assert.hasText(bodyHtml, "bodyHtml must not be blank");
		Assert.isTrue(delayDays == null || delayDays >= 0, "delayDays must not be negative");
	}

	/**
	 * Creates a step without a delay.
	 * @param subject the subject line, not blank
	 * @param bodyHtml the body as HTML, not blank
	 * @return the step
	 */
	public static SequenceStep of(String subject, String bodyHtml) {
		return new SequenceStep(subject, bodyHtml, null);
	}

	/**
	 * Creates a step with a delay.
	 * @param subject the subject line, not blank
	 * @param bodyHtml the body as HTML, not blank
	 * @param delayDays the days to wait before the email is sent, not negative
	 * @return the step
	 */
	public static SequenceStep of(String subject, String bodyHtml, int delayDays) {
		return new SequenceStep(subject, bodyHtml, delayDays);
	}

}
