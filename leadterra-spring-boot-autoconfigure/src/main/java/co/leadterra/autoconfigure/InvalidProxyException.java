package co.leadterra.autoconfigure;

/**
 * Raised for a proxy that is none. Does not show it, as it may hold a password.
 */
class InvalidProxyException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	InvalidProxyException() {
		super("The address of the proxy is not of the form http://host:port");
	}

}
