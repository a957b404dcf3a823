package co.leadterra.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import co.leadterra.webhook.WebhookRejectedException.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The signature of webhook deliveries: HMAC-SHA256 over the bytes of the body, with the
 * signing secret of the webhook as the key.
 * <p>
 * The signature covers the body alone, so a recorded delivery stays valid for ever. What
 * limits its use is the event's own time, which must lie between {@linkplain #withMaxAge
 * the maximum age}, by default 12 hours, and {@linkplain #withMaxClockSkew the maximum
 * clock skew}, by default 5 minutes ahead. Leadterra retries a delivery for up to 10.6
 * hours.
 * <p>
 * Instances are immutable.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/webhooks">Webhooks</a>
 */
public final class WebhookSignature {

	/**
	 * The header that has the signature.
	 */
	public static final String HEADER = "X-Leadterra-Signature";

	private static final String PREFIX = "sha256=";

	private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");

	private static final int MAX_SIGNATURES = 5;

	private static final WebhookEventReader READER = new WebhookEventReader();

	private static final Duration MAX_AGE = Duration.ofHours(12);

	private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

	private final WebhookSecrets secrets;

	private final Set<SignatureEncoding> encodings;

	private final Duration maxAge;

	private final Duration maxClockSkew;

	private final Clock clock;

	private WebhookSignature(WebhookSecrets secrets, Set<SignatureEncoding> encodings, Duration maxAge,
			Duration maxClockSkew, Clock clock) {
		this.secrets = secrets;
		this.encodings = encodings;
		this.maxAge = maxAge;
		this.maxClockSkew = maxClockSkew;
		this.clock = clock;
	}

	/**
	 * Creates a signature that accepts every encoding.
	 * @param secrets the signing secret; several while one is replaced by another. The
	 * first one signs
	 * @return the signature
	 * @throws InvalidWebhookSecretException if a text cannot be a secret
	 */
	public static WebhookSignature of(String... secrets) {
		return of(Stream.of(secrets).map(WebhookSecret::of).toList());
	}

	/**
	 * Creates a signature that accepts every encoding.
	 * @param secrets the signing secrets, at least one. The first one signs
	 * @return the signature
	 */
	public static WebhookSignature of(List<WebhookSecret> secrets) {
		return of(() -> secrets, Duration.ZERO);
	}

	/**
	 * Creates a signature that accepts every encoding, and secrets that change.
	 * {@link WebhookReceiver} asks for them again, on a thread that may block, when a
	 * delivery is signed with none that it knows, at most every ten seconds.
	 * @param secrets gives the signing secrets, at least one. The first one signs
	 * @param overlap how long the secrets before a change are accepted after it
	 * @return the signature
	 */
	public static WebhookSignature of(Supplier<List<WebhookSecret>> secrets, Duration overlap) {
		return new WebhookSignature(new WebhookSecrets(secrets, overlap), EnumSet.allOf(SignatureEncoding.class),
				MAX_AGE, MAX_CLOCK_SKEW, Clock.systemUTC());
	}

	/**
	 * Accepts some encodings only.
	 * @param encodings the encodings, at least one
	 * @return a changed copy
	 */
	public WebhookSignature withEncodings(Set<SignatureEncoding> encodings) {
		Assert.notEmpty(encodings, "encodings must not be empty");
		return new WebhookSignature(this.secrets, EnumSet.copyOf(encodings), this.maxAge, this.maxClockSkew,
				this.clock);
	}

	/**
	 * Sets how old an event may be.
	 * @param maxAge the age; below 10.6 hours the last retries of Leadterra are rejected
	 * @return a changed copy
	 */
	public WebhookSignature withMaxAge(Duration maxAge) {
		Assert.isTrue(!maxAge.isNegative() && !maxAge.isZero(), "maxAge must be positive");
		return new WebhookSignature(this.secrets, this.encodings, maxAge, this.maxClockSkew, this.clock);
	}

