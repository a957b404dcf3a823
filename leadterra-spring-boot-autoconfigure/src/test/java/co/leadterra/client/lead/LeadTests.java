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
	void customFieldWithTheNameOfAStandardFieldIsAProblem(String name) {
		assertThat(Lead.builder("ann@example.com").customField(name, "x").build().problem()).contains("'" + name + "'");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void customFieldWithABlankNameIsAProblem(String name) {
		assertThat(Lead.builder("ann@example.com").customField(name, "x").build().problem())
			.isEqualTo("the name of a custom field must not be blank");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "ann", "ann@example.com\u200B" })
	void emailThatIsNoAddressIsAProblem(String email) {
		assertThat(Lead.of(email).problem()).startsWith("email must ");
	}

	@Test
	void missingEmailIsEmpty() {
		assertThat(Lead.of(null).email()).isEmpty();
	}

	@Test
	void leadWithoutAProblemHasNone() {
		assertThat(this.lead.problem()).isNull();
	}

	private static String write(CustomFieldPlacement placement, Lead lead) {
		JsonMapper mapper = LeadterraCodecs.jsonMapper().addMixIns(placement.mixIns()).build();
		return mapper.writeValueAsString(lead);
	}

}
