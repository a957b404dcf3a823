package co.leadterra.client.lead;

import java.util.Map;

/**
 * Where the custom fields of a lead go in JSON. The documentation shows both.
 *
 * @since 0.1.0
 * @see Lead#customFields()
 */
public enum CustomFieldPlacement {

	/**
	 * Beside the standard fields, as the API reference has it.
	 */
	TOP_LEVEL,

	/**
	 * In an object named {@code customFields}, as the guide on enrolling leads has it.
	 */
	NESTED;

	/**
	 * Returns the Jackson mix-ins that make a mapper write leads this way.
	 * @return the mix-in types by the type they change
	 */
	public Map<Class<?>, Class<?>> mixIns() {
		return (this == NESTED) ? Map.of(Lead.class, NestedCustomFields.class) : Map.of();
	}

}
