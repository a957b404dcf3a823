package co.leadterra.it.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import co.leadterra.webhook.WebhookSignature;

/**
 * A delivery, as Leadterra or someone else sends it.
 */
final class Delivery {

	static final String SECRET = "sk_test_example.webhook";

	static final WebhookSignature SIGNATURE = WebhookSignature.of(SECRET);

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final byte[] body;

	private final String signature;

	private final String method;

	private final String contentType;

	private Delivery(byte[] body, String signature, String method, String contentType) {
		this.body = body;
		this.signature = signature;
		this.method = method;
		this.contentType = contentType;
	}

	static Delivery of(byte[] body) {
		return new Delivery(body, SIGNATURE.sign(body), "POST", "application/json");
	}

	static Delivery of(String body) {
		return of(body.getBytes(StandardCharsets.UTF_8));
	}

	static Delivery reply(String id) {
		return event(Instant.now(), "reply.received",
				"{\"reply\":{\"id\":\"%s\",\"classification\":\"interested\",\"threadSnippet\":\"private\"}}"
					.formatted(id));
	}

	static Delivery event(Instant timestamp, String type, String data) {
		return of("{\"event\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}".formatted(type, timestamp, data));
	}

	byte[] body() {
		return this.body;
	}

	String signature() {
		return this.signature;
	}

	Delivery withSignature(String signature) {
		return new Delivery(this.body, signature, this.method, this.contentType);
	}

	Delivery withMethod(String method) {
		return new Delivery(this.body, this.signature, method, this.contentType);
	}

	Delivery withContentType(String contentType) {
		return new Delivery(this.body, this.signature, this.method, contentType);
	}

	HttpResponse<String> send(int port) {
		return send(port, "/webhooks/leadterra");
	}

	HttpResponse<String> send(int port, String path) {
		return sendAsync(port, path).orTimeout(60, TimeUnit.SECONDS).join();
	}

	CompletableFuture<HttpResponse<String>> sendAsync(int port, String path) {
		List<String> headers = new ArrayList<>();
		if (!this.contentType.isEmpty()) {
			headers.addAll(List.of("Content-Type", this.contentType));
		}
		if (this.signature != null) {
			headers.addAll(List.of(WebhookSignature.HEADER, this.signature));
		}
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.method(this.method, HttpRequest.BodyPublishers.ofByteArray(this.body));
		if (!headers.isEmpty()) {
			request.headers(headers.toArray(String[]::new));
		}
		return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Sends what is given and no more, and returns the first line of the answer.
	 */
	static String sendRaw(int port, String body, String... headers) {
		String request = "POST /webhooks/leadterra HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
				+ String.join("\r\n", headers) + "\r\n\r\n" + body;
		try (Socket socket = new Socket("localhost", port)) {
			socket.setSoTimeout(30_000);
			OutputStream out = socket.getOutputStream();
			out.write(request.getBytes(StandardCharsets.UTF_8));
			out.flush();
			InputStream in = socket.getInputStream();
			StringBuilder line = new StringBuilder();
			for (int next = in.read(); next != '\r' && next >= 0; next = in.read()) {
				line.append((char) next);
			}
			return line.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
