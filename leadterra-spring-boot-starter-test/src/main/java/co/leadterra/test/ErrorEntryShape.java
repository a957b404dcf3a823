package co.leadterra.test;

/**
 * How an error body says which leads or addresses of a call are invalid. The
 * documentation promises an {@code errors} array but does not show an entry of it, so a
 * client has to expect any of these, and error bodies without one too.
 *
 * @since 0.1.0
 * @see LeadterraServer#respondWith(ErrorEntryShape)
 */
public enum ErrorEntryShape {

	/**
	 * {@code {"index":..,"email":..,"message":..}}.
	 */
	INDEX_AND_EMAIL,

	/**
	 * {@code {"index":..,"message":..}}, counted from 0.
	 */
	INDEX,

	/**
	 * {@code {"index":..,"message":..}}, counted from 1.
	 */
	INDEX_FROM_ONE,

	/**
	 * {@code {"email":..,"message":..}}.
	 */
	EMAIL,

	/**
	 * {@code {"field":"leads[3].email","message":..}}.
	 */
	FIELD,

	/**
	 * A text that names the address.
	 */
	TEXT

}
