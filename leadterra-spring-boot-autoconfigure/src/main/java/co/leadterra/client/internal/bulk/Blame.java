package co.leadterra.client.internal.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import co.leadterra.client.http.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says about the items of its call, by their index: for certain if it
 * names them by their address, otherwise not, as an index may count from 1.
 */
final class Blame {

	private static final Pattern INDEX_IN_FIELD = Pattern.compile("/?\\w+[.\\[/](\\d{1,9})(?:[\\].\\[/].*)?");

	private final Map<Integer, FieldError> certain = new TreeMap<>();

	private final Map<Integer, FieldError> suspected = new TreeMap<>();

	Blame(List<String> addresses, List<FieldError> errors) {
		Map<String, List<Integer>> indexes = new HashMap<>();
		for (int i = 0; i < addresses.size(); i++) {
			indexes.computeIfAbsent(normalize(addresses.get(i)), (address) -> new ArrayList<>(1)).add(i);
		}
		for (FieldError error : errors) {
			Integer index = index(error);
			if (error.email() != null) {
				List<Integer> same = indexes.getOrDefault(normalize(error.email()), List.of());
				if (same.size() == 1) {
					this.certain.putIfAbsent(same.get(0), error);
				}
				else if (index != null && same.contains(index)) {
					this.certain.putIfAbsent(index, error);
				}
			}
			else if (index != null && index >= 0 && index < addresses.size()) {
				this.suspected.putIfAbsent(index, error);
			}
		}
		this.suspected.keySet().removeAll(this.certain.keySet());
	}

	private static String normalize(String address) {
		return address.strip().toLowerCase(Locale.ROOT);
	}

	private static @Nullable Integer index(FieldError error) {
		if (error.index() != null || error.field() == null) {
			return error.index();
		}
		Matcher matcher = INDEX_IN_FIELD.matcher(error.field());
		return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
	}

	boolean isEmpty() {
		return this.certain.isEmpty() && this.suspected.isEmpty();
	}

	Map<Integer, FieldError> certain() {
		return this.certain;
	}

	Map<Integer, FieldError> suspected() {
		return this.suspected;
	}

}
