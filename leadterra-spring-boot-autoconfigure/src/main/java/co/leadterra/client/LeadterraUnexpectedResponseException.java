package co.leadterra.client;

import co.leadterra.client.internal.call.UncertainOutcome;

/**
 * Leadterra's answer is not one that the client understands: a redirect, an empty body,
 * no JSON, other JSON than documented, or more than may be held in memory. A call that
 * changes something may have had its effect.
 *
 * @since 0.1.0
 */
public class LeadterraUnexpectedResponseException extends LeadterraException implements UncertainOutcome {

	private static final long serialVersionUID = 1L;

	LeadterraUnexpectedResponseException(FailedCall call, String description) {
		super(call, description, null);
	}

	/**
	 * Returns whether the call may have had its effect.
	 * @return {@code true}
	 */
	@Override
	public boolean mayHaveReachedLeadterra() {
		return true;
	}

}
