package co.leadterra.test.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/**
 * The self-signed certificate that HTTPS servers show.
 */
public final class LocalhostCertificate {

	public static final String KEY_STORE = "co/leadterra/test/localhost.p12";

	public static final String PASSWORD = "localhost";

	private static final String ALIAS = "localhost";

	private LocalhostCertificate() {
	}

	public static X509Certificate load() {
		try (InputStream stream = LocalhostCertificate.class.getResourceAsStream("/" + KEY_STORE)) {
			KeyStore keyStore = KeyStore.getInstance(Tls.STORE_TYPE);
			keyStore.load(stream, PASSWORD.toCharArray());
			return (X509Certificate) keyStore.getCertificate(ALIAS);
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException("The key store of the server cannot be read", ex);
		}
	}

}
