package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.util.FileSystemUtils;

/**
 * A RabbitMQ server of a test's own, with free ports, its directories, and its own
 * register of names.
 */
final class RabbitServer implements AutoCloseable {

	private static final Path BINARIES = Path.of("/usr/lib/rabbitmq/bin");

	private final Path directory;

	private final int port;

	private final Map<String, String> environment;

	private final Process names;

	private Process process;

	private RabbitServer(Path directory) throws IOException {
		this.directory = directory;
		this.port = PostgresServer.freePort();
		String home = directory.toString();
		this.environment = Map.ofEntries(Map.entry("HOME", home), Map.entry("RABBITMQ_MNESIA_BASE", home),
				Map.entry("RABBITMQ_LOG_BASE", home), Map.entry("RABBITMQ_SCHEMA_DIR", home),
				Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home + "/plugins"),
				Map.entry("RABBITMQ_CONF_ENV_FILE", home + "/none"),
				Map.entry("RABBITMQ_NODENAME", "lead-import@localhost"),
				Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
				Map.entry("RABBITMQ_NODE_PORT", String.valueOf(this.port)),
				Map.entry("RABBITMQ_DIST_PORT", String.valueOf(PostgresServer.freePort())),
				Map.entry("ERL_EPMD_PORT", String.valueOf(PostgresServer.freePort())),
				Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"));
		this.names = command("epmd");
	}

	/**
	 * Starts a server.
	 * @return the server
	 */
	static RabbitServer start() throws IOException {
		if (!Files.isExecutable(BINARIES.resolve("rabbitmq-server"))) {
			throw new IllegalStateException("These tests need RabbitMQ: apt-get install rabbitmq-server");
		}
		RabbitServer server = new RabbitServer(Files.createTempDirectory("lead-import-rabbitmq"));
		server.run();
		return server;
	}

	void run() throws IOException {
		this.process = command(BINARIES.resolve("rabbitmq-server").toString());
		CachingConnectionFactory connections = connections();
		Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptionsInstanceOf(AmqpException.class).until(() -> {
			connections.createConnection().close();
			return true;
		});
		connections.destroy();
	}

	/**
	 * Ends the server as {@code kill -9} does.
	 */
	void kill() {
		this.process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().onExit().join();
	}

	int port() {
		return this.port;
	}

	CachingConnectionFactory connections() {
		return new CachingConnectionFactory("127.0.0.1", this.port);
	}

	private Process command(String... command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
		builder.environment().putAll(this.environment);
		return builder.start();
	}

	@Override
	public void close() throws IOException {
		kill();
		this.names.destroyForcibly().onExit().join();
		FileSystemUtils.deleteRecursively(this.directory);
	}

	/**
	 * The connections of the sample to it, which Spring Boot makes for an application.
	 */
	@Configuration(proxyBeanMethods = false)
	@Profile("rabbitmq")
	static class Connections {

		@Bean
		CachingConnectionFactory connections(@Value("${spring.rabbitmq.port}") int port) {
			return new CachingConnectionFactory("127.0.0.1", port);
		}

	}

}
