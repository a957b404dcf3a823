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
public record Guardrails(@Nullable Boolean blocked, List<Object> issues, @Nullable GuardrailScores scores) {

	/**
	 * Creates an outcome.
	 */
	public Guardrails {
		issues = (issues != null) ? List.copyOf(issues) : List.of();
	}

}
