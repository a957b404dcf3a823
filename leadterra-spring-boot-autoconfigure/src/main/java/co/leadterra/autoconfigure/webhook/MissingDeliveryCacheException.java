package co.leadterra.autoconfigure.webhook;

/**
 * Raised when deliveries are to be received and there is nothing to remember them in.
 */
class MissingDeliveryCacheException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	MissingDeliveryCacheException() {
		super("There is no cache that remembers webhook deliveries");
	}

}
