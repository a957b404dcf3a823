package co.leadterra.client.sender;

import java.util.List;

import co.leadterra.client.internal.json.LeadterraCodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SenderAccountStatus}, and for the open sets of values that are made
 * like it.
 */
class SenderAccountStatusTests {

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper().build();

	@Test
	void knownValueEqualsItsConstant() {
		assertThat(read("\"active\"")).isEqualTo(SenderAccountStatus.ACTIVE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "suspended", "", " ", "Active" })
	void unknownValueSurvives(String value) {
		SenderAccountStatus status = read("\"" + value + "\"");
		assertThat(status).isEqualTo(new SenderAccountStatus(value)).hasToString(value);
		assertThat(this.mapper.writeValueAsString(List.of(status))).isEqualTo("[\"" + value + "\"]");
	}

	@Test
	void nullIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SenderAccountStatus(null))
			.withMessage("value must not be null");
	}

	private SenderAccountStatus read(String json) {
		return this.mapper.readValue(json, SenderAccountStatus.class);
	}

}
