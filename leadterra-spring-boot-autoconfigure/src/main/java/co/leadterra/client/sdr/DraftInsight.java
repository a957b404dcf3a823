package co.leadterra.client.sdr;

import org.jspecify.annotations.Nullable;

/**
 * The reasoning behind a draft.
 *
 * @param draftId the identifier of the draft
 * @param approach the approach that the draft takes
 * @param confidence how much Leadterra trusts in the draft; 0.85 in the documentation,
 * which states no range
 * @param rationale why the draft takes this approach
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-generate">Generate
 * drafts</a>
 */
public record DraftInsight(@Nullable String draftId, @Nullable String approach, @Nullable Double confidence,
		@Nullable String rationale) {

}
