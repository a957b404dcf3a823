package co.leadterra.client.http;

import java.util.Map;

import co.leadterra.client.http.InvalidApiKeyException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ApiKey}.
 */
class ApiKeyTests {

	private static final String KEY = "sk_test_example_0123456789";

	@ParameterizedTest
	@ValueSource(strings = { KEY, KEY + "\n", KEY + "\r\n", " " + KEY + " ", "\t" + KEY + "\t", "\n\n" + KEY + "\n\n" })
	void dropsWhitespaceAroundTheKey(String key) {
		assertThat(value(ApiKey.of(key))).isEqualTo(KEY);
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { " ", "\n", "\r\n", "\t \t" })
	void refusesNothing(String key) {
		assertRefused(key, Reason.EMPTY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"" + KEY + "\"", "'" + KEY + "'", "`" + KEY + "`", "\u201c" + KEY + "\u201d",
			"\u2018" + KEY + "\u2019", "\"" + KEY, KEY + "'", "\"\"", "\"", " '" + KEY + "'\n" })
	void refusesQuotationMarksAroundTheKey(String key) {
		assertRefused(key, Reason.QUOTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer " + KEY, "bearer " + KEY, "BEARER " + KEY, "Bearer\t" + KEY, "Bearer\n" + KEY,
			"Bearer", "Bearer ", "Bearer " + KEY + "\n" + KEY, "  Bearer   " + KEY })
	void refusesTheSchemeOfTheHeader(String key) {
		assertRefused(key, Reason.BEARER_PREFIX);
	}

	@Test
	void acceptsAKeyThatOnlyBeginsLikeTheScheme() {
		assertThat(value(ApiKey.of("bearerless_0123456789"))).isEqualTo("bearerless_0123456789");
	}

