package co.leadterra.test;

/**
 * The form of error bodies. The documentation shows none, so a client has to expect any
 * of these.
 *
 * @since 0.1.0
 * @see LeadterraServer#respondWith(ErrorShape)
 */
public enum ErrorShape {

	/**
	 * {@code {"error":{"code":..,"message":..}}}, with the guardrails of a blocked draft
	 * inside {@code error}.
	 */
	NESTED,

	/**
	 * {@code {"code":..,"message":..}}, with the guardrails of a blocked draft beside
	 * them.
	 */
	FLAT,

	/**
	 * {@code {"error":"text","code":..}}, with the guardrails of a blocked draft under
	 * {@code data}.
	 */
	TEXT,

	/**
	 * {@code {"errors":[..]}} and no more than that, even if no entry is to blame.
	 */
	ERRORS,

	/**
	 * No body.
	 */
	EMPTY,

	/**
	 * An HTML page, as a proxy in between would send.
	 */
	HTML

}
