package co.leadterra.test;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Shows what the server sends, byte by byte.
 */
final class RawConnection implements AutoCloseable {

	private final Socket socket;

	private RawConnection(Socket socket) {
		this.socket = socket;
	}

	static RawConnection get(LeadterraServer server, String path) throws IOException {
		Socket socket = new Socket("localhost", server.baseUrl().getPort());
		socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
		String request = "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n";
		socket.getOutputStream().write(request.formatted(path, server.apiKey()).getBytes(StandardCharsets.US_ASCII));
		socket.getOutputStream().flush();
		return new RawConnection(socket);
	}

	String read(int length) throws IOException {
		return new String(this.socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
	}

	String readToEnd() throws IOException {
		return new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
