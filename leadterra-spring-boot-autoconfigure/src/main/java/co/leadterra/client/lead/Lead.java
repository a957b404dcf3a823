package co.leadterra.client.lead;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A person to enrol in a campaign. Every field can be used in the emails of the campaign
 * as {@code {{name}}}.
 * <p>
 * A field that is not set is not sent, and Leadterra leaves what it has stored for it.
 *
 * @param email the email address, by which Leadterra recognizes a lead
 * @param firstName the first name
 * @param lastName the last name
 * @param company the name of the company
 * @param jobTitle the job title
 * @param customFields further fields by name. A {@code null} value is sent as such
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/concepts/leads">Leads</a>
 */
public record Lead(String email, @Nullable String firstName, @Nullable String lastName, @Nullable String company,
		@Nullable String jobTitle, Map<String, @Nullable Object> customFields) {

	private static final Set<String> RESERVED_NAMES = Set.of("email", "firstName", "lastName", "company", "jobTitle",
			"customFields");

	/**
	 * Creates a lead. {@link #builder(String)} is easier to read.
	 */
	public Lead {
		checkEmail(email);
		Assert.notNull(customFields, "customFields must not be null");
		customFields.keySet().forEach(Lead::checkCustomFieldName);
		customFields = customFields.isEmpty() ? Map.of()
				: Collections.unmodifiableMap(new LinkedHashMap<>(customFields));
	}

	private static void checkEmail(String email) {
		Assert.hasText(email, "email must not be blank");
		for (int i = 0; i < email.length(); i++) {
			char c = email.charAt(i);
			boolean printableAscii = c > ' ' && c < 0x7F;
			if (!printableAscii
					&& (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c))) {
				throw new IllegalArgumentException(
						"email must not contain white space or control characters, but has U+%04X at index %d"
							.formatted((int) c, i));
			}
		}
		int at = email.indexOf('@');
		Assert.isTrue(at > 0 && at == email.lastIndexOf('@') && at < email.length() - 1,
				() -> "email must have the form name@domain, but is '" + email + "'");
	}

	private static void checkCustomFieldName(String name) {
		Assert.hasText(name, "the name of a custom field must not be blank");
		Assert.isTrue(!RESERVED_NAMES.contains(name),
				() -> "a custom field must not be named '" + name + "', which is a standard field");
	}

	@Override
	@JsonAnyGetter
	public Map<String, @Nullable Object> customFields() {
		return this.customFields;
	}

	/**
	 * Creates a lead of which only the email address is known.
	 * @param email the email address
	 * @return the lead
	 */
	public static Lead of(String email) {
		return builder(email).build();
	}

	/**
	 * Starts to build a lead.
	 * @param email the email address
	 * @return a builder
	 */
	public static Builder builder(String email) {
		return new Builder(email);
	}

	/**
	 * Builds a {@link Lead}.
	 */
	public static final class Builder {

		private final String email;

		private @Nullable String firstName;

		private @Nullable String lastName;

		private @Nullable String company;

		private @Nullable String jobTitle;

		private Map<String, @Nullable Object> customFields = Map.of();

		private Builder(String email) {
			this.email = email;
		}

		/**
		 * Sets the first name.
		 * @param firstName the first name
		 * @return this builder
		 */
		public Builder firstName(@Nullable String firstName) {
			this.firstName = firstName;
			return this;
		}

		/**
		 * Sets the last name.
		 * @param lastName the last name
		 * @return this builder
		 */
		public Builder lastName(@Nullable String lastName) {
			this.lastName = lastName;
			return this;
		}

		/**
		 * Sets the name of the company.
		 * @param company the name of the company
		 * @return this builder
		 */
		public Builder company(@Nullable String company) {
			this.company = company;
			return this;
		}

		/**
		 * Sets the job title.
		 * @param jobTitle the job title
		 * @return this builder
		 */
		public Builder jobTitle(@Nullable String jobTitle) {
			this.jobTitle = jobTitle;
			return this;
		}

		/**
		 * Sets a custom field.
		 * @param name the name, neither blank nor that of a standard field
		 * @param value the value, which has to be representable in JSON
		 * @return this builder
		 */
		public Builder customField(String name, @Nullable Object value) {
			if (this.customFields.isEmpty()) {
				this.customFields = new LinkedHashMap<>();
			}
			this.customFields.put(name, value);
			return this;
		}

		/**
		 * Builds the lead.
		 * @return the lead
		 */
		public Lead build() {
			return new Lead(this.email, this.firstName, this.lastName, this.company, this.jobTitle, this.customFields);
		}

	}

}
