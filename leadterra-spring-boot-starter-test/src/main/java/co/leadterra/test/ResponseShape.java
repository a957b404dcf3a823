package co.leadterra.test;

/**
 * The form of successful answers and of events. The documentation shows the same answer
 * in several forms, by kind of page; a client has to read them all. The calls under
 * {@code /v1/sdr} and {@code /v1/sdrs}, and the hand-off of a reply, have one documented
 * form and keep it.
 *
 * @since 0.1.0
 * @see LeadterraServer#respondWith(ResponseShape)
 */
public enum ResponseShape {

	/**
	 * As the API reference: bare arrays and objects. Pools have {@code remainingVolume}
	 * and {@code senderAccountIds}, an enrolment counts {@code enrolled}, {@code updated}
	 * and {@code total}, a suppression only {@code suppressed}. Replies are not
	 * paginated: all are returned, whatever page is asked for. In events the reply's
	 * fields are those of {@code data} itself, else {@code data.reply} holds them.
	 */
	REFERENCE,

	/**
	 * As the concept pages: the reference's answers, wrapped in {@code data}.
	 */
	CONCEPTS,

	/**
	 * As the quickstart: pools under {@code senderPools} with {@code remainingToday} and
	 * {@code senderCount}, enrolment counters bare and with {@code skipped}, all else as
	 * the guides.
	 */
	QUICKSTART,

	/**
	 * As the guides: answers under the name of the resource ({@code pools},
	 * {@code campaign}, {@code replies} with {@code pagination}, {@code result},
	 * {@code webhook}), sender accounts under {@code data}. Pools have
	 * {@code remainingVolume} and {@code senderCount}, an enrolment also counts
	 * {@code skipped}, a suppression {@code alreadySuppressed}, statistics tell the
	 * campaign's {@code status}.
	 */
	GUIDES

}
