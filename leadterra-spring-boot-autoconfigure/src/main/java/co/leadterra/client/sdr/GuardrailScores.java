package co.leadterra.client.sdr;

import org.jspecify.annotations.Nullable;

/**
 * The scores that the checks before sending gave a draft. They are 0.9 in the
 * documentation, which states no range.
 *
 * @param overall the overall score
 * @param readability how easy the draft is to read
 * @param personalization how much the draft is made for the prospect
 * @param linkQuality how good the links are
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-send">Send a draft</a>
 */
public record GuardrailScores(@Nullable Double overall, @Nullable Double readability, @Nullable Double personalization,
		@Nullable Double linkQuality) {

}
