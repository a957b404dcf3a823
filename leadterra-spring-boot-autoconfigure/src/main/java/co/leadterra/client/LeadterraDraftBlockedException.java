package co.leadterra.client;

import co.leadterra.client.sdr.Guardrails;

/**
 * A draft was not sent because the checks before sending found it wanting (422).
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-send">Send a draft</a>
 */
public class LeadterraDraftBlockedException extends LeadterraInvalidRequestException {

	private static final long serialVersionUID = 1L;

	private final transient Guardrails guardrails;

	LeadterraDraftBlockedException(FailedCall call, String description, ErrorBody body, Guardrails guardrails) {
		super(call, description, body);
		this.guardrails = guardrails;
	}

	/**
	 * Returns what the checks found.
	 * @return the issues and scores
	 */
	public Guardrails getGuardrails() {
		return this.guardrails;
	}

}
