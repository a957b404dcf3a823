package co.leadterra.client.sdr;

import java.util.List;
import java.util.Objects;

import co.leadterra.client.internal.json.Envelope;

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
public record DraftSuggestions(List<Draft> drafts, List<DraftInsight> insights, List<Object> appliedRules) {

	/**
	 * Creates suggestions.
	 */
	public DraftSuggestions {
		drafts = List.copyOf(Objects.requireNonNull(drafts, "drafts are missing"));
		insights = (insights != null) ? List.copyOf(insights) : List.of();
		appliedRules = (appliedRules != null) ? List.copyOf(appliedRules) : List.of();
	}

}
