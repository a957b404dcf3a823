package co.leadterra.client;

import co.leadterra.client.internal.call.UncertainOutcome;

/**
 * No complete answer came: the request could not be sent, the connection was refused or
 * broke, or the answer took too long. The call may have had its effect if
 * {@link #mayHaveReachedLeadterra()}.
 *
 * @since 0.1.0
 */
public class LeadterraConnectionException extends LeadterraException implements UncertainOutcome {

	private static final long serialVersionUID = 1L;

	private final BrokenStage stage;

	LeadterraConnectionException(FailedCall call, BrokenStage stage, String description, Throwable cause) {
		super(call, stage.description() + ": " + description, cause);
		this.stage = stage;
	}

	BrokenStage getStage() {
		return this.stage;
	}

	/**
	 * Returns whether the request may have reached Leadterra. If not, the call had no
	 * effect.
	 * @return {@code false} if the connection was never made or nothing was sent,
	 * otherwise {@code true}
	 */
	@Override
	public boolean mayHaveReachedLeadterra() {
		return this.stage.mayHaveReachedLeadterra();
	}

}
