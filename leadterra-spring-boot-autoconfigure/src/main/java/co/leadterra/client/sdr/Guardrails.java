package co.leadterra.client.sdr;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of the checks that Leadterra makes before it sends a draft.
 *
 * @param blocked whether the draft was kept from being sent
 * @param issues what the checks found, as it came: the documentation does not show what
 * an issue looks like
 * @param scores the scores of the draft
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-send">Send a draft</a>
 */
public record Guardrails(@Nullable Boolean blocked, List<Object> issues, @Nullable Scores scores) {

	/**
	 * Creates an outcome.
	 */
	public Guardrails {
		issues = (issues != null) ? List.copyOf(issues) : List.of();
	}

	/**
	 * The scores that the checks before sending gave a draft. They are 0.9 in the
	 * documentation, which states no range.
	 *
	 * @param overall the overall score
	 * @param readability how easy the draft is to read
	 * @param personalization how much the draft is made for the prospect
	 * @param linkQuality how good the links are
	 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-send">Send a
	 * draft</a>
	 */
	public record Scores(@Nullable Double overall, @Nullable Double readability, @Nullable Double personalization,
			@Nullable Double linkQuality) {

	}

}
