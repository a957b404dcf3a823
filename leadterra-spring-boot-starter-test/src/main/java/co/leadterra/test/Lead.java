package co.leadterra.test;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A lead of a campaign. There may be a million of them, so it holds little.
 */
final class Lead {

	private static final Set<String> STANDARD_FIELDS = Set.of("firstName", "lastName", "company", "jobTitle");

	private static final String CUSTOM_FIELDS = "customFields";

	private final String email;

	private Map<String, Object> standard = Map.of();

	private Map<String, Object> custom = Map.of();

	private State state = State.WAITING;

	Lead(String email) {
		this.email = email;
	}

	static void check(JsonObject lead) {
		STANDARD_FIELDS.forEach(lead::text);
		lead.object(CUSTOM_FIELDS);
	}

	void update(Map<String, @Nullable Object> fields) {
		Map<String, Object> newStandard = new HashMap<>(this.standard);
		Map<String, Object> newCustom = new HashMap<>(this.custom);
		fields.forEach((name, value) -> {
			if (value instanceof Map<?, ?> values && name.equals(CUSTOM_FIELDS)) {
				values.forEach((customName, customValue) -> set(newCustom, (String) customName, customValue));
			}
			else if (!name.equals("email")) {
				set(STANDARD_FIELDS.contains(name) ? newStandard : newCustom, name, value);
			}
		});
		this.standard = Map.copyOf(newStandard);
		this.custom = Map.copyOf(newCustom);
	}

	private static void set(Map<String, Object> fields, String name, @Nullable Object value) {
		if (value != null) {
			fields.put(name, value);
		}
		else {
			fields.remove(name);
		}
	}

	String email() {
		return this.email;
	}

	State state() {
		return this.state;
	}

	void state(State state) {
		this.state = state;
	}

	@Nullable String name() {
		Object firstName = this.standard.get("firstName");
		Object lastName = this.standard.get("lastName");
		if (firstName == null || lastName == null) {
			return (firstName != null) ? firstName.toString() : null;
		}
		return firstName + " " + lastName;
	}

	Map<String, Object> toMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("email", this.email);
		map.putAll(this.standard);
		map.put(CUSTOM_FIELDS, this.custom);
		map.put("state", this.state.name().toLowerCase(Locale.ROOT));
		return map;
	}

	/**
	 * How far a lead has come.
	 */
	enum State {

		WAITING, DELIVERED, BOUNCED, REPLIED

	}

}
