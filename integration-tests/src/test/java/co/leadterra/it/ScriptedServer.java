package co.leadterra.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that does with its connections what no HTTP server does.
 */
final class ScriptedServer implements AutoCloseable {

	private final ServerSocket serverSocket;

	private final Script script;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private ScriptedServer(ServerSocket serverSocket, Script script) {
		this.serverSocket = serverSocket;
		this.script = script;
	}

	static ScriptedServer start(Script script) {
		try {
			ServerSocket serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
			ScriptedServer server = new ScriptedServer(serverSocket, script);
			inBackground(server::acceptAll);
			return server;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void inBackground(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// the other side, or the end of the test, closed the socket
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private void acceptAll() throws IOException {
		while (true) {
			Socket socket = this.serverSocket.accept();
			this.sockets.add(socket);
			inBackground(() -> {
				try (socket) {
					this.script.run(new Connection(socket, new BufferedInputStream(socket.getInputStream()), this));
				}
			});
		}
	}

	URI baseUrl() {
		return URI.create("http://localhost:" + this.serverSocket.getLocalPort());
	}

	int port() {
		return this.serverSocket.getLocalPort();
	}

	/**
	 * Returns the first line of each request that was read.
	 */
	List<String> requests() {
		return this.requests;
	}

	@Override
	public void close() {
		try {
			this.serverSocket.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	interface Script {

		void run(Connection connection) throws IOException;

	}

	interface Task {

		void run() throws IOException;

	}

	record Connection(Socket socket, InputStream input, ScriptedServer server) {

		/**
		 * Reads a request with its body.
		 * @return the lines of its head
		 */
		List<String> read() throws IOException {
			String head = readHead();
			this.server.requests.add(head.lines().findFirst().orElse(""));
			int length = head.lines()
				.map((line) -> line.toLowerCase(Locale.ROOT))
				.filter((line) -> line.startsWith("content-length:"))
				.mapToInt((line) -> Integer.parseInt(line.substring("content-length:".length()).strip()))
				.findFirst()
				.orElse(0);
			this.input.readNBytes(length);
			if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
				readUntil("\r\n0\r\n\r\n");
			}
			return head.lines().toList();
		}

		private String readHead() throws IOException {
			return readUntil("\r\n\r\n");
		}

		private String readUntil(String end) throws IOException {
			StringBuilder text = new StringBuilder();
			while (text.indexOf(end) == -1) {
				int read = this.input.read();
				if (read == -1) {
					throw new IOException("closed by the client");
				}
				text.append((char) read);
			}
			return text.toString();
		}

		void write(String text) throws IOException {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
			this.socket.getOutputStream().flush();
		}

		void answer(String json) throws IOException {
			write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n"
					+ json);
		}

		void reset() throws IOException {
			this.socket.setSoLinger(true, 0);
			this.socket.close();
		}

	}

}
