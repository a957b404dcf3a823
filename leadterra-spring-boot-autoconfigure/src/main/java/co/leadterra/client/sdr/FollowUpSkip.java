package co.leadterra.client.sdr;

import org.springframework.util.Assert;

/**
 * Why a follow-up is skipped.
 *
 * @param reason the reason, not blank
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/sdr-assign-followups">SDRs and
 * follow-ups</a>
 */
public record FollowUpSkip(String reason) {

	/**
	 * Creates a reason.
	 */
	public FollowUpSkip {
		Assert.hasText(reason, "reason must not be blank");
	}

}
