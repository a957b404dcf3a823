package co.leadterra.test.internal.workspace;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A lead of a campaign. There may be a million of them, so it holds little.
 */
public final class Lead {

	private static final Set<String> STANDARD_FIELDS = Set.of("firstName", "lastName", "company", "jobTitle");

	private static final String CUSTOM_FIELDS = "customFields";

	private final String email;

	private Map<String, Object> standard = Map.of();

	private Map<String, Object> custom = Map.of();

	private int sent;

	private boolean queued = true;

	private boolean bounced;

	private boolean replied;

	public Lead(String email) {
		this.email = email;
	}

	public Lead(Lead other) {
		this(other.email);
		this.standard = other.standard;
		this.custom = other.custom;
	}

	public static void check(JsonObject lead) {
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

	public String email() {
		return this.email;
	}

	public int sent() {
		return this.sent;
	}

	boolean isQueued() {
		return this.queued;
	}

	boolean hasBounced() {
		return this.bounced;
	}

	boolean hasReplied() {
		return this.replied;
	}

	public void mail() {
		this.sent++;
		this.queued = false;
	}

	void bounce() {
		this.bounced = true;
	}

	public void reply() {
		this.replied = true;
		this.queued = false;
	}

	void queueAgain() {
		this.queued = true;
	}

	private String state() {
		if (this.queued) {
			return "waiting";
		}
		if (this.replied) {
			return "replied";
		}
		return this.bounced ? "bounced" : "delivered";
	}

	public @Nullable String name() {
		Object firstName = this.standard.get("firstName");
		Object lastName = this.standard.get("lastName");
		if (firstName == null || lastName == null) {
			return (firstName != null) ? firstName.toString() : null;
		}
		return firstName + " " + lastName;
	}

	public Map<String, Object> toMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("email", this.email);
		map.putAll(this.standard);
		map.put(CUSTOM_FIELDS, this.custom);
		map.put("state", state());
		return map;
	}

}
