package co.leadterra.test.internal.api;

import java.util.List;
import java.util.function.Function;

import co.leadterra.test.internal.workspace.Campaigns;

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
		return Entries.check(emails, Function.identity(), "emails[%s]")
			.answer(call, (entries) -> suppress(call, entries));
	}

	private Object suppress(Call call, Entries<String> emails) {
		int suppressed = (int) emails.valid().stream().filter(this.campaigns::suppress).count();
		return call.shapes().suppression(suppressed, emails.valid().size() - suppressed, emails.invalid());
	}

}