	@ParameterizedTest
	@ValueSource(strings = { "YOUR_KEY", "sk_live_YOUR_KEY", "sk_test_your_key", "YOUR_API_KEY", "your-api-key",
			"yourApiKey", "<your_key>", "${LEADTERRA_API_KEY}", "${leadterra.key}", "changeme", "change-me", "null",
			"undefined", "none", "<n/a>", "n/a", "todo", "placeholder", "ENC(c2VjcmV0)", "{cipher}0123456789abcdef",
			"@leadterra.key@", "%LEADTERRA_API_KEY%" })
	void refusesPlaceholders(String key) {
		assertRefused(key, Reason.PLACEHOLDER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sk_test_example\n0123456789", "sk_test_example\r\n0123456789",
			"sk_test_example\r0123456789", KEY + "\n" + KEY, KEY + " \n# a comment" })
	void refusesALineBreakWithinTheKey(String key) {
		assertRefused(key, Reason.LINE_BREAK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sk_test_example 0123456789", "sk_test_example\t0123456789", KEY + " # a comment",
			"sk_test_example\u20030123456789", "sk_test_example\u000b0123456789" })
	void refusesWhitespaceWithinTheKey(String key) {
		assertRefused(key, Reason.WHITESPACE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sk_test_exämple_0123456789", KEY + "\u200b", "\ufeff" + KEY, KEY + "\u00a0",
			"\u202d" + KEY, "sk_test_example\u20130123456789", KEY + "\ud83d\udd11", "\ud800" + KEY, KEY + "\u0085" })
	void refusesCharactersOutsideOfAscii(String key) {
		assertRefused(key, Reason.NON_ASCII);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sk_test_example\u00000123456789", KEY + "\u0008", "\u001b[0m" + KEY, KEY + "\u007f" })
	void refusesControlCharacters(String key) {
		assertRefused(key, Reason.CONTROL_CHARACTER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sk_live_", "sk_test_", "sk_test_\n" })
	void refusesABarePrefix(String key) {
		assertRefused(key, Reason.TRUNCATED);
	}

	@ParameterizedTest
	@EnumSource
	void refusalSaysWhatIsWrongAndWhatToDo(Reason reason) {
		assertThat(new InvalidApiKeyException(reason)).hasMessage("The Leadterra API key " + reason.problem());
		assertThat(reason.remedy()).isNotBlank().endsWith(".");
	}

	@ParameterizedTest
	@CsvSource({ "sk_live_x, LIVE", "sk_test_x, TEST", "x, UNKNOWN", "sk_live, UNKNOWN", "SK_LIVE_x, UNKNOWN",
			"sk_dev_x, UNKNOWN" })
	void modeIsToldByThePrefix(String key, ApiKeyMode mode) {
		assertThat(ApiKey.of(key).mode()).isEqualTo(mode);
	}

	@ParameterizedTest
	@CsvSource({ "sk_test_example_0123456789, sk_test_****6789", "sk_live_example_0123456789, sk_live_****6789",
			"0123456789abcdefghij, ****ghij" })
	void showsPrefixAndLastFourOfALongKey(String key, String shown) {
		assertThat(ApiKey.of(key)).hasToString(shown);
	}

	@ParameterizedTest
	@CsvSource({ "sk_test_0123456789abcde, sk_test_****", "sk_live_x, sk_live_****", "0123456789abcde, ****",
			"x, ****" })
	void showsNothingOfAShortKeyButItsPrefix(String key, String shown) {
		assertThat(ApiKey.of(key)).hasToString(shown);
	}

	@Test
	void masksItselfInATextWhateverItsForm() {
		ApiKey key = ApiKey.of("an.unusual/key+0123456789");
		assertThat(key.redact("bad key an.unusual/key+0123456789, really: an.unusual/key+0123456789"))
			.isEqualTo("bad key ****6789, really: ****6789");
	}

	@Test
	void masksOtherKeysInAText() {
		assertThat(ApiKey.of(KEY).redact("not sk_live_another_9876543210 but " + KEY))
			.isEqualTo("not sk_live_****3210 but sk_test_****6789");
	}

	@Test
	void masksAllThatLooksLikeAKey() {
		assertThat(ApiKey.redactKeys("{\"key\":\"" + KEY + "\",\"other\":\"sk_live_x\"}"))
			.isEqualTo("{\"key\":\"sk_test_****6789\",\"other\":\"sk_live_****\"}");
	}

	@Test
	void leavesATextWithoutKeysAlone() {
		assertThat(ApiKey.of(KEY).redact("sk_live_ is a prefix, task_live is not"))
			.isEqualTo("sk_live_ is a prefix, task_live is not");
	}

	@Test
	void keysOfTheSameTextAreEqual() {
		assertThat(ApiKey.of(KEY)).isEqualTo(ApiKey.of(KEY + "\n")).hasSameHashCodeAs(ApiKey.of(KEY));
	}

	@Test
	void keysOfOtherTextsAreNotEqual() {
		assertThat(ApiKey.of(KEY)).isNotEqualTo(ApiKey.of(KEY + "0")).isNotEqualTo(KEY).isNotEqualTo(null);
	}

	@Test
	void isNotShownByFormatting() {
		ApiKey key = ApiKey.of(KEY);
		assertThat(String.format("%s %s", key, Map.of("key", key)))
			.isEqualTo("sk_test_****6789 {key=sk_test_****6789}");
	}

	@Test
	void isNotShownByJackson() {
		assertThat(JsonMapper.shared().writeValueAsString(Map.of("key", ApiKey.of(KEY)))).doesNotContain("example",
				"6789");
	}

	private static void assertRefused(String key, Reason reason) {
		assertThatExceptionOfType(InvalidApiKeyException.class).isThrownBy(() -> ApiKey.of(key))
			.withMessage("The Leadterra API key " + reason.problem())
			.withNoCause()
			.extracting(InvalidApiKeyException::getReason)
			.isEqualTo(reason);
	}

	static String value(ApiKey key) {
		HttpHeaders headers = new HttpHeaders();
		key.authorize(headers);
		return String.valueOf(headers.getFirst(HttpHeaders.AUTHORIZATION)).substring("Bearer ".length());
	}

}
