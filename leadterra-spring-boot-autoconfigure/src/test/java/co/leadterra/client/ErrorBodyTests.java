package co.leadterra.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.json.LeadterraCodecs;
import co.leadterra.client.sdr.Guardrails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ErrorBody}.
 */
class ErrorBodyTests {

	private static final JsonMapper MAPPER = LeadterraCodecs.jsonMapper().build();

	private static final ErrorBody NOTHING = new ErrorBody(null, null, List.of(), false, null);

	@ParameterizedTest
	@ValueSource(strings = { """
			{"code":"no_leads_enrolled","message":"Enrol leads first"}""", """
			{"error":{"code":"no_leads_enrolled","message":"Enrol leads first"}}""", """
			{"data":{"code":"no_leads_enrolled","message":"Enrol leads first"}}""", """
			{"error":"no_leads_enrolled","message":"Enrol leads first"}""", """
			{"error":"Enrol leads first","code":"no_leads_enrolled"}""", """
			{"error":"Bad Request","code":"no_leads_enrolled","message":"Enrol leads first","status":400}""" })
	void readsCodeAndMessage(String body) {
		assertThat(parse(body))
			.isEqualTo(new ErrorBody("no_leads_enrolled", "Enrol leads first", List.of(), false, null));
	}

	@Test
	void takesAnErrorOfSeveralWordsForTheMessage() {
		assertThat(parse("""
				{"error":"Enrol leads first"}"""))
			.isEqualTo(new ErrorBody(null, "Enrol leads first", List.of(), false, null));
	}

	@Test
	void takesAnErrorOfOneWordForTheCode() {
		assertThat(parse("""
				{"error":"not_found"}""")).isEqualTo(new ErrorBody("not_found", null, List.of(), false, null));
	}

	@Test
	void prefersTheOutermostCode() {
		assertThat(parse("""
				{"error":{"code":"inner"},"code":"outer"}""").code()).isEqualTo("outer");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{'code':42}|42", "{'code':true}|true", "{'code':null,'error':{'code':'x'}}|x",
					"{'code':' ','error':{'code':'x'}}|x", "{'code':{'a':1},'error':{'code':'x'}}|x" })
	void takesAnyFilledValueForTheCode(String body, String code) {
		assertThat(parse(body.replace('\'', '"')).code()).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"errors":["bad"]}""", """
			{"error":{"errors":["bad"]}}""", """
			{"data":{"errors":["bad"]}}""" })
	void readsErrorsThatAreTexts(String body) {
		assertThat(parse(body).fieldErrors()).containsExactly(new FieldError(null, null, null, null, "bad"));
	}

	@Test
	void readsErrorsThatAreObjects() {
		assertThat(parse("""
				{"message":"no","errors":[
				{"index":3,"field":"email","email":"a@b","code":"invalid_email","message":"no address","new":1},
				{"message":"other"}]}""").fieldErrors()).containsExactly(
				new FieldError(3, "email", "a@b", "invalid_email", "no address"),
				new FieldError(null, null, null, null, "other"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"3\"", "1.5", "99999999999", "null", "{}", "true", "1e400" })
	void leavesOutAnIndexThatIsNone(String index) {
		assertThat(parse("{\"errors\":[{\"index\":" + index + ",\"message\":\"bad\"}]}").fieldErrors())
			.containsExactly(new FieldError(null, null, null, null, "bad"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"errors\":null}", "{\"errors\":[]}", "{\"errors\":7}", "{\"errors\":{}}" })
	void readsNoErrors(String body) {
		assertThat(parse(body)).isEqualTo(NOTHING);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"icpFailed\":true}", "{\"error\":{\"icpFailed\":true}}", "{\"data\":{\"icpFailed\":true}}" })
	void readsThatAContactDoesNotFit(String body) {
		assertThat(parse(body).icpFailed()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"icpFailed\":false}", "{\"icpFailed\":null}", "{\"icpFailed\":{}}", "{}",
			"{\"other\":{\"icpFailed\":true}}" })
	void readsThatNothingIsSaidAgainstAContact(String body) {
		assertThat(parse(body).icpFailed()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"guardrails\":%s}", "{\"error\":{\"guardrails\":%s}}", "{\"data\":{\"guardrails\":%s}}" })
	void readsGuardrails(String body) {
		assertThat(parse(body.formatted("{\"blocked\":true,\"issues\":[\"spam\",{\"type\":\"link\"}]}")).guardrails())
			.isEqualTo(new Guardrails(true, List.of("spam", Map.of("type", "link")), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"blocked\":\"perhaps\"}", "{\"issues\":\"spam\"}", "{\"scores\":[]}",
			"{\"issues\":[null]}" })
	void guardrailsThatCannotBeReadAreEmptyAndHideNothingElse(String guardrails) {
		assertThat(parse("{\"code\":\"blocked\",\"guardrails\":" + guardrails + "}"))
			.isEqualTo(new ErrorBody("blocked", null, List.of(), false, new Guardrails(null, List.of(), null)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"guardrails\":null}", "{\"guardrails\":[]}", "{\"guardrails\":\"ok\"}" })
	void readsNoGuardrails(String body) {
		assertThat(parse(body)).isEqualTo(NOTHING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "[]", "[{\"code\":\"x\"}]", "\"text\"", "42", "{", "{\"code\":\"x\"",
			"<html><body>502 Bad Gateway</body></html>", "Unauthorized", "{\"code\":\"x\",}", "\u0000" })
	void readsNothingFromAnyOtherBody(String body) {
		assertThat(parse(body)).isEqualTo(NOTHING);
	}

	@Test
	void readsNothingFromDeepNesting() {
		assertThat(parse("{\"error\":".repeat(100_000))).isEqualTo(NOTHING);
	}

	@Test
	void redactsEveryText() {
		String key = "sk_test_example_0123456789";
		assertThat(parse("""
				{"code":"%1$s","message":"bad %1$s","errors":["%1$s",
				{"field":"%1$s","email":"%1$s","code":"%1$s","message":"%1$s"}]}""".formatted(key)).toString())
			.contains("bad sk_test_****6789")
			.doesNotContain("example");
	}

	@Test
	void cutsLongTexts() {
		assertThat(parse("{\"message\":\"" + "x".repeat(501) + "\"}").message()).isEqualTo("x".repeat(500) + "…");
	}

	@Test
	void doesNotCutTextsThatFit() {
		assertThat(parse("{\"message\":\"" + "x".repeat(500) + "\"}").message()).isEqualTo("x".repeat(500));
	}

	@Test
	void redactsBeforeItCuts() {
		String key = "sk_test_example_0123456789";
		assertThat(parse("{\"message\":\"" + "x".repeat(480) + key + "\"}").message()).doesNotContain("example");
	}

	private static ErrorBody parse(String body) {
		return ErrorBody.parse(body.getBytes(StandardCharsets.UTF_8), MAPPER, null);
	}

}
