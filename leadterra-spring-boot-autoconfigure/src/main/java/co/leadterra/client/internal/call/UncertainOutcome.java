package co.leadterra.client.internal.call;

/**
 * A failure that may leave open whether a call had its effect.
 *
 * @since 0.1.0
 */
public interface UncertainOutcome {

	/**
	 * Returns whether the call may have had its effect.
	 * @return whether it may have
	 */
	boolean mayHaveReachedLeadterra();

}
