package co.leadterra.test.internal.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Function;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs bodies: HMAC-SHA256 over their bytes in UTF-8.
 */
public final class Signatures {

	public static final String EXAMPLE_SECRET = "example_webhook_secret_0123456789";

	private static final String ALGORITHM = "HmacSHA256";

	private final String secret;

	private final Function<byte[], String> encoding;

	private Signatures(String secret, Function<byte[], String> encoding) {
		this.secret = secret;
		this.encoding = encoding;
	}

	public static Signatures of(String secret) {
		return new Signatures(secret, HexFormat.of()::formatHex);
	}

	public Signatures withSecret(String secret) {
		return new Signatures(secret, this.encoding);
	}

	public Signatures withEncoding(Function<byte[], String> encoding) {
		return new Signatures(this.secret, encoding);
	}

	public String secret() {
		return this.secret;
	}

	public String sign(String body) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(this.secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
			return this.encoding.apply(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
