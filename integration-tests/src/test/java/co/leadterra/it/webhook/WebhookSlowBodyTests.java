package co.leadterra.it.webhook;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.Filter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for bodies that take their time, in applications with few threads.
 */
@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class WebhookSlowBodyTests {

	private static final Map<WebApplicationType, Integer> ports = new EnumMap<>(WebApplicationType.class);

	/**
	 * Closed together, since the first one closed ends the event loops of all.
	 */
	private static final List<ConfigurableApplicationContext> applications = new ArrayList<>();

	private final List<Socket> senders = new ArrayList<>();

	@AfterEach
	void hangUp() throws IOException {
		for (Socket sender : this.senders) {
			sender.close();
		}
	}

	@AfterAll
	static void stop() {
		applications.forEach(ConfigurableApplicationContext::close);
	}

	private static int port(WebApplicationType type) {
		return ports.computeIfAbsent(type, (kind) -> start(kind, "--leadterra.webhook.body-timeout=500ms"));
	}

	private static int start(WebApplicationType type, String... properties) {
		ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "leadterra.enabled=false", "leadterra.webhook.secret=" + Delivery.SECRET,
					"server.tomcat.threads.max=3", "server.tomcat.threads.min-spare=3", "server.shutdown=immediate")
			.run(properties);
		applications.add(application);
		return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private Socket begin(int port) throws IOException {
		Socket sender = new Socket("localhost", port);
		this.senders.add(sender);
		sender.setSoTimeout(30_000);
		sender.getOutputStream()
			.write(("POST /webhooks/leadterra HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
					+ "Content-Length: 2000\r\n\r\n{")
				.getBytes(StandardCharsets.US_ASCII));
		return sender;
	}

	private static String answer(Socket sender) throws IOException {
		return new String(sender.getInputStream().readNBytes("HTTP/1.1 408".length()), StandardCharsets.US_ASCII);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void othersAreAnsweredMeanwhile(WebApplicationType type) throws IOException {
		int port = port(type);
		for (int sender = 0; sender < 20; sender++) {
			begin(port);
		}
		for (int delivery = 0; delivery < 5; delivery++) {
			assertThat(Delivery.reply("rpl_" + type + delivery).send(port).statusCode()).isEqualTo(204);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void bodyThatDoesNotArriveIsGivenUp(WebApplicationType type, CapturedOutput output) throws IOException {
		int port = port(type);
		Socket sender = begin(port);
		assertThat(answer(sender)).isEqualTo("HTTP/1.1 408");
		while (sender.getInputStream().read() >= 0) {
			// until the server has closed the connection
			assertThat(sender.isClosed()).isFalse();
		}
		assertThat(Delivery.reply("rpl_after" + type).send(port).statusCode()).isEqualTo(204);
		assertThat(output).doesNotContain("ERROR");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void eldestBodyHasToGoOnceTooManyAreHeldBack(WebApplicationType type) throws IOException {
		int port = start(type, "--leadterra.webhook.body-timeout=1m", "--leadterra.webhook.max-body-size=2000B");
		Socket eldest = begin(port);
		eldest.getOutputStream().write(new byte[1990]);
		// arrived before the others
		assertThat(Delivery.reply("rpl_first" + type).send(port).statusCode()).isEqualTo(204);
		for (int sender = 1; sender < 140; sender++) {
			begin(port).getOutputStream().write(new byte[1990]);
		}
		assertThat(answer(eldest)).isEqualTo("HTTP/1.1 408");
		assertThat(Delivery.reply("rpl_held" + type).send(port).statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void threadThatAFilterHoldsIsFreeOnceTheTimeIsOver(boolean stalled, CapturedOutput output) throws Exception {
		int port = start(WebApplicationType.SERVLET, "--synchronous=true", "--leadterra.webhook.body-timeout=300ms",
				"--server.tomcat.connection-timeout=600ms");
		for (int sender = 0; sender < 3; sender++) {
			begin(port);
		}
		long start = System.nanoTime();
		CompletableFuture<Integer> delivery = CompletableFuture
			.supplyAsync(() -> Delivery.reply("rpl_synchronous").send(port).statusCode());
		for (int second = 0; second < 40 && !delivery.isDone() && !stalled; second++) {
			drip();
			delivery.copy().completeOnTimeout(0, 50, TimeUnit.MILLISECONDS).join();
		}
		assertThat(delivery.join()).isEqualTo(204);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		for (Socket sender : this.senders) {
			assertThat(answer(sender)).isEqualTo("HTTP/1.1 408");
		}
		assertThat(output).doesNotContain("ERROR");
	}

	@Test
	void brokenChunkIsRejectedBehindAFilterThatHoldsAThread(CapturedOutput output) {
		int port = start(WebApplicationType.SERVLET, "--synchronous=true");
		assertThat(Delivery.sendRaw(port, "5\r\n{\"a\":\r\nnonsense\r\n", "Transfer-Encoding: chunked"))
			.startsWith("HTTP/1.1 400");
		assertThat(output).doesNotContain("ERROR");
	}

	private void drip() {
		for (Socket sender : this.senders) {
			try {
				sender.getOutputStream().write(' ');
			}
			catch (IOException ex) {
				// given up by the server
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		@ConditionalOnProperty("synchronous")
		FilterRegistrationBean<Filter> synchronousFilter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
					(request, response, chain) -> chain.doFilter(request, response));
			registration.setAsyncSupported(false);
			return registration;
		}

	}

}
