package co.leadterra.client.internal.bulk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import co.leadterra.client.internal.json.LeadterraCodecs;
import co.leadterra.client.lead.Lead;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonSize}.
 */
class JsonSizeTests {

	static Stream<Lead> leads() {
		return Stream.of(Lead.of("ann@example.com"),
				Lead.builder("ann@example.com")
					.firstName("Ann")
					.lastName("Lee")
					.company("Example")
					.jobTitle("CTO")
					.build(),
				Lead.builder("ann@example.com").customField("notes", "x".repeat(10_000)).build(),
				Lead.builder("jürgen@bücher.example").firstName("ü".repeat(1000)).company("漢".repeat(1000)).build(),
				Lead.builder("ann@example.com").jobTitle("\ud83d\ude00".repeat(1000)).build(),
				Lead.builder("ann@example.com")
					.customField("seats", 1234567890)
					.customField("beta", true)
					.customField("none", null)
					.customField("tags", List.of("a", "b", 3))
					.customField("address", Map.of("city", "Bonn", "lines", List.of("x".repeat(5000))))
					.build());
	}

	@ParameterizedTest
	@MethodSource("leads")
	void isAboutTheSizeOfTheJson(Lead lead) {
		byte[] json = LeadterraCodecs.jsonMapper().build().writeValueAsString(lead).getBytes(StandardCharsets.UTF_8);
		assertThat(JsonSize.of(lead)).isCloseTo(json.length, Offset.offset(100L));
	}

	@Test
	void valueThatCannotBeMeasuredFailsNothing() {
		Object broken = new Object() {

			@Override
			public String toString() {
				throw new IllegalStateException("broken");
			}

		};
		assertThat(JsonSize.of(Lead.builder("ann@example.com").customField("broken", List.of(broken)).build()))
			.isPositive();
	}

}
