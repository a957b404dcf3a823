package co.leadterra.client.bulk;

/**
 * What becomes of an entry whose address was in the same stream before. Addresses that
 * differ in case only are the same.
 *
 * @since 0.1.0
 */
public enum DuplicateHandling {

	/**
	 * It is counted and left out: the first entry of an address counts.
	 */
	DROP,

	/**
	 * It is counted, left out and handed to the caller as rejected.
	 */
	REPORT,

	/**
	 * It is sent like any other, and nothing is remembered. Which entry of an address
	 * comes last is open, for calls overtake each other.
	 */
	SEND

}
