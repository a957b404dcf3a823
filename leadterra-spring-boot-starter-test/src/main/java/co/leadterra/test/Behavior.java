package co.leadterra.test;

/**
 * What the documentation leaves open, or tells in two ways, and a client has to be
 * prepared for. Without any of these the server takes the side of the guides.
 *
 * @since 0.1.0
 * @see LeadterraServer#behave(Behavior...)
 */
public enum Behavior {

	/**
	 * Leads are matched in the whole workspace, as the API reference has it: one that any
	 * campaign has is updated there and counts as {@code updated}, and starts at step one
	 * of the campaign it is enrolled in, again if need be. Otherwise leads are matched
	 * within the campaign and keep their place.
	 */
	LEADS_MATCHED_IN_WORKSPACE,

	/**
	 * A 422 that names invalid leads or addresses keeps the valid ones of the call.
	 * Otherwise it keeps none.
	 */
	VALID_ENTRIES_KEPT,

	/**
	 * Invalid leads or addresses are no error: the answer is a 200 that counts the valid
	 * ones and names the invalid ones under {@code errors}, beside the counters.
	 */
	INVALID_ENTRIES_NAMED_WITH_200,

	/**
	 * The choice of a page has no effect: replies and threads always come as the first
	 * page of the usual size, which says so.
	 */
	PAGES_IGNORED,

	/**
	 * A page has at most 20 replies, threads or follow-ups, however many are asked for.
	 * {@code perPage} tells so; threads and follow-ups do not.
	 */
	PAGES_CAPPED,

	/**
	 * A key that made too many calls is not told when it may make the next one: there is
	 * no {@code Retry-After}.
	 * @see LeadterraServer#limitCalls(int, java.time.Duration)
	 */
	RETRY_AFTER_UNTOLD,

	/**
	 * What a pool uses of its volume from now on comes back at the next midnight, UTC,
	 * and not 24 hours later.
	 */
	VOLUME_RENEWED_AT_MIDNIGHT

}
