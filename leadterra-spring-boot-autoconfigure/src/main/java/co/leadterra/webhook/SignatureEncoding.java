package co.leadterra.webhook;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * How the bytes of a signature are written in the header. Leadterra does not document
 * which one it uses.
 *
 * @since 0.1.0
 */
public enum SignatureEncoding {

	/**
	 * Hexadecimal digits, of either case.
	 */
	HEX,

	/**
	 * Base64 with {@code +} and {@code /}, with or without padding.
	 */
	BASE64,

	/**
	 * Base64 with {@code -} and {@code _}, with or without padding.
	 */
	BASE64_URL;

	String encode(byte[] mac) {
		return switch (this) {
			case HEX -> HexFormat.of().formatHex(mac);
			case BASE64 -> Base64.getEncoder().encodeToString(mac);
			case BASE64_URL -> Base64.getUrlEncoder().encodeToString(mac);
		};
	}

	// the signature as encode would have written it
	String normalize(String signature) {
		if (this == HEX) {
			return signature.toLowerCase(Locale.ROOT);
		}
		// 32 bytes need one character of padding
		return signature.endsWith("=") ? signature : signature + "=";
	}

}
