package co.leadterra.test;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests of a server that delivers to a webhook.
 */
abstract class AbstractDeliveryTests extends AbstractServerTests {

	static final Duration TIMEOUT = Duration.ofSeconds(20);

	RecordingWebhook receiver;

	@BeforeEach
	void startReceiver() throws IOException {
		this.receiver = RecordingWebhook.start();
	}

	@AfterEach
	void closeReceiver() {
		server.reset();
		this.receiver.close();
	}

	void deliver(String... events) {
		server.deliverTo(this.receiver.url(), events);
	}

	/**
	 * Lets an event happen that the webhook is told about.
	 */
	static void raise(String name) {
		server.workspace().raiseEvent("message.sent", Map.of("name", name));
	}

	static void await() {
		server.deliveries().await(TIMEOUT);
	}

	String[] names() {
		return this.receiver.received()
			.stream()
			.map((request) -> request.json().at("/data/name").asString())
			.toArray(String[]::new);
	}

}
