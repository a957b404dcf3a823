package co.leadterra.client;

import java.nio.charset.StandardCharsets;

import co.leadterra.client.internal.json.LeadterraCodecs;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of {@link ErrorBody}.
 */
class ErrorBodyPropertyTests {

	private static final JsonMapper MAPPER = LeadterraCodecs.jsonMapper().build();

	@Property
	void readsAnything(@ForAll("bodies") byte[] body) {
		assertThat(ErrorBody.parse(body, MAPPER, null)).isNotNull();
	}

	@Provide
	Arbitrary<byte[]> bodies() {
		Arbitrary<byte[]> anything = Arbitraries.bytes().array(byte[].class);
		Arbitrary<String> values = Arbitraries.of("null", "true", "\"x\"", "1.5", "-9e999", "[]", "{}", "[null]",
				"[[1]]", "{\"code\":{}}", "{\"errors\":[{\"index\":-1.5}]}", "{\"guardrails\":{\"issues\":[null]}}",
				"{\"guardrails\":{\"scores\":{\"overall\":\"x\"}}}", "{\"icpFailed\":[]}");
		Arbitrary<byte[]> objects = Arbitraries
			.of("code", "message", "error", "errors", "data", "guardrails", "icpFailed", "index")
			.flatMap((name) -> values.map((value) -> "\"" + name + "\":" + value))
			.list()
			.ofMaxSize(6)
			.map((fields) -> ("{" + String.join(",", fields) + "}").getBytes(StandardCharsets.UTF_8));
		return Arbitraries.oneOf(anything, objects);
	}

}
