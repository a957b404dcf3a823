package co.leadterra.test.internal.delivery;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Carries events to webhooks on this machine.
 */
public final class WebhookTransport {

	static final String SIGNATURE_HEADER = "X-Leadterra-Signature";

	private @Nullable HttpClient client;

	public static boolean reaches(URI url) {
		boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
		String host = (url.getHost() != null) ? url.getHost().toLowerCase(Locale.ROOT) : "";
		return http && (host.equals("localhost") || host.endsWith(".localhost") || host.matches("127(\\.\\d{1,3}){3}")
				|| host.equals("[::1]"));
	}

	/**
	 * Sends an event.
	 * @param url where to
	 * @param transmission what is sent
	 * @param timeout how long the answer may take
	 * @return the status of the answer; to be cancelled if nobody waits for it any more
	 */
	public CompletableFuture<HttpResponse<Void>> send(URI url, Transmission transmission, Duration timeout) {
		HttpRequest.Builder request = HttpRequest.newBuilder(url)
			.timeout(timeout)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(transmission.body()));
		if (transmission.signature() != null) {
			request.header(SIGNATURE_HEADER, transmission.signature());
		}
		return client().sendAsync(request.build(), BodyHandlers.discarding())
			.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
	}

	private synchronized HttpClient client() {
		if (this.client == null) {
			this.client = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.proxy(HttpClient.Builder.NO_PROXY)
				.sslContext(trustingThisMachine())
				.build();
		}
		return this.client;
	}

	private static SSLContext trustingThisMachine() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new AnyCertificate() }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Accepts the self-signed certificate of a server under test, which is on this
	 * machine.
	 */
	private static final class AnyCertificate extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
