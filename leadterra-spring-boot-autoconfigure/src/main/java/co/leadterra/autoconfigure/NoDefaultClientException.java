package co.leadterra.autoconfigure;

import java.util.Set;

class NoDefaultClientException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String names;

	NoDefaultClientException(Set<String> names) {
		super("All Leadterra clients have a name: " + String.join(", ", names));
		this.names = String.join(", ", names);
	}

	String getNames() {
		return this.names;
	}

}
