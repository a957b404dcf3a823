package co.leadterra.autoconfigure;

/**
 * Raised when a budget of calls is wanted and Bucket4j is not there to keep it.
 */
class MissingBucket4jException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	MissingBucket4jException() {
		super("A budget of calls is wanted, but Bucket4j is not on the class path");
	}

}
