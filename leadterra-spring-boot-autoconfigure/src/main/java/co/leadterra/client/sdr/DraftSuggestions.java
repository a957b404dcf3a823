package co.leadterra.client.sdr;

import java.util.List;
import java.util.Objects;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * Drafts that were written for a thread.
 *
 * @param drafts the drafts
 * @param insights the reasoning behind the drafts
 * @param appliedRules the rules that were applied, as they came: the documentation does
 * not show what a rule looks like
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-generate">Generate
 * drafts</a>
 */
@Envelope
public record DraftSuggestions(List<Draft> drafts, List<Insight> insights, List<Object> appliedRules) {

	/**
	 * Creates suggestions.
	 */
	public DraftSuggestions {
		drafts = List.copyOf(Objects.requireNonNull(drafts, "drafts are missing"));
		insights = (insights != null) ? List.copyOf(insights) : List.of();
		appliedRules = (appliedRules != null) ? List.copyOf(appliedRules) : List.of();
	}

	/**
	 * The reasoning behind a draft.
	 *
	 * @param draftId the identifier of the draft
	 * @param approach the approach that the draft takes
	 * @param confidence how much Leadterra trusts in the draft; 0.85 in the
	 * documentation, which states no range
	 * @param rationale why the draft takes this approach
	 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-generate">Generate
	 * drafts</a>
	 */
	public record Insight(@Nullable String draftId, @Nullable String approach, @Nullable Double confidence,
			@Nullable String rationale) {

	}

}
