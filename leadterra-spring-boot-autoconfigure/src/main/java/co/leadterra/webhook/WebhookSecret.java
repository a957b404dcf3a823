package co.leadterra.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import co.leadterra.client.http.InvalidApiKeyException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The signing secret of a webhook, which never shows itself.
 * <p>
 * White space around the secret is dropped, since a trailing line break is what most
 * secret files end with. Everything else that a secret has not is refused: with it, every
 * delivery would be too.
 *
 * @since 0.1.0
 */
public final class WebhookSecret {

	private static final String ALGORITHM = "HmacSHA256";

	private static final String MASK = "****";

	private final String value;

	private final SecretKeySpec key;

	private WebhookSecret(String value) {
		this.value = value;
		this.key = new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	/**
	 * Cleans and checks a secret.
	 * @param secret the secret as it was copied, with or without white space around it
	 * @return the secret
	 * @throws InvalidWebhookSecretException if it cannot be a secret; the exception does
	 * not show it
	 */
	public static WebhookSecret of(@Nullable String secret) {
		String value = (secret != null) ? secret.strip() : "";
		Reason problem = Reason.of(value);
		if (problem != null) {
			throw new InvalidWebhookSecretException(problem);
		}
		return new WebhookSecret(value);
	}

	/**
	 * Returns the given text without this secret.
	 * @param text any text, such as the value of a property
	 * @return the text with a mask in place of the secret
	 */
	public String redact(String text) {
		return text.replace(this.value, MASK);
	}

	byte[] mac(byte[] body) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac.doFinal(body);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WebhookSecret that && this.value.equals(that.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	/**
	 * Returns a mask.
	 */
	@Override
	public String toString() {
		return MASK;
	}

}
