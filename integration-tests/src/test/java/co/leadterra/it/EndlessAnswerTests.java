package co.leadterra.it;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an answer without an end is closed after a small amount of it, whoever does
 * not look at it, on every HTTP library.
 */
@Tag("cases")
class EndlessAnswerTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	/**
	 * What is in the buffers of the two sockets is sent as well.
	 */
	private static final long SMALL = 12 * 1024 * 1024;

	static Stream<Arguments> unread() {
		return Cases.product(Connectors.all(), List.of(Unread.values()));
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#all")
	void refusalOfAKeyIsClosedWhileAnotherOneIsThere(String connector) {
		assertClosed(connector, Unread.REFUSED_KEY);
	}

	@ParameterizedTest
	@MethodSource("unread")
	void answerIsClosed(String connector, Unread unread) {
		assertClosed(connector, unread);
	}

	private static void assertClosed(String connector, Unread unread) {
		CompletableFuture<Long> sent = new CompletableFuture<>();
		try (ScriptedServer server = ScriptedServer.start((connection) -> {
			if (connection.read().stream().anyMatch((line) -> line.endsWith("sk_test_other_0123456789"))) {
				connection.answer("[]");
			}
			else {
				sent.complete(sendForEver(connection, unread.status));
			}
		})) {
			Connectors.runner(connector, server.baseUrl())
				.withPropertyValues("leadterra.retry.enabled=false", "leadterra.max-response-size=64KB")
				.withBean(ApiKeyProvider.class, TwoKeys::new)
				.run((context) -> {
					Flux.from(unread.call.apply(context.getBean(LeadterraClient.class)))
						.onErrorComplete()
						.blockLast(LIMIT);
					assertThat(server.requests()).hasSize((unread == Unread.REFUSED_KEY) ? 2 : 1);
					assertThat(sent).succeedsWithin(LIMIT).satisfies((bytes) -> assertThat(bytes).isLessThan(SMALL));
				});
		}
	}

	private static long sendForEver(ScriptedServer.Connection connection, String status) throws IOException {
		connection.write("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n"
				+ "Location: /elsewhere\r\nTransfer-Encoding: chunked\r\n\r\n");
		String chunk = "2000\r\n" + " ".repeat(0x2000) + "\r\n";
		long bytes = 0;
		try {
			while (bytes < 2 * SMALL) {
				connection.write(chunk);
				bytes += 0x2000;
			}
		}
		catch (IOException ex) {
			// closed
		}
		return bytes;
	}

	enum Unread {

		REFUSED_KEY("401 Unauthorized", (client) -> client.senderPools().list()),

		ERROR("500 Internal Server Error", (client) -> client.senderPools().list()),

		REDIRECT("302 Found", (client) -> client.senderPools().list()),

		TOO_LONG("200 OK", (client) -> client.senderPools().list()),

		BODILESS("200 OK", (client) -> client.webClient().get().uri("/v1/x").retrieve().toBodilessEntity()),

		NO_TYPE("200 OK", (client) -> client.webClient().get().uri("/v1/x").retrieve().bodyToMono(Void.class)),

		RELEASED("200 OK", (client) -> client.webClient().get().uri("/v1/x").exchangeToMono((answer) -> Mono.empty()));

		private final String status;

		@SuppressWarnings("ImmutableEnumChecker")
		private final Call call;

		Unread(String status, Call call) {
			this.status = status;
			this.call = call;
		}

	}

	interface Call {

		Publisher<?> apply(LeadterraClient client);

	}

	private static class TwoKeys implements ApiKeyProvider {

		@Override
		public Mono<ApiKey> getApiKey() {
			return Mono.just(ApiKey.of("sk_test_example_0123456789"));
		}

		@Override
		public Mono<ApiKey> getApiKeyInsteadOf(ApiKey refused) {
			return Mono.just(ApiKey.of("sk_test_other_0123456789"));
		}

	}

}
