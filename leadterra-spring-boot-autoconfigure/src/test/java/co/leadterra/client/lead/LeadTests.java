package co.leadterra.client.lead;

import java.util.HashMap;
import java.util.Map;

import co.leadterra.client.internal.json.LeadterraCodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Lead}.
 */
class LeadTests {

	private final Lead lead = Lead.builder("ann@example.com")
		.firstName("Ann")
		.lastName("Lee")
		.company("Example")
		.jobTitle("CTO")
		.customField("plan", "pro")
		.customField("seats", 5)
		.build();

	@Test
	void customFieldsAreWrittenBesideTheOthersByDefault() {
		assertThat(write(CustomFieldPlacement.TOP_LEVEL, this.lead))
			.isEqualTo("{\"email\":\"ann@example.com\",\"firstName\":\"Ann\",\"lastName\":\"Lee\","
					+ "\"company\":\"Example\",\"jobTitle\":\"CTO\",\"plan\":\"pro\",\"seats\":5}");
	}

	@Test
	void customFieldsAreWrittenInAnObjectByChoice() {
		assertThat(write(CustomFieldPlacement.NESTED, this.lead))
			.isEqualTo("{\"email\":\"ann@example.com\",\"firstName\":\"Ann\",\"lastName\":\"Lee\","
					+ "\"company\":\"Example\",\"jobTitle\":\"CTO\",\"customFields\":{\"plan\":\"pro\",\"seats\":5}}");
	}

	@Test
	void fieldsThatAreNotSetAreNotWrittenBesideTheOthers() {
		assertThat(write(CustomFieldPlacement.TOP_LEVEL, Lead.of("ann@example.com")))
			.isEqualTo("{\"email\":\"ann@example.com\"}");
	}

	@Test
	void fieldsThatAreNotSetAreNotWrittenInAnObject() {
		assertThat(write(CustomFieldPlacement.NESTED, Lead.of("ann@example.com")))
			.isEqualTo("{\"email\":\"ann@example.com\"}");
	}

	@Test
	void nullCustomFieldIsWrittenBesideTheOthers() {
		assertThat(write(CustomFieldPlacement.TOP_LEVEL,
				Lead.builder("ann@example.com").customField("plan", null).build()))
			.isEqualTo("{\"email\":\"ann@example.com\",\"plan\":null}");
	}

	@Test
	void nullCustomFieldIsWrittenInAnObject() {
		assertThat(
				write(CustomFieldPlacement.NESTED, Lead.builder("ann@example.com").customField("plan", null).build()))
			.isEqualTo("{\"email\":\"ann@example.com\",\"customFields\":{\"plan\":null}}");
	}

	@Test
	void customFieldsAreCopied() {
		Map<String, Object> fields = new HashMap<>(Map.of("plan", "pro"));
		Lead copy = new Lead("ann@example.com", null, null, null, null, fields);
		fields.put("plan", "free");
		assertThat(copy.customFields()).containsExactly(Map.entry("plan", "pro"));
	}

	@Test
	void customFieldsCannotBeChanged() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.lead.customFields().put("plan", "free"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "email", "firstName", "lastName", "company", "jobTitle", "customFields" })
	void customFieldWithTheNameOfAStandardFieldIsRefused(String name) {
		Lead.Builder builder = Lead.builder("ann@example.com").customField(name, "x");
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("'" + name + "'");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void customFieldWithABlankNameIsRefused(String name) {
		Lead.Builder builder = Lead.builder("ann@example.com").customField(name, "x");
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessage("the name of a custom field must not be blank");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void blankEmailIsRefused(String email) {
		assertThatIllegalArgumentException().isThrownBy(() -> Lead.of(email)).withMessage("email must not be blank");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann", "@", "ann@", "@example.com", "ann@lee@example.com", "ann@@example.com" })
	void emailOfAnotherFormIsRefused(String email) {
		assertThatIllegalArgumentException().isThrownBy(() -> Lead.of(email))
			.withMessage("email must have the form name@domain, but is '" + email + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann @example.com", "ann\t@example.com", "ann\n@example.com", "ann\u0000@example.com",
			"ann\u00a0@example.com", "ann\u0085@example.com" })
	void emailWithWhiteSpaceOrControlCharactersIsRefused(String email) {
		assertThatIllegalArgumentException().isThrownBy(() -> Lead.of(email))
			.withMessage("email must not contain white space or control characters, but has U+%04X at index 3",
					(int) email.charAt(3));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a@b", "ann+tag@example.com", "o'neil@example.com", "jürgen@bücher.example" })
	void unusualEmailIsAllowed(String email) {
		assertThat(Lead.of(email).email()).isEqualTo(email);
	}

	private static String write(CustomFieldPlacement placement, Lead lead) {
		JsonMapper mapper = LeadterraCodecs.jsonMapper().addMixIns(placement.mixIns()).build();
		return mapper.writeValueAsString(lead);
	}

}
