package co.leadterra.it.webhook;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what hundreds of senders without a signature can do to an application with
 * 128 MB of memory, in a process of its own.
 */
@Tag("thorough")
@Timeout(180)
class WebhookFloodTests {

	/**
	 * Besides what a machine that is busy takes anyway.
	 */
	private static final Duration LONGEST = Duration.ofSeconds(6);

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final List<Socket> senders = new ArrayList<>();

	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

	private Process process;

	private CompletableFuture<String> output;

	@AfterEach
	void stop() throws IOException {
		this.threads.shutdownNow();
		for (Socket sender : this.senders) {
			sender.close();
		}
		if (this.process != null) {
			this.process.destroyForcibly().onExit().join();
		}
	}

	private int start(WebApplicationType type) throws IOException {
		this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				Application.class.getName(), type.name())
			.redirectErrorStream(true)
			.start();
		BufferedReader lines = this.process.inputReader();
		String line = lines.readLine();
		while (line != null && !line.startsWith("port ")) {
			line = lines.readLine();
		}
		assertThat(line).as("last line before the process ended").isNotNull();
		// the common pool, which has one thread on two cores, is the HTTP client's
		this.output = CompletableFuture.supplyAsync(() -> lines.lines().collect(Collectors.joining("\n")),
				this.threads);
		return Integer.parseInt(line.substring("port ".length()));
	}

	private void begin(int port, int length, int sent) throws IOException {
		Socket sender = new Socket("localhost", port);
		this.senders.add(sender);
		sender.setSoTimeout(30_000);
		byte[] body = new byte[sent];
		Arrays.fill(body, (byte) ' ');
		try {
			sender.getOutputStream()
				.write(("POST /webhooks/leadterra HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
						+ "Content-Length: " + length + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			sender.getOutputStream().write(body);
		}
		catch (IOException ex) {
			// given up by the server
			sender.close();
		}
	}

	private void drip() {
		for (Socket sender : List.copyOf(this.senders)) {
			try {
				sender.getOutputStream().write(' ');
			}
			catch (IOException ex) {
				// given up by the server
			}
		}
	}

	private static Duration longestAnswer(int port) throws Exception {
		long longest = 0;
		for (int delivery = 0; delivery < 5; delivery++) {
			long start = System.nanoTime();
			assertThat(Delivery.reply("rpl_" + start).send(port).statusCode()).isEqualTo(204);
			HttpResponse<String> health = HTTP
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
					.timeout(Duration.ofSeconds(30))
					.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(health.statusCode()).isEqualTo(200);
			longest = Math.max(longest, System.nanoTime() - start);
		}
		return Duration.ofNanos(longest);
	}

	private void assertThatAllAreGivenUp() {
		for (Socket sender : this.senders) {
			if (!sender.isClosed()) {
				assertThat(answer(sender)).isIn("HTTP/1.1 408", "");
			}
		}
	}

	private static String answer(Socket sender) {
		try {
			return new String(sender.getInputStream().readNBytes("HTTP/1.1 408".length()), StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("reset");
			return "";
		}
	}

	private void assertThatNothingBroke() {
		assertThat(this.process.isAlive()).isTrue();
		this.process.destroyForcibly();
		assertThat(this.output.join()).doesNotContain("OutOfMemory", "ERROR", "LEAK");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void sendersOfAByteASecondKeepNobodyWaiting(WebApplicationType type) throws Exception {
		int port = start(type);
		Duration limit = LONGEST.plus(longestAnswer(port));
		for (int sender = 0; sender < 500; sender++) {
			begin(port, 1000, 1);
		}
		ScheduledFuture<?> unused = this.threads.scheduleAtFixedRate(this::drip, 0, 1, TimeUnit.SECONDS);
		assertThat(longestAnswer(port)).isLessThan(limit);
		assertThatAllAreGivenUp();
		assertThat(longestAnswer(port)).isLessThan(limit);
		assertThatNothingBroke();
	}

	// the buffers of Tomcat itself take half of the memory with 900 requests
	@ParameterizedTest
	@CsvSource({ "SERVLET, 400", "REACTIVE, 900" })
	void bodiesThatAreHeldBackUseUpNoMemory(WebApplicationType type, int senders) throws Exception {
		int port = start(type);
		Duration limit = LONGEST.plus(longestAnswer(port));
		for (int sender = 0; sender < senders; sender++) {
			begin(port, 262_144, 262_000);
		}
		assertThat(longestAnswer(port)).isLessThan(limit);
		assertThatAllAreGivenUp();
		assertThat(longestAnswer(port)).isLessThan(limit);
		assertThatNothingBroke();
	}

	/**
	 * What is flooded.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		/**
		 * Runs the application.
		 * @param arguments the kind of application
		 */
		public static void main(String[] arguments) {
			System.out.println("port "
					+ new SpringApplicationBuilder(Application.class).web(WebApplicationType.valueOf(arguments[0]))
						.run("--server.port=0", "--leadterra.enabled=false", "--management.health.redis.enabled=false",
								"--leadterra.webhook.secret=" + Delivery.SECRET)
						.getEnvironment()
						.getProperty("local.server.port"));
		}

	}

}
