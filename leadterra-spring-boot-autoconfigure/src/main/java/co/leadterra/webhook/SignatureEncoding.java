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
	HEX {

		@Override
		String encode(byte[] mac) {
			return HexFormat.of().formatHex(mac);
		}

		@Override
		String normalize(String signature) {
			return signature.toLowerCase(Locale.ROOT);
		}

	},

	/**
	 * Base64 with {@code +} and {@code /}, with or without padding.
	 */
	BASE64 {

		@Override
		String encode(byte[] mac) {
			return Base64.getEncoder().encodeToString(mac);
		}

		@Override
		String normalize(String signature) {
			return pad(signature);
		}

	},

	/**
	 * Base64 with {@code -} and {@code _}, with or without padding.
	 */
	BASE64_URL {

		@Override
		String encode(byte[] mac) {
			return Base64.getUrlEncoder().encodeToString(mac);
		}

		@Override
		String normalize(String signature) {
			return pad(signature);
		}

	};

	private static String pad(String signature) {
		// 32 bytes need one character of padding
		return signature.endsWith("=") ? signature : signature + "=";
	}

	abstract String encode(byte[] mac);

	// the signature as encode would have written it
	abstract String normalize(String signature);

}
