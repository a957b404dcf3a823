package co.leadterra.it;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraUnexpectedResponseException;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for what goes over the wire and comes back, byte for byte, on every HTTP library.
 */
@Tag("cases")
class WireTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	static Stream<Arguments> paths() {
		return Cases.product(Connectors.all(), List.of("/a%20b", "/%C3%BC/b+c", "/a%2Fb", "/100%25"));
	}

	@ParameterizedTest
	@MethodSource("paths")
	void escapesOfTheBaseUrlAreSentAsGiven(String connector, String path) {
		try (ScriptedServer server = answering("")) {
			Connectors.with(connector, URI.create(server.baseUrl() + path), WireTests::call);
			assertThat(server.requests())
				.containsExactly("GET " + path + "/v1/campaigns/a%2Fb%20%C3%BC/stats HTTP/1.1");
		}
	}

	@Test
	void escapesOfTheBaseUrlOfABuilderAreSentAsGiven() {
		try (ScriptedServer server = answering("")) {
			call(LeadterraClient.builder()
				.apiKey("sk_test_example_0123456789")
				.baseUrl(URI.create(server.baseUrl() + "/a%20b/"))
				.build());
			assertThat(server.requests()).containsExactly("GET /a%20b/v1/campaigns/a%2Fb%20%C3%BC/stats HTTP/1.1");
		}
	}

	private static void call(LeadterraClient client) {
		client.campaigns().stats("a/b \u00fc").block(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 99999 })
	void portThatIsNoneStopsTheStart(int port) {
		Connectors.runner("reactor", URI.create("https://localhost:" + port))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("The base URL 'https://localhost:" + port + "' has no valid port"));
	}

	static Stream<Arguments> contentTypes() {
		return Cases.product(Connectors.all(),
				List.of("nonsense", "a/b/c;;;", "application/json;charset=nope", "/", "*/json"));
	}

	@ParameterizedTest
	@MethodSource("contentTypes")
	void contentTypeThatCannotBeReadIsUnexpected(String connector, String contentType) {
		try (ScriptedServer server = answering(contentType)) {
			Connectors.with(connector, server.baseUrl(), (client) -> {
				fails(client.senderPools().list());
				fails(client.webClient().get().uri("/v1/sender-pools").retrieve().bodyToMono(String.class));
			});
		}
	}

	static Stream<Arguments> answersThatQuoteTheKey() {
		return Cases.product(Connectors.all(),
				List.of("HTTP/1.1 200 OK\r\nContent-Type: application/json;x=\"%s\"\r\nContent-Length: 1\r\n\r\n{",
						"HTTP/1.1 400 Bad Request\r\nX-Request-Id: %s\r\nContent-Length: 0\r\n\r\n",
						"HTTP/%s 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\n%s\r\n\r\n"));
	}

	@ParameterizedTest
	@MethodSource("answersThatQuoteTheKey")
	void keyThatComesBackIsMasked(String connector, String answer) {
		try (ScriptedServer server = ScriptedServer.start((connection) -> {
			connection.read();
			connection.write(answer.formatted("sk_test_example_0123456789"));
		})) {
			Connectors.with(connector, server.baseUrl(), (client) -> {
				Throwable failure = catchThrowable(() -> client.senderPools().list().blockLast(LIMIT));
				assertThat(failure).isInstanceOf(LeadterraException.class);
				assertThat(Throwables.getStackTrace(failure)).doesNotContain("example_0123456789");
			});
		}
	}

	// HttpComponents looks whether anybody reads when more comes, or the time is over
	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jetty", "jdk" })
	void halfAnAnswerWhoseContentTypeCannotBeReadIsNotWaitedFor(String connector) {
		try (ScriptedServer server = answering("nonsense", 3)) {
			Connectors.with(connector, server.baseUrl(), (client) -> {
				fails(client.senderPools().list());
				fails(client.webClient()
					.get()
					.uri("/v1/sender-pools")
					.exchangeToMono((response) -> response.toEntity(String.class)));
			}, "leadterra.http.max-connections=1");
		}
	}

	@Test
	void answerWhoseContentTypeCannotBeReadIsReleased() {
		try (NettyLeaks leaks = new NettyLeaks(); ScriptedServer server = answering("nonsense")) {
			Connectors.with("reactor", server.baseUrl(), (client) -> fails(client.senderPools().list()));
			assertThat(leaks.found()).isEmpty();
		}
	}

	private static void fails(Publisher<?> call) {
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class)
			.isThrownBy(() -> Flux.from(call).blockLast(LIMIT));
	}

	private static ScriptedServer answering(String contentType) {
		return answering(contentType, 2);
	}

	private static ScriptedServer answering(String contentType, int length) {
		return ScriptedServer.start((connection) -> {
			while (true) {
				connection.read();
				connection.write(
						"HTTP/1.1 200 OK\r\nContent-Type: " + (contentType.isEmpty() ? "application/json" : contentType)
								+ "\r\nContent-Length: " + length + "\r\n\r\n{}");
			}
		});
	}

}
