package co.leadterra.webhook;

import java.io.PrintWriter;
import java.io.StringWriter;

import co.leadterra.client.http.InvalidApiKeyException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WebhookSecret}.
 */
class WebhookSecretTests {

	private static final String EXAMPLE = "sk_test_example.webhook.secret";

	@Test
	void neverShowsItself() {
		assertThat(WebhookSecret.of(EXAMPLE)).asString().isEqualTo("****");
	}

	@Test
	void dropsWhiteSpaceAroundIt() {
		assertThat(WebhookSecret.of(" " + EXAMPLE + "\r\n")).isEqualTo(WebhookSecret.of(EXAMPLE));
	}

	@Test
	void isMaskedInAnyText() {
		assertThat(WebhookSecret.of(EXAMPLE).redact("--secret=" + EXAMPLE + " --debug"))
			.isEqualTo("--secret=**** --debug");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sk_test_example.with/signs+=", "<sk_test_example", "it's" })
	void isAnyTextThatLeadterraMayChoose(String secret) {
		assertThat(WebhookSecret.of(secret)).isNotNull();
	}

	@Test
	void isRefusedIfThereIsNone() {
		assertThatExceptionOfType(InvalidWebhookSecretException.class).isThrownBy(() -> WebhookSecret.of(null))
			.withMessage("The Leadterra webhook secret is empty");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|', ignoreLeadingAndTrailingWhitespace = false,
			value = { "||,EMPTY", "| |,EMPTY", "\"sk_test_example\",QUOTED", "'sk_test_example',QUOTED",
					"\u201csk_test_example\u201d,QUOTED", "YOUR_SECRET,PLACEHOLDER",
					"your-webhook-signing-secret,PLACEHOLDER", "${LEADTERRA_WEBHOOK_SECRET},PLACEHOLDER",
					"<the secret>,PLACEHOLDER", "null,PLACEHOLDER", "ENC(abc),PLACEHOLDER", "{cipher}abc,PLACEHOLDER",
					"@secret@,PLACEHOLDER", "changeme,PLACEHOLDER", "|sk_test_one\nsk_test_two|,LINE_BREAK",
					"\"sk_test_example,QUOTED", "sk_test_example',QUOTED", "sk_test_example with spaces,WHITESPACE",
					"\ufeffsk_test_example,NON_ASCII", "sk_test_example\u00a0,NON_ASCII",
					"sk_test_\u00e9xample,NON_ASCII", "sk_test\u0000_example,CONTROL_CHARACTER",
					"sk_test_example\u200b,NON_ASCII" })
	void isRefusedIfItCannotBeOne(String secret, Reason reason) {
		assertThatExceptionOfType(InvalidWebhookSecretException.class).isThrownBy(() -> WebhookSecret.of(secret))
			.withMessage("The Leadterra webhook secret " + reason.problem())
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(reason));
	}

	@Test
	void isNotShownByItsRefusal() {
		StringWriter trace = new StringWriter();
		assertThatExceptionOfType(InvalidWebhookSecretException.class)
			.isThrownBy(() -> WebhookSecret.of("'" + EXAMPLE + "'"))
			.satisfies((ex) -> ex.printStackTrace(new PrintWriter(trace)));
		assertThat(trace.toString()).contains("has a quotation mark at its start or end").doesNotContain("example");
	}

}
