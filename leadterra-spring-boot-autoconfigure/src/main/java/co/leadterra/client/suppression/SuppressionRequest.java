package co.leadterra.client.suppression;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * Addresses to suppress with one call.
 *
 * @param emails the email addresses, 1 to 1,000; whole domains cannot be suppressed
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/suppression-list">Suppression
 * list</a>
 */
public record SuppressionRequest(List<String> emails) {

	static final int MAX_SIZE = 1000;

	private static final Pattern ADDRESS = Pattern.compile("[^@\\s\\p{Z}\\p{Cntrl}]+@[^@\\s\\p{Z}\\p{Cntrl}]+");

	/**
	 * Creates a request.
	 */
	public SuppressionRequest {
		Assert.notEmpty(emails, "emails must not be empty");
		Assert.isTrue(emails.size() <= MAX_SIZE, "emails must not contain more than 1,000 addresses");
		emails.forEach(SuppressionRequest::check);
		emails = List.copyOf(emails);
	}

	private static void check(String email) {
		Assert.isTrue(email != null && isAddress(email),
				() -> "emails must only contain addresses of the form name@domain, but has '" + email + "'");
	}

	static boolean isAddress(String email) {
		return ADDRESS.matcher(email).matches();
	}

}
