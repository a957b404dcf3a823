package co.leadterra.test.internal.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import co.leadterra.test.Behavior;
import co.leadterra.test.internal.workspace.ApiError;
import co.leadterra.test.internal.workspace.EmailAddresses;
import co.leadterra.test.internal.workspace.InvalidEntry;

/**
 * The leads or addresses of a call.
 *
 * @param <T> the type of an entry
 * @param valid those that have a valid address
 * @param invalid what is said about the others
 */
record Entries<T>(List<T> valid, List<InvalidEntry> invalid) {

	/**
	 * Checks addresses.
	 * @param <T> the type of an entry
	 * @param given all entries of the call
	 * @param email finds the address of an entry
	 * @param field the path of the address in the request, with {@code %s} for the place
	 * of the entry
	 * @return the entries
	 */
	static <T> Entries<T> check(List<T> given, Function<T, String> email, String field) {
		List<T> valid = new ArrayList<>(given.size());
		List<InvalidEntry> invalid = new ArrayList<>();
		for (int i = 0; i < given.size(); i++) {
			T entry = given.get(i);
			String address = email.apply(entry);
			if (EmailAddresses.isValid(address)) {
				valid.add(entry);
			}
			else {
				invalid.add(new InvalidEntry(i, field.formatted(i), address, "not a valid email address"));
			}
		}
		return new Entries<>(valid, invalid);
	}

	/**
	 * Answers a call that wants something done with all entries.
	 * @param call the call
	 * @param effect does it with those that are valid, and tells how it went
	 * @return the answer
	 */
	Object answer(Call call, Function<Entries<T>, Object> effect) {
		boolean named = this.invalid.isEmpty() || call.behaves(Behavior.INVALID_ENTRIES_NAMED_WITH_200);
		if (!named && !call.behaves(Behavior.VALID_ENTRIES_KEPT)) {
			throw ApiError.invalidEntries("Some entries are invalid; none was kept", this.invalid);
		}
		Object answer = effect.apply(this);
		if (!named) {
			throw ApiError.invalidEntries("Some entries are invalid; the others were kept", this.invalid);
		}
		return answer;
	}

}
