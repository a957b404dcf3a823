package co.leadterra.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import co.leadterra.webhook.WebhookRejectedException.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WebhookSignature}.
 */
class WebhookSignatureTests {

	private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

	private static final byte[] BODY = body(NOW);

	private static final WebhookSignature SIGNATURE = at(NOW, "sk_test_example");

	private static byte[] body(Instant timestamp) {
		return "{\"event\":\"campaign.started\",\"timestamp\":\"%s\",\"data\":{}}".formatted(timestamp)
			.getBytes(StandardCharsets.UTF_8);
	}

	private static WebhookSignature at(Instant now, String... secrets) {
		return WebhookSignature.of(secrets).withClock(Clock.fixed(now, ZoneOffset.UTC));
	}

	private static void assertRejected(WebhookSignature signature, byte[] body, @Nullable String header,
			Reason reason) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> signature.verify(body, header))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(reason));
	}

	private static void assertAccepted(WebhookSignature signature, byte[] body, String header) {
		assertThat(signature.verify(body, header)).isInstanceOf(CampaignStarted.class);
	}

	@Test
	void isTheHmacSha256OfTheBody() {
		// RFC 4231, test case 2
		byte[] body = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);
		assertThat(WebhookSignature.of("Jefe").sign(body))
			.isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	}

	@ParameterizedTest
	@EnumSource
	void isAcceptedInEveryEncoding(SignatureEncoding encoding) {
		assertAccepted(SIGNATURE, BODY, SIGNATURE.sign(BODY, encoding));
	}

	@ParameterizedTest
	@EnumSource
	void isAcceptedWithThePrefix(SignatureEncoding encoding) {
		assertAccepted(SIGNATURE, BODY, "sha256=" + SIGNATURE.sign(BODY, encoding));
	}

	@ParameterizedTest
	@EnumSource(names = "HEX", mode = EnumSource.Mode.EXCLUDE)
	void isAcceptedWithoutPadding(SignatureEncoding encoding) {
		assertAccepted(SIGNATURE, BODY, SIGNATURE.sign(BODY, encoding).replace("=", ""));
	}

	@Test
	void isAcceptedInUpperCase() {
		assertAccepted(SIGNATURE, BODY, "SHA256=" + SIGNATURE.sign(BODY).toUpperCase(Locale.ROOT));
	}

	@ParameterizedTest
	@EnumSource
	void isRejectedInAnEncodingThatIsNotAccepted(SignatureEncoding encoding) {
		Set<SignatureEncoding> others = EnumSet.complementOf(EnumSet.of(encoding));
		byte[] body = bodyWhoseSignatureDiffersInEveryEncoding();
		assertRejected(SIGNATURE.withEncodings(others), body, SIGNATURE.sign(body, encoding), Reason.WRONG_SIGNATURE);
	}

	private static byte[] bodyWhoseSignatureDiffersInEveryEncoding() {
		Instant timestamp = NOW;
		while (!SIGNATURE.sign(body(timestamp), SignatureEncoding.BASE64).matches(".*[+/].*")) {
			timestamp = timestamp.minusSeconds(1);
		}
		return body(timestamp);
	}

	@Test
	void isAcceptedByAnyOfSeveralSecrets() {
		WebhookSignature rollOver = at(NOW, "sk_test_new", "sk_test_old");
		assertAccepted(rollOver, BODY, at(NOW, "sk_test_old").sign(BODY));
		assertAccepted(rollOver, BODY, at(NOW, "sk_test_new").sign(BODY));
		assertRejected(rollOver, BODY, at(NOW, "sk_test_other").sign(BODY), Reason.WRONG_SIGNATURE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "wrong,%s", "%s,wrong", "%s, wrong", "wrong %s", "sha256=wrong,sha256=%s", "a,b,c,d,%s" })
	void isAcceptedAmongOthers(String header) {
		assertAccepted(SIGNATURE, BODY, header.formatted(SIGNATURE.sign(BODY)));
	}

	@Test
	void isRejectedBehindManyOthers() {
		assertRejected(SIGNATURE, BODY, "a,b,c,d,e," + SIGNATURE.sign(BODY), Reason.WRONG_SIGNATURE);
	}

	@Test
	void isMadeWithTheFirstSecret() {
		assertThat(at(NOW, "sk_test_new", "sk_test_old").sign(BODY)).isEqualTo(at(NOW, "sk_test_new").sign(BODY));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void isRejectedIfThereIsNone(@Nullable String header) {
		assertRejected(SIGNATURE, BODY, header, Reason.MISSING_SIGNATURE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sha256=", "=", "==", "0", "sha256", "sha256=sha256=", "\u212a", "\u0000" })
	void isRejectedIfItHasTheWrongLength(String header) {
		assertRejected(SIGNATURE, BODY, header, Reason.WRONG_SIGNATURE);
	}

	@Test
	void isRejectedOneCharacterShortOrLong() {
		String header = SIGNATURE.sign(BODY);
		assertRejected(SIGNATURE, BODY, header.substring(1), Reason.WRONG_SIGNATURE);
		assertRejected(SIGNATURE, BODY, header + "0", Reason.WRONG_SIGNATURE);
	}

	@Test
	void isRejectedOverAnotherBody() {
		assertRejected(SIGNATURE, body(NOW.minusSeconds(1)), SIGNATURE.sign(BODY), Reason.WRONG_SIGNATURE);
	}

	@Test
	void comesBeforeTheBodyIsRead() {
		assertRejected(SIGNATURE, new byte[0], null, Reason.MISSING_SIGNATURE);
		assertRejected(SIGNATURE, new byte[0], SIGNATURE.sign(new byte[0]), Reason.NO_EVENT);
	}

	@Test
	void saysTheSameOfAMissingAndAWrongSignature() {
		assertThat(messageFor(null)).isEqualTo(messageFor("0"));
	}

	private static String messageFor(@Nullable String header) {
		try {
			SIGNATURE.verify(BODY, header);
			return "accepted";
		}
		catch (WebhookRejectedException ex) {
			return ex.getMessage();
		}
	}

	@Test
	void outlivesTheLastRetry() {
		Duration retries = Duration.ofMinutes(1 + 5 + 30 + 2 * 60 + 8 * 60);
		assertAccepted(at(NOW.plus(retries).plusSeconds(60), "sk_test_example"), BODY, SIGNATURE.sign(BODY));
	}

	@Test
	void isAcceptedAtTheBoundsOfItsAge() {
		assertAccepted(at(NOW.plus(Duration.ofHours(12)), "sk_test_example"), BODY, SIGNATURE.sign(BODY));
		assertAccepted(at(NOW.minus(Duration.ofMinutes(5)), "sk_test_example"), BODY, SIGNATURE.sign(BODY));
	}

	@Test
	void isRejectedIfTheEventIsTooOld() {
		WebhookSignature later = at(NOW.plus(Duration.ofHours(12)).plusMillis(1), "sk_test_example");
		assertRejected(later, BODY, SIGNATURE.sign(BODY), Reason.TOO_OLD);
		assertAccepted(later.withMaxAge(Duration.ofHours(13)), BODY, SIGNATURE.sign(BODY));
	}

	@Test
	void isRejectedIfTheEventIsInTheFuture() {
		WebhookSignature earlier = at(NOW.minus(Duration.ofMinutes(5)).minusMillis(1), "sk_test_example");
		assertRejected(earlier, BODY, SIGNATURE.sign(BODY), Reason.IN_THE_FUTURE);
		assertAccepted(earlier.withMaxClockSkew(Duration.ofMinutes(6)), BODY, SIGNATURE.sign(BODY));
	}

	@ParameterizedTest
	@ValueSource(strings = { "+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z" })
	void isRejectedAtTheEndsOfTime(String timestamp) {
		byte[] body = body(Instant.parse(timestamp));
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> SIGNATURE.verify(body, SIGNATURE.sign(body)));
	}

	@Test
	void showsNoSecret() {
		assertThat(SIGNATURE).asString().contains("[****]").doesNotContain("example");
	}

	@Test
	void refusesSettingsThatAcceptNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> WebhookSignature.of(List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> SIGNATURE.withEncodings(Set.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> SIGNATURE.withMaxAge(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> SIGNATURE.withMaxClockSkew(Duration.ofMillis(-1)));
	}

}
