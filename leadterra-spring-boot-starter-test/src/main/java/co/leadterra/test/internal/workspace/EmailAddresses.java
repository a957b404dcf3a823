package co.leadterra.test.internal.workspace;

import java.util.Locale;

/**
 * What the API knows about email addresses: which are malformed, and which are the same.
 */
public final class EmailAddresses {

	private EmailAddresses() {
	}

	public static boolean isValid(String address) {
		int at = address.indexOf('@');
		int dot = address.lastIndexOf('.');
		return at > 0 && at == address.lastIndexOf('@') && dot > at + 1 && dot < address.length() - 1
				&& address.chars().noneMatch(Character::isWhitespace);
	}

	static String normalize(String address) {
		return address.toLowerCase(Locale.ROOT);
	}

}
