package co.leadterra.it.webhook;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import co.leadterra.it.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for two instances of an application that share a Redis server.
 */
@Tag("thorough")
@Timeout(180)
class WebhookRedisTests {

	private final List<String> handled = new CopyOnWriteArrayList<>();

	private final List<AutoCloseable> resources = new ArrayList<>();

	private RedisServer redis;

	@BeforeEach
	void start() {
		this.redis = opened(RedisServer.start());
	}

	@AfterEach
	void stop() throws Exception {
		for (int last = this.resources.size() - 1; last >= 0; last--) {
			this.resources.get(last).close();
		}
	}

	private <T extends AutoCloseable> T opened(T resource) {
		this.resources.add(resource);
		return resource;
	}

	private WebhookInstance instance(WebApplicationType type, WebhookInstance.Listener listener, String... profiles) {
		return opened(WebhookInstance.start(this.redis.uri(), type, listener, profiles));
	}

	private WebhookInstance recording(WebApplicationType type, String... profiles) {
		return instance(type, (event) -> this.handled.add(event.reply().id()), profiles);
	}

	@Test
	void deliveryThatOneInstanceHandledIsADuplicateForTheOther() {
		WebhookInstance servlet = recording(WebApplicationType.SERVLET);
		WebhookInstance reactive = recording(WebApplicationType.REACTIVE);
		assertThat(Delivery.reply("rpl_1").send(servlet.port()).statusCode()).isEqualTo(204);
		assertThat(Delivery.reply("rpl_1").send(reactive.port()).statusCode()).isEqualTo(204);
		assertThat(this.handled).containsExactly("rpl_1");
	}

	@Test
	void deliveryThatBothGetAtOnceIsHandledByOne() {
		WebhookInstance servlet = recording(WebApplicationType.SERVLET);
		WebhookInstance reactive = recording(WebApplicationType.REACTIVE);
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int reply = 0; reply < 50; reply++) {
			Delivery delivery = Delivery.reply("rpl_" + reply);
			answers.add(delivery.sendAsync(servlet.port(), "/webhooks/leadterra"));
			answers.add(delivery.sendAsync(reactive.port(), "/webhooks/leadterra"));
		}
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join().statusCode()).isIn(204, 503));
		assertThat(this.handled).hasSize(50).doesNotHaveDuplicates();
	}

	@Test
	void deliveryThatOneInstanceHandlesIsRefusedByTheOther() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		WebhookInstance slow = instance(WebApplicationType.SERVLET, (event) -> {
			begun.countDown();
			end.await();
		});
		WebhookInstance other = recording(WebApplicationType.REACTIVE);
		Delivery delivery = Delivery.reply("rpl_1");
		CompletableFuture<HttpResponse<String>> first = delivery.sendAsync(slow.port(), "/webhooks/leadterra");
		begun.await();
		HttpResponse<String> second = delivery.send(other.port());
		end.countDown();
		assertThat(second.statusCode()).isEqualTo(503);
		assertThat(second.headers().firstValue("Retry-After")).hasValue("60");
		assertThat(first.join().statusCode()).isEqualTo(204);
		assertThat(this.handled).isEmpty();
	}

	@Test
	void deliveryThatFailedInOneInstanceIsHandledByTheOther() {
		WebhookInstance failing = instance(WebApplicationType.SERVLET, (event) -> {
			throw new IllegalStateException("database is down");
		});
		WebhookInstance other = recording(WebApplicationType.REACTIVE);
		assertThat(Delivery.reply("rpl_1").send(failing.port()).statusCode()).isEqualTo(500);
		assertThat(Delivery.reply("rpl_1").send(other.port()).statusCode()).isEqualTo(204);
		assertThat(this.handled).containsExactly("rpl_1");
	}

	@Test
	@SuppressWarnings("FutureReturnValueIgnored")
	void deliveryWhoseProcessWasKilledIsHandledOnceItsClaimHasEnded() throws Exception {
		WebhookInstance now = recording(WebApplicationType.SERVLET);
		WebhookInstance later = recording(WebApplicationType.REACTIVE, "later");
		Delivery delivery = Delivery.reply("rpl_1");
		Process process = startProcess();
		try (BufferedReader output = process.inputReader()) {
			int port = Integer.parseInt(await(output, "port ").substring("port ".length()));
			delivery.sendAsync(port, "/webhooks/leadterra");
			await(output, "handling");
			process.destroyForcibly().onExit().join();
		}
		assertThat(delivery.send(now.port()).statusCode()).isEqualTo(503);
		assertThat(this.handled).isEmpty();
		assertThat(delivery.send(later.port()).statusCode()).isEqualTo(204);
		assertThat(delivery.send(later.port()).statusCode()).isEqualTo(204);
		assertThat(this.handled).containsExactly("rpl_1");
	}

	private Process startProcess() throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), WebhookInstance.class.getName(), this.redis.uri().toString())
			.redirectErrorStream(true)
			.start();
		opened(process::destroyForcibly);
		return process;
	}

	private static String await(BufferedReader output, String start) throws IOException {
		List<String> lines = new ArrayList<>();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith(start)) {
				return line;
			}
			lines.add(line);
		}
		throw new IllegalStateException("The process ended: " + String.join("\n", lines));
	}

}
