package co.leadterra.it;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.sender.SenderPool;
import co.leadterra.test.Fault;
import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that the API key is nowhere to be seen.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecrecyTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final List<String> LOGGERS = List.of("org.springframework", "co.leadterra");

	private final LeadterraServer server = LeadterraServer.start();

	private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

	private ConfigurableApplicationContext application;

	@BeforeEach
	void startApplication() {
		this.application = start("--mail.key=" + this.server.apiKey(), "--leadterra.api-key=${mail.key}");
	}

	private ConfigurableApplicationContext start(String... key) {
		String[] arguments = Stream
			.concat(Stream.of(key),
					Stream.of("--leadterra.base-url=" + this.server.baseUrl(), "--leadterra.read-timeout=500ms",
							"--spring.http.codecs.log-request-details=true",
							"--logging.level.org.springframework=TRACE", "--logging.level.co.leadterra=TRACE"))
			.toArray(String[]::new);
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(arguments);
	}

	@AfterEach
	void stop() {
		LOGGERS.forEach((logger) -> this.logging.setLogLevel(logger, LogLevel.INFO));
		this.application.close();
		this.server.close();
	}

	static List<Fault> faults() {
		return List.of(Fault.status(401), Fault.status(403), Fault.status(500), Fault.connectionReset(),
				Fault.garbage(), Fault.truncatedBody(), Fault.slow(Duration.ofSeconds(5)), Fault.emptyResponse());
	}

	@Test
	void logsOfTheStartAndOfACallDoNotShowIt(CapturedOutput output) {
		this.application.getBean(LeadterraClient.class).senderPools().list().blockLast(LIMIT);
		assertThat(this.server.requestCount()).isOne();
		assertThat(output).contains("HTTP GET " + this.server.baseUrl() + "/v1/sender-pools")
			.doesNotContain(this.server.apiKey());
	}

	@Test
	void logsOfTheStartAndOfACallDoNotShowTheKeyOfAFile(@TempDir Path folder, CapturedOutput output)
			throws IOException {
		Path file = Files.writeString(folder.resolve("key"), this.server.apiKey() + "\n");
		try (ConfigurableApplicationContext fromFile = start("--leadterra.api-key-location=" + file.toUri())) {
			fromFile.getBean(LeadterraClient.class).senderPools().list().blockLast(LIMIT);
		}
		assertThat(this.server.requestCount()).isOne();
		assertThat(output).contains("HTTP GET " + this.server.baseUrl() + "/v1/sender-pools")
			.doesNotContain(this.server.apiKey());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer %s", "'%s'", "%s and more", "%s\n%s" })
	void failedStartWithAMalformedKeyInAFileDoesNotShowIt(String content, @TempDir Path folder, CapturedOutput output)
			throws IOException {
		Path file = Files.writeString(folder.resolve("key"), content.replace("%s", this.server.apiKey()));
		Throwable thrown = catchThrowable(() -> start("--leadterra.api-key-location=" + file.toUri()));
		assertThat(printed(thrown)).contains("The Leadterra API key").doesNotContain(this.server.apiKey());
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain(this.server.apiKey());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer %s", "'%s'", "%s and more" })
	void failedStartWithAMalformedKeyDoesNotShowIt(String content, CapturedOutput output) {
		Throwable thrown = catchThrowable(
				() -> start("--leadterra.api-key=" + content.replace("%s", this.server.apiKey())));
		assertThat(printed(thrown)).contains("The Leadterra API key").doesNotContain(this.server.apiKey());
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain(this.server.apiKey());
	}

	@ParameterizedTest
	@MethodSource("faults")
	void exceptionsAndTheirLogsDoNotShowIt(Fault fault, CapturedOutput output) {
		this.server.inject(fault);
		this.server.echoAuthorization();
		Throwable thrown = catchThrowable(
				() -> this.application.getBean(LeadterraClient.class).senderPools().list().blockLast(LIMIT));
		assertThat(thrown).isNotNull();
		assertThat(printed(thrown)).doesNotContain(this.server.apiKey());
		assertThat(output).doesNotContain(this.server.apiKey());
	}

	static Stream<Fault> badAnswers() {
		return Stream.of(Fault.connectionReset(), Fault.truncatedBody(), Fault.status(500),
				Fault.answer(200, "text/html", "<html>"));
	}

	@ParameterizedTest
	@MethodSource("badAnswers")
	void exceptionsOfTheRawWebClientDoNotLeadToIt(Fault fault) {
		this.server.inject(fault);
		WebClient webClient = (WebClient) this.application.getBean("leadterraWebClient");
		Mono<SenderPool> call = webClient.get().uri("/v1/sender-pools").retrieve().bodyToMono(SenderPool.class);
		Throwable failure = catchThrowable(() -> call.block(LIMIT));
		assertThat(failure).isInstanceOf(LeadterraException.class);
		assertThat(Reachable.from(failure)).noneMatch((object) -> object.equals(ApiKey.of(this.server.apiKey()))
				|| object.toString().contains(this.server.apiKey()));
	}

	@Test
	void exceptionsThatTheRawWebClientIsAskedForDoNotLeadToIt() {
		WebClient webClient = (WebClient) this.application.getBean("leadterraWebClient");
		Throwable exception = webClient.get()
			.uri("/v1/sender-pools")
			.exchangeToMono((response) -> response.createException())
			.block(LIMIT);
		assertThat(Reachable.from(exception)).noneMatch((object) -> object.equals(ApiKey.of(this.server.apiKey()))
				|| object.toString().contains(this.server.apiKey()));
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#all")
	void exceptionsOfNoHttpLibraryLeadToIt(String connector) {
		Connectors.runner(connector, this.server.baseUrl())
			.withPropertyValues("leadterra.api-key=" + this.server.apiKey(), "leadterra.retry.enabled=false")
			.run((context) -> {
				WebClient webClient = (WebClient) context.getBean("leadterraWebClient");
				List<Throwable> failures = new ArrayList<>();
				failures.add(webClient.get()
					.uri("/v1/sender-pools")
					.exchangeToMono((response) -> response.createException())
					.block(LIMIT));
				badAnswers().forEach((fault) -> {
					this.server.inject(fault);
					failures.add(catchThrowable(
							() -> context.getBean(LeadterraClient.class).senderPools().list().blockLast(LIMIT)));
					this.server.inject(fault);
					failures.add(catchThrowable(() -> webClient.get()
						.uri("/v1/sender-pools")
						.retrieve()
						.bodyToFlux(SenderPool.class)
						.blockLast(LIMIT)));
				});
				assertThat(failures).doesNotContainNull()
					.allSatisfy((failure) -> assertThat(Reachable.from(failure))
						.noneMatch((object) -> object.equals(ApiKey.of(this.server.apiKey()))
								|| object.toString().contains(this.server.apiKey())));
			});
	}

	// docs/keys.md and SECURITY.md name it as the exception.
	@Test
	void textOfAnAnswerIsLoggedAtDebugAndTraceAlone(CapturedOutput output) {
		Connectors.runner("reactor", this.server.baseUrl())
			.withPropertyValues("leadterra.api-key=" + this.server.apiKey())
			.run((context) -> {
				WebClient webClient = (WebClient) context.getBean("leadterraWebClient");
				Mono<String> call = webClient.get().uri("/v1/sender-pools").retrieve().bodyToMono(String.class);
				this.logging.setLogLevel("org.springframework", LogLevel.INFO);
				String text = call.block(LIMIT);
				assertThat(output).doesNotContain(text.substring(0, 40));
				this.logging.setLogLevel("org.springframework", LogLevel.DEBUG);
				call.block(LIMIT);
				assertThat(output).contains(text.substring(0, 100)).doesNotContain(text);
				this.logging.setLogLevel("org.springframework", LogLevel.TRACE);
				call.block(LIMIT);
				assertThat(output).contains(text);
			});
	}

	@Test
	void responsesOfTheRawWebClientCarryNoRequestHeaderWithIt() {
		WebClient webClient = (WebClient) this.application.getBean("leadterraWebClient");
		String headers = webClient.get()
			.uri("/v1/sender-pools")
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.request().getHeaders().toString()))
			.block(LIMIT);
		assertThat(headers).contains("application/json").doesNotContain(this.server.apiKey());
	}

	private static String printed(Throwable thrown) {
		StringWriter text = new StringWriter();
		thrown.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
