package co.leadterra.test;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers the call on the suppression list.
 */
final class SuppressionOperations {

	private static final int MAX_EMAILS = 1000;

	private final Campaigns campaigns;

	SuppressionOperations(Campaigns campaigns) {
		this.campaigns = campaigns;
	}

	Object add(Call call) {
		List<String> emails = call.body().texts("emails");
		if (emails.isEmpty()) {
			throw call.body().missing("emails");
		}
		if (emails.size() > MAX_EMAILS) {
			throw call.body().mistyped("emails", "an array of at most 1,000 addresses");
		}
		check(emails);
		int suppressed = (int) emails.stream().filter(this.campaigns::suppress).count();
		return call.shapes().suppression(suppressed, emails.size() - suppressed);
	}

	private static void check(List<String> emails) {
		List<InvalidEntry> errors = new ArrayList<>();
		for (int i = 0; i < emails.size(); i++) {
			if (!EmailAddresses.isValid(emails.get(i))) {
				errors.add(new InvalidEntry(i, "emails[" + i + "]", emails.get(i), "not a valid email address"));
			}
		}
		if (!errors.isEmpty()) {
			throw ApiError.invalidEntries("Some addresses are invalid; none was suppressed", errors);
		}
	}

}
