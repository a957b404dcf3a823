package co.leadterra.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Stands between a client and a server, and resets each connection right after it has
 * passed on a whole answer without announcing that.
 */
final class ResettingRelay implements AutoCloseable {

	private final ServerSocket serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final HttpClient httpClient = HttpClient.newHttpClient();

	private final URI target;

	ResettingRelay(URI target) throws IOException {
		this.target = target;
		Thread thread = new Thread(this::acceptConnections, "resetting-relay");
		thread.setDaemon(true);
		thread.start();
	}

	URI baseUrl() {
		return URI.create("http://localhost:" + this.serverSocket.getLocalPort());
	}

	private void acceptConnections() {
		while (!this.serverSocket.isClosed()) {
			try (Socket socket = this.serverSocket.accept()) {
				relay(socket);
				socket.setSoLinger(true, 0);
			}
			catch (IOException ex) {
				if (!this.serverSocket.isClosed()) {
					throw new UncheckedIOException(ex);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	private void relay(Socket socket) throws IOException, InterruptedException {
		InputStream in = new BufferedInputStream(socket.getInputStream());
		String[] requestLine = readLine(in).split(" ", -1);
		HttpRequest.Builder request = HttpRequest.newBuilder(this.target.resolve(requestLine[1]));
		int length = 0;
		for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
			String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
			String value = line.substring(line.indexOf(':') + 1).trim();
			if (name.equals("content-length")) {
				length = Integer.parseInt(value);
			}
			else if (name.equals("authorization") || name.equals("content-type")) {
				request.header(name, value);
			}
		}
		request.method(requestLine[0], HttpRequest.BodyPublishers.ofByteArray(in.readNBytes(length)));
		HttpResponse<byte[]> response = this.httpClient.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
		OutputStream out = socket.getOutputStream();
		out.write("HTTP/1.1 %s OK\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n"
			.formatted(response.statusCode(), response.body().length)
			.getBytes(StandardCharsets.US_ASCII));
		out.write(response.body());
		out.flush();
	}

	private static String readLine(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next != '\n' && next != -1; next = in.read()) {
			if (next != '\r') {
				line.append((char) next);
			}
		}
		return line.toString();
	}

	@Override
	public void close() throws IOException {
		this.serverSocket.close();
	}

}