	/**
	 * Sets how far in the future an event may be.
	 * @param maxClockSkew the difference between the clocks here and at Leadterra
	 * @return a changed copy
	 */
	public WebhookSignature withMaxClockSkew(Duration maxClockSkew) {
		Assert.isTrue(!maxClockSkew.isNegative(), "maxClockSkew must not be negative");
		return new WebhookSignature(this.secrets, this.encodings, this.maxAge, maxClockSkew, this.clock);
	}

	/**
	 * Sets the clock that the age of events is measured by.
	 * @param clock the clock
	 * @return a changed copy
	 */
	public WebhookSignature withClock(Clock clock) {
		return new WebhookSignature(this.secrets, this.encodings, this.maxAge, this.maxClockSkew, clock);
	}

	/**
	 * Signs a body with the first secret, as Leadterra would.
	 * @param body the bytes of the body
	 * @return the value of the header, in hexadecimal digits
	 */
	public String sign(byte[] body) {
		return sign(body, SignatureEncoding.HEX);
	}

	/**
	 * Signs a body with the first secret.
	 * @param body the bytes of the body
	 * @param encoding how to write the signature
	 * @return the value of the header
	 */
	public String sign(byte[] body, SignatureEncoding encoding) {
		return encoding.encode(this.secrets.first().mac(body));
	}

	/**
	 * Reads the event of a delivery if its signature is right and its age within bounds.
	 * A missing signature takes as much time as a wrong one.
	 * @param body the bytes of the body, exactly as they were received
	 * @param header the value of the header {@value #HEADER}, or {@code null} if there is
	 * none. Of several values, separated by commas or white space, one has to be right;
	 * the first five are looked at
	 * @return the event
	 * @throws WebhookRejectedException if the delivery is not to be trusted, or the body
	 * is no event
	 */
	public WebhookEvent verify(byte[] body, @Nullable String header) {
		if (!matches(body, (header != null) ? header : "")) {
			boolean missing = (header == null) || header.isBlank();
			throw new WebhookRejectedException(missing ? Reason.MISSING_SIGNATURE : Reason.WRONG_SIGNATURE);
		}
		WebhookEvent event = READER.read(body);
		checkAge(event.timestamp());
		return event;
	}

	boolean secretsMayHaveChanged() {
		return this.secrets.mayBeReadAgain(this.clock);
	}

	void readSecretsAgain() {
		this.secrets.read(this.clock);
	}

	private boolean matches(byte[] body, String header) {
		// what follows the last one that is looked at stays part of it, and makes it
		// wrong
		String[] signatures = SEPARATOR.split(header.strip(), MAX_SIGNATURES);
		boolean matches = false;
		for (WebhookSecret secret : this.secrets.valid(this.clock)) {
			byte[] mac = secret.mac(body);
			for (SignatureEncoding encoding : this.encodings) {
				byte[] expected = bytes(encoding.encode(mac));
				for (String signature : signatures) {
					matches |= MessageDigest.isEqual(expected, bytes(encoding.normalize(withoutPrefix(signature))));
				}
			}
		}
		return matches;
	}

	private static String withoutPrefix(String signature) {
		return signature.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) ? signature.substring(PREFIX.length())
				: signature;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private void checkAge(Instant timestamp) {
		Instant now = this.clock.instant();
		if (timestamp.isBefore(now.minus(this.maxAge))) {
			throw new WebhookRejectedException(Reason.TOO_OLD);
		}
		if (timestamp.isAfter(now.plus(this.maxClockSkew))) {
			throw new WebhookRejectedException(Reason.IN_THE_FUTURE);
		}
	}

	@Override
	public String toString() {
		return "WebhookSignature[secrets=%s, encodings=%s, maxAge=%s, maxClockSkew=%s]".formatted(this.secrets,
				this.encodings, this.maxAge, this.maxClockSkew);
	}

}
