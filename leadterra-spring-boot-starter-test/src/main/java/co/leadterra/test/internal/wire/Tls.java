package co.leadterra.test.internal.wire;

import org.jspecify.annotations.Nullable;

/**
 * How a server serves HTTPS.
 *
 * @param keyStore path of the key store with the server's certificate
 * @param trustStore path of the key store with the certificates that those of clients are
 * signed with, or {@code null} if clients show none
 * @param password the password of both
 */
public record Tls(String keyStore, @Nullable String trustStore, String password) {

	public static final String STORE_TYPE = "PKCS12";

	public static final Tls SELF_SIGNED = new Tls(LocalhostCertificate.KEY_STORE, null, LocalhostCertificate.PASSWORD);

}
