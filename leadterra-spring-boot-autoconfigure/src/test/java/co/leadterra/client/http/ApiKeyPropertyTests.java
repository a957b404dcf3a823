package co.leadterra.client.http;

import java.io.PrintWriter;
import java.io.StringWriter;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Properties of {@link ApiKey}.
 */
class ApiKeyPropertyTests {

	@Property
	void neverShowsWhatItRefuses(@ForAll("texts") String text) {
		InvalidApiKeyException refusal = catchThrowableOfType(InvalidApiKeyException.class, () -> ApiKey.of(text));
		if (refusal != null && text.length() >= 6) {
			assertThat(stackTrace(refusal)).doesNotContain(text);
		}
	}

	@Property
	void neverShowsTheSecretPartOfWhatItAccepts(@ForAll("texts") String text) {
		ApiKey key = null;
		try {
			key = ApiKey.of(text);
		}
		catch (InvalidApiKeyException ex) {
			return;
		}
		String secret = ApiKeyTests.value(key).substring(key.mode().prefix().length());
		assertThat(key.toString()).hasSizeLessThanOrEqualTo(key.mode().prefix().length() + 8);
		if (secret.length() > 4) {
			assertThat(key.toString()).doesNotContain(secret);
			assertThat(key.redact("<" + ApiKeyTests.value(key) + ">")).doesNotContain(secret);
		}
	}

	@Provide
	Arbitrary<String> texts() {
		Arbitrary<String> anything = Arbitraries.strings();
		Arbitrary<String> printable = Arbitraries.strings().withCharRange('!', '~').ofMaxLength(40);
		Arbitrary<String> prefixed = Arbitraries.of("sk_live_", "sk_test_", "Bearer ", "'", " ")
			.flatMap((prefix) -> printable.map((rest) -> prefix + rest));
		return Arbitraries.oneOf(anything, printable, prefixed);
	}

	private static String stackTrace(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text + failure.toString();
	}

}
