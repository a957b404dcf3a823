package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same over RabbitMQ, with {@code -Dlead-import.rabbitmq=true} only: these tests need
 * RabbitMQ's server, and take minutes.
 */
@EnabledIfSystemProperty(named = "lead-import.rabbitmq", matches = "true")
class RabbitImportTests extends RemoteTroubleTests {

	private static final String QUEUE = "lead-import";

	private static RabbitServer server;

	private CachingConnectionFactory connections;

	private RabbitTemplate rabbit;

	@BeforeAll
	static void startRabbit() throws IOException {
		server = RabbitServer.start();
	}

	@AfterAll
	static void stopRabbit() throws IOException {
		server.close();
	}

	@BeforeEach
	void connect() {
		this.connections = server.connections();
		this.rabbit = new RabbitTemplate(this.connections);
	}

	@AfterEach
	void purge() {
		receiveAll();
		this.connections.destroy();
	}

	@Override
	List<String> database() {
		List<String> arguments = new ArrayList<>(super.database());
		arguments
			.addAll(List.of("--spring.profiles.active=postgresql,rabbitmq", "--spring.rabbitmq.port=" + server.port()));
		return arguments;
	}

	@Override
	void loseMessage() {
		assertThat(this.rabbit.receive(QUEUE)).isNotNull();
	}

	@Override
	void repeatMessages() {
		List<Message> messages = receiveAll();
		assertThat(messages).isNotEmpty();
		Consumer<Message> send = (message) -> this.rabbit.send(QUEUE, message);
		messages.forEach(send.andThen(send));
	}

	private List<Message> receiveAll() {
		return Stream.generate(() -> this.rabbit.receive(QUEUE)).takeWhile(Objects::nonNull).toList();
	}

	@Test
	void goesOnAfterARestartThatLostAllMessages() throws Exception {
		slow(Duration.ofMillis(200));
		List<ImportProcess> workers = startWorkers(2);
		ImportProcess manager = startManager();
		awaitLeads(manager, 1);
		server.kill();
		server.run();
		receiveAll();
		awaitEnd(manager);
		for (ImportProcess worker : workers) {
			awaitEnd(worker);
		}
		assertImported(this.leads);
	}

}
