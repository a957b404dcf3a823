package co.leadterra.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy: forwards requests and makes tunnels, for those who give the password if
 * there is one.
 */
final class ProxyServer implements AutoCloseable {

	private final ScriptedServer server;

	private final @Nullable String authorization;

	private ProxyServer(@Nullable String credentials) {
		this.authorization = (credentials != null)
				? "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) : null;
		this.server = ScriptedServer.start(this::serve);
	}

	static ProxyServer start() {
		return new ProxyServer(null);
	}

	static ProxyServer start(String credentials) {
		return new ProxyServer(credentials);
	}

	int port() {
		return this.server.port();
	}

	List<String> requests() {
		return this.server.requests();
	}

	private void serve(ScriptedServer.Connection client) throws IOException {
		List<String> head = client.read();
		while (!isAuthorized(head)) {
			client.write("""
					HTTP/1.1 407 Proxy Authentication Required\r
					Proxy-Authenticate: Basic realm="test"\r
					Content-Length: 0\r
					\r
					""");
			head = client.read();
		}
		String[] requestLine = head.get(0).split(" ", -1);
		boolean tunnel = requestLine[0].equals("CONNECT");
		URI target = URI.create(tunnel ? "tunnel://" + requestLine[1] : requestLine[1]);
		try (Socket upstream = new Socket(target.getHost(), target.getPort())) {
			if (tunnel) {
				client.write("HTTP/1.1 200 Connection established\r\n\r\n");
			}
			else {
				upstream.getOutputStream().write(forwarded(requestLine[0], target, head));
			}
			Thread back = new Thread(() -> pump(upstream, client.socket()));
			back.start();
			transfer(client.input(), upstream);
			upstream.shutdownOutput();
			join(back);
		}
	}

	private boolean isAuthorized(List<String> head) {
		return this.authorization == null || head.stream()
			.anyMatch((line) -> line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization:")
					&& line.endsWith(this.authorization));
	}

	private static byte[] forwarded(String method, URI target, List<String> head) {
		String query = (target.getRawQuery() != null) ? "?" + target.getRawQuery() : "";
		StringBuilder request = new StringBuilder(method + " " + target.getRawPath() + query + " HTTP/1.1\r\n");
		head.stream().skip(1).filter((line) -> !line.toLowerCase(Locale.ROOT).startsWith("proxy-")).forEach((line) -> {
			if (!line.isEmpty()) {
				request.append(line).append("\r\n");
			}
		});
		return request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
	}

	private static void pump(Socket from, Socket to) {
		try (to) {
			transfer(from.getInputStream(), to);
		}
		catch (IOException ex) {
			// one of the two sides is gone
		}
	}

	private static void transfer(InputStream from, Socket to) throws IOException {
		from.transferTo(to.getOutputStream());
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.server.close();
	}

}
