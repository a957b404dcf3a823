package co.leadterra.it.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A Redis server of a test's own, on a free port of this machine, that keeps nothing on
 * disk. Tests that use it have the tag {@code thorough}.
 */
public final class RedisServer implements AutoCloseable {

	static final String BINARY = "redis-server";

	private final Process process;

	private final URI uri;

	private RedisServer(Process process, URI uri) {
		this.process = process;
		this.uri = uri;
	}

	/**
	 * Starts a server and waits until it takes connections.
	 * @return the running server
	 */
	public static RedisServer start() {
		try {
			int port = freePort();
			Process process = new ProcessBuilder(BINARY, "--bind", "127.0.0.1", "--port", String.valueOf(port),
					"--save", "", "--appendonly", "no")
				.redirectErrorStream(true)
				.start();
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
			awaitReady(process);
			return new RedisServer(process, URI.create("redis://127.0.0.1:" + port));
		}
		catch (IOException ex) {
			throw new IllegalStateException("redis-server could not be started: apt-get install redis-server", ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static void awaitReady(Process process) throws IOException {
		BufferedReader output = process.inputReader();
		List<String> lines = new ArrayList<>();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			lines.add(line);
			if (line.contains("Ready to accept connections")) {
				Thread drain = new Thread(() -> output.lines().forEach((ignored) -> {
				}), "redis-output");
				drain.setDaemon(true);
				drain.start();
				return;
			}
		}
		throw new IllegalStateException("redis-server ended: " + String.join("\n", lines));
	}

	/**
	 * Returns where the server is.
	 * @return a {@code redis://} address
	 */
	public URI uri() {
		return this.uri;
	}

	/**
	 * Stops the server and waits for its end.
	 */
	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
