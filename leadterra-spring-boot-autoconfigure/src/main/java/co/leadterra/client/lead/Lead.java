package co.leadterra.client.lead;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import co.leadterra.client.internal.EmailAddress;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * A person to enrol in a campaign. Every field can be used in the emails of the campaign
 * as {@code {{name}}}.
 * <p>
 * A field that is not set is not sent, and Leadterra leaves what it has stored for it.
 * <p>
 * Any text makes a lead, so that a bad line of a file does not end the reading of it; see
 * {@link #problem()}. Such a lead is refused before any request, and reported as rejected
 * where it is part of a stream.
 *
 * @param email the email address, by which Leadterra recognizes a lead; one that is
 * {@code null} becomes empty
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
		email = (email != null) ? email : "";
		Assert.notNull(customFields, "customFields must not be null");
		customFields = customFields.isEmpty() ? Map.of()
				: Collections.unmodifiableMap(new LinkedHashMap<>(customFields));
	}

	/**
	 * Looks for what keeps this lead from being sent: an email address that is blank, has
	 * another form than {@code name@domain} or has white space or characters that cannot
	 * be seen, or a custom field without a name or with that of a standard field.
	 * @return what is wrong, without the address, or {@code null} if nothing is
	 */
	public @Nullable String problem() {
		String problem = EmailAddress.problem(this.email);
		if (problem != null) {
			return "email " + problem;
		}
		for (String name : this.customFields.keySet()) {
			if (!StringUtils.hasText(name)) {
				return "the name of a custom field must not be blank";
			}
			if (RESERVED_NAMES.contains(name)) {
				return "a custom field must not be named '" + name + "', which is a standard field";
			}
		}
		return null;
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
