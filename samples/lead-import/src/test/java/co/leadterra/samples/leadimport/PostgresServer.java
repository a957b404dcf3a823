package co.leadterra.samples.leadimport;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of a test's own, on a free port of this machine. PostgreSQL refuses
 * to run as root, so for root it runs as the user that Debian's package makes.
 */
public final class PostgresServer implements AutoCloseable {

	private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

	private final Path binaries;

	private final Path data;

	private final int port;

	private PostgresServer(Path binaries, Path data, int port) {
		this.binaries = binaries;
		this.data = data;
		this.port = port;
	}

	private static Optional<Path> binaries() {
		Stream<Path> path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map(Path::of);
		return Stream.concat(path, versions()).filter((bin) -> Files.isExecutable(bin.resolve("initdb"))).findFirst();
	}

	private static Stream<Path> versions() {
		try (Stream<Path> versions = Files.list(DEBIAN)) {
			return versions.map((version) -> version.resolve("bin"))
				.sorted(Comparator.reverseOrder())
				.toList()
				.stream();
		}
		catch (IOException ex) {
			return Stream.empty();
		}
	}

	/**
	 * Starts a server.
	 * @return the server
	 */
	public static PostgresServer start() throws IOException {
		Path binaries = binaries().orElseThrow(
				() -> new IllegalStateException("These tests need PostgreSQL's server: apt-get install postgresql"));
		Path data = Path.of(run("mktemp", "-d", "--tmpdir", "lead-import-postgres.XXXXXX").trim());
		PostgresServer server = new PostgresServer(binaries, data, freePort());
		run(binaries.resolve("initdb").toString(), "-D", data.toString(), "-A", "trust", "-U", "leadimport", "-N");
		server.run();
		return server;
	}

	void run() throws IOException {
		run(this.binaries.resolve("pg_ctl").toString(), "-D", this.data.toString(), "-w", "-s", "-l",
				this.data.resolve("log").toString(), "-o", "-h 127.0.0.1 -k '' -p " + this.port, "start");
	}

	void restart() throws IOException {
		stop();
		run();
	}

	void stop() throws IOException {
		run(this.binaries.resolve("pg_ctl").toString(), "-D", this.data.toString(), "-m", "immediate", "stop");
	}

	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static String run(String... command) throws IOException {
		List<String> whole = new ArrayList<>();
		if (System.getProperty("user.name").equals("root")) {
			whole.addAll(List.of("runuser", "-u", "postgres", "--"));
		}
		whole.addAll(List.of(command));
		Path output = Files.createTempFile("postgres", ".log");
		Process process = new ProcessBuilder(whole).directory(new File("/"))
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		int exitCode = process.onExit().join().exitValue();
		String text = Files.readString(output);
		Files.delete(output);
		if (exitCode != 0) {
			throw new IllegalStateException(whole + " ended with " + exitCode + ": " + text);
		}
		return text;
	}

	/**
	 * Returns where the server is.
	 * @return the address for JDBC
	 */
	public String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/postgres?user=leadimport";
	}

	@Override
	public void close() throws IOException {
		stop();
		run("rm", "-r", this.data.toString());
	}

}
