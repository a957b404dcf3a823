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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that the API key is nowhere to be seen.
 */
@Tag("cases")
@ExtendWith(OutputCaptureExtension.class)
class SecrecyTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final List<String> LOGGERS = List.of("org.springframework", "co.leadterra");

	private static final LoggingSystem logging = LoggingSystem.get(SecrecyTests.class.getClassLoader());

	private static final LeadterraServer server = LeadterraServer.start();

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void startApplication() {
		application = start("--leadterra.api-key=" + server.apiKey());
	}

	private static ConfigurableApplicationContext start(String... key) {
		String[] arguments = Stream
			.concat(Stream.of(key),
					Stream.of("--leadterra.base-url=" + server.baseUrl(), "--leadterra.read-timeout=500ms",
							"--leadterra.rejected-key-cool-down=0s", "--spring.http.codecs.log-request-details=true",
							"--logging.level.org.springframework=TRACE", "--logging.level.co.leadterra=TRACE"))
			.toArray(String[]::new);
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(arguments);
	}

	@BeforeEach
	void forgetFaultsAndRequests() {
		server.reset();
	}

	@AfterAll
	static void stop() {
		LOGGERS.forEach((logger) -> logging.setLogLevel(logger, LogLevel.INFO));
		application.close();
		server.close();
	}

	static List<Fault> faults() {
		return List.of(Fault.status(401), Fault.status(403), Fault.status(500), Fault.connectionReset(),
				Fault.garbage(), Fault.truncatedBody(), Fault.slow(Duration.ofSeconds(5)), Fault.emptyResponse());
	}

	@Test
	void logsOfTheStartAndOfACallDoNotShowIt(CapturedOutput output) {
		try (ConfigurableApplicationContext started = start("--mail.key=" + server.apiKey(),
				"--leadterra.api-key=${mail.key}")) {
			started.getBean(LeadterraClient.class).senderPools().list().blockLast(LIMIT);
		}
		assertThat(server.requestCount()).isOne();
		assertThat(output).contains("HTTP GET " + server.baseUrl() + "/v1/sender-pools")
			.doesNotContain(server.apiKey());
	}

	@Test
	void logsOfTheStartAndOfACallDoNotShowTheKeyOfAFile(@TempDir Path folder, CapturedOutput output)
			throws IOException {
		Path file = Files.writeString(folder.resolve("key"), server.apiKey() + "\n");
		try (ConfigurableApplicationContext fromFile = start("--leadterra.api-key-location=" + file.toUri())) {
			fromFile.getBean(LeadterraClient.class).senderPools().list().blockLast(LIMIT);
		}
		assertThat(server.requestCount()).isOne();
		assertThat(output).contains("HTTP GET " + server.baseUrl() + "/v1/sender-pools")
			.doesNotContain(server.apiKey());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer %s", "'%s'", "%s and more", "%s\n%s" })
	void failedStartWithAMalformedKeyInAFileDoesNotShowIt(String content, @TempDir Path folder, CapturedOutput output)
			throws IOException {
		Path file = Files.writeString(folder.resolve("key"), content.replace("%s", server.apiKey()));
		Throwable thrown = catchThrowable(() -> start("--leadterra.api-key-location=" + file.toUri()));
		assertThat(printed(thrown)).contains("The Leadterra API key").doesNotContain(server.apiKey());
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain(server.apiKey());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer %s", "'%s'", "%s and more" })
	void failedStartWithAMalformedKeyDoesNotShowIt(String content, CapturedOutput output) {
		Throwable thrown = catchThrowable(() -> start("--leadterra.api-key=" + content.replace("%s", server.apiKey())));
		assertThat(printed(thrown)).contains("The Leadterra API key").doesNotContain(server.apiKey());
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain(server.apiKey());
	}

	@ParameterizedTest
	@MethodSource("faults")
	void exceptionsAndTheirLogsDoNotShowIt(Fault fault, CapturedOutput output) {
		server.inject(fault);
		server.echoAuthorization();
		Throwable thrown = catchThrowable(
				() -> application.getBean(LeadterraClient.class).senderPools().list().blockLast(LIMIT));
		assertThat(thrown).isNotNull();
		assertThat(printed(thrown)).doesNotContain(server.apiKey());
		assertThat(output).doesNotContain(server.apiKey());
	}

	static Stream<Fault> badAnswers() {
		return Stream.of(Fault.connectionReset(), Fault.truncatedBody(), Fault.status(500),
				Fault.answer(200, "text/html", "<html>"));
	}

	@ParameterizedTest
	@MethodSource("badAnswers")
	void exceptionsOfTheRawWebClientDoNotLeadToIt(Fault fault) {
		server.inject(fault);
		WebClient webClient = (WebClient) application.getBean("leadterraWebClient");
		Mono<SenderPool> call = webClient.get().uri("/v1/sender-pools").retrieve().bodyToMono(SenderPool.class);
		Throwable failure = catchThrowable(() -> call.block(LIMIT));
		assertThat(failure).isInstanceOf(LeadterraException.class);
		assertThat(Reachable.from(failure)).noneMatch(
				(object) -> object.equals(ApiKey.of(server.apiKey())) || object.toString().contains(server.apiKey()));
	}

	@Test
	void exceptionsThatTheRawWebClientIsAskedForDoNotLeadToIt() {
		WebClient webClient = (WebClient) application.getBean("leadterraWebClient");
		Throwable exception = webClient.get()
			.uri("/v1/sender-pools")
			.exchangeToMono((response) -> response.createException())
			.block(LIMIT);
		assertThat(Reachable.from(exception)).noneMatch(
				(object) -> object.equals(ApiKey.of(server.apiKey())) || object.toString().contains(server.apiKey()));
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#chosen")
	void exceptionsOfNoHttpLibraryLeadToIt(String connector) {
		Connectors.runner(connector, server.baseUrl())
			.withPropertyValues("leadterra.api-key=" + server.apiKey(), "leadterra.retry.enabled=false")
			.run((context) -> {
				WebClient webClient = (WebClient) context.getBean("leadterraWebClient");
				List<Throwable> failures = new ArrayList<>();
				failures.add(webClient.get()
					.uri("/v1/sender-pools")
					.exchangeToMono((response) -> response.createException())
					.block(LIMIT));
				badAnswers().forEach((fault) -> {
					server.inject(fault);
					failures.add(catchThrowable(
							() -> context.getBean(LeadterraClient.class).senderPools().list().blockLast(LIMIT)));
					server.inject(fault);
					failures.add(catchThrowable(() -> webClient.get()
						.uri("/v1/sender-pools")
						.retrieve()
						.bodyToFlux(SenderPool.class)
						.blockLast(LIMIT)));
				});
				assertThat(failures).doesNotContainNull()
					.allSatisfy((failure) -> assertThat(Reachable.from(failure))
						.noneMatch((object) -> object.equals(ApiKey.of(server.apiKey()))
								|| object.toString().contains(server.apiKey())));
			});
	}

	// docs/keys.md and SECURITY.md name it as the exception.
	@Test
	void textOfAnAnswerIsLoggedAtDebugAndTraceAlone(CapturedOutput output) {
		Connectors.runner("reactor", server.baseUrl())
			.withPropertyValues("leadterra.api-key=" + server.apiKey())
			.run((context) -> {
				WebClient webClient = (WebClient) context.getBean("leadterraWebClient");
				Mono<String> call = webClient.get().uri("/v1/sender-pools").retrieve().bodyToMono(String.class);
				logging.setLogLevel("org.springframework", LogLevel.INFO);
				String text = call.block(LIMIT);
				assertThat(output).doesNotContain(text.substring(0, 40));
				logging.setLogLevel("org.springframework", LogLevel.DEBUG);
				call.block(LIMIT);
				assertThat(output).contains(text.substring(0, 100)).doesNotContain(text);
				logging.setLogLevel("org.springframework", LogLevel.TRACE);
				call.block(LIMIT);
				assertThat(output).contains(text);
			});
	}

	@Test
	void responsesOfTheRawWebClientCarryNoRequestHeaderWithIt() {
		WebClient webClient = (WebClient) application.getBean("leadterraWebClient");
		String headers = webClient.get()
			.uri("/v1/sender-pools")
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.request().getHeaders().toString()))
			.block(LIMIT);
		assertThat(headers).contains("application/json").doesNotContain(server.apiKey());
	}

	private static String printed(Throwable thrown) {
		StringWriter text = new StringWriter();
		thrown.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		// applications that end while another goes on must not end its threads
		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory resources = new ReactorResourceFactory();
			resources.setUseGlobalResources(false);
			return resources;
		}

	}

}
