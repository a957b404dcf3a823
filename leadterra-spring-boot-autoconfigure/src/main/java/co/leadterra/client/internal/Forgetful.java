package co.leadterra.client.internal;

/**
 * Remembers what earlier calls taught it, until it is told to forget that, as between two
 * tests.
 *
 * @since 0.1.0
 */
public interface Forgetful {

	/**
	 * Forgets what calls taught, as if none had been made yet.
	 */
	void forget();

}
