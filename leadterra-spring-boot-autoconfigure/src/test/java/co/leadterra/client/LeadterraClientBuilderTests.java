package co.leadterra.client;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.Patience;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.key.BlockingApiKeyProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LeadterraClientBuilder}: what it makes of code that is not ours.
 */
class LeadterraClientBuilderTests {

	private static final String KEY = "sk_test_example_0123456789";

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final CompletableFuture<Connection> connected = new CompletableFuture<>();

	private DisposableServer server;

	@AfterEach
	void stop() {
		if (this.server != null) {
			this.server.disposeNow();
		}
	}

	@Test
	void closesItsOwnConnections() throws Exception {
		LeadterraClient client = LeadterraClient.builder().apiKey(KEY).baseUrl(start()).build();
		StepVerifier.create(client.senderPools().list()).expectNextCount(1).expectComplete().verify(LIMIT);
		client.close();
		StepVerifier.create(this.connected.get(10, TimeUnit.SECONDS).onTerminate()).expectComplete().verify(LIMIT);
		StepVerifier.create(client.senderPools().list())
			.expectErrorSatisfies((ex) -> assertThat(ex)
				.isInstanceOfSatisfying(LeadterraConnectionException.class,
						(failure) -> assertThat(failure.mayHaveReachedLeadterra()).isFalse())
				.hasMessage("GET /v1/sender-pools failed: it was not sent: The client was closed"))
			.verify(LIMIT);
	}

	@Test
	void leavesTheConnectionsOfOtherClientsOpen() {
		LeadterraClient other = LeadterraClient.builder().apiKey(KEY).baseUrl(start()).build();
		LeadterraClient.builder().apiKey(KEY).build().close();
		StepVerifier.create(other.senderPools().list()).expectNextCount(1).expectComplete().verify(LIMIT);
		other.close();
	}

	@Test
	void leavesAConnectorThatItWasGivenAlone() {
		LeadterraClient client = answering(200).build();
		client.close();
		StepVerifier.create(client.senderPools().list()).expectNextCount(1).expectComplete().verify(LIMIT);
	}

	@Test
	void isClosedWithTheApplicationContextThatItIsABeanOf() {
		LeadterraClient client = LeadterraClient.builder().apiKey(KEY).baseUrl(start()).build();
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(LeadterraClient.class, () -> client);
			context.refresh();
			context.getBean(LeadterraClient.class);
		}
		StepVerifier.create(client.senderPools().list()).expectError(LeadterraConnectionException.class).verify(LIMIT);
	}

	@Test
	void clientsKnowOfEachOthersRateLimits() {
		LeadterraClient one = answering(429).build();
		LeadterraClient other = answering(200).sharingRateLimitsWith(one).build();
		LeadterraClient stranger = answering(200).build();
		StepVerifier.create(one.senderPools().list()).expectError(LeadterraRateLimitException.class).verify(LIMIT);
		StepVerifier.create(other.senderPools().list().contextWrite(Patience.atMost(Duration.ZERO)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraRateLimitException.class)
				.hasMessageContaining("it was not sent"))
			.verify(LIMIT);
		StepVerifier.create(stranger.senderPools().list()).expectNextCount(1).expectComplete().verify(LIMIT);
	}

	@Test
	void keepsToABudget() {
		CopyOnWriteArrayList<ApiKey> asked = new CopyOnWriteArrayList<>();
		LeadterraClient client = answering(200).callBudget((key, patience) -> Mono.fromRunnable(() -> asked.add(key)))
			.build();
		StepVerifier.create(client.senderPools().list()).expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(asked).containsExactly(ApiKey.of(KEY));
	}

	@Test
	void waitsNoLongerThanItIsToldTo() {
		LeadterraClient one = answering(429).build();
		LeadterraClient other = answering(200).sharingRateLimitsWith(one).maxWait(Duration.ZERO).build();
		StepVerifier.create(one.senderPools().list()).expectError(LeadterraRateLimitException.class).verify(LIMIT);
		StepVerifier.create(other.senderPools().list()).expectError(LeadterraRateLimitException.class).verify(LIMIT);
	}

	@Test
	void takesNoNull() {
		assertThatIllegalArgumentException().isThrownBy(() -> LeadterraClient.builder().baseUrl(null))
			.withMessage("baseUrl must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> LeadterraClient.builder().connector(null))
			.withMessage("connector must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> LeadterraClient.builder().longRunningConnector(null))
			.withMessage("longRunningConnector must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> LeadterraClient.builder().callBudget(null))
			.withMessage("callBudget must not be null");
	}

	@ParameterizedTest
	@MethodSource("brokenProviders")
	void providerWithoutAKeyIsNamed(ApiKeyProvider provider, String problem) {
		LeadterraClient client = answering(200).apiKeyProvider(provider).build();
		StepVerifier.withVirtualTime(() -> client.senderPools().list())
			.thenAwait(Duration.ofMinutes(2))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraConnectionException.class)
				.hasMessageStartingWith("GET /v1/sender-pools failed: it was not sent: The ApiKeyProvider " + problem))
			.verify(LIMIT);
	}

	static Stream<Arguments> brokenProviders() {
		return Stream.of(Arguments.of((ApiKeyProvider) Mono::never, "failed: It gave no key within 60 s"),
				Arguments.of((ApiKeyProvider) Mono::empty, "gave no key"),
				Arguments.of((ApiKeyProvider) () -> null, "gave no key"),
				Arguments.of(mock(ApiKeyProvider.class), "gave no key"),
				Arguments.of((ApiKeyProvider) () -> Mono.error(new IllegalStateException("sealed")), "failed: sealed"),
				Arguments.of((ApiKeyProvider) () -> {
					throw new IllegalStateException("sealed");
				}, "failed: sealed"));
	}

	@ParameterizedTest
	@MethodSource("brokenCode")
	void codeThatFailsIsNamed(Consumer<LeadterraClientBuilder> change, String problem) {
		LeadterraClientBuilder builder = answering(200);
		change.accept(builder);
		StepVerifier.create(builder.build().senderPools().list())
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(LeadterraException.class)
				.hasMessageStartingWith("GET /v1/sender-pools failed: ")
				.hasMessageContaining(problem))
			.verify(LIMIT);
	}

	static Stream<Arguments> brokenCode() {
		return Stream.of(
				named("null of a filter",
						(builder) -> builder.webClient((client) -> client.filter((request, next) -> null)),
						"ExchangeFilterFunction co.leadterra.client.LeadterraClientBuilderTests"),
				named("null of a connector", (builder) -> builder.connector((method, uri, callback) -> null),
						"ClientHttpConnector co.leadterra.client.LeadterraClientBuilderTests"),
				named("mock of a connector", (builder) -> builder.connector(mock(ClientHttpConnector.class)),
						"ClientHttpConnector org.springframework"),
				named("null of a budget", (builder) -> builder.callBudget((key, patience) -> null), "CallBudget"),
				named("mock of a budget", (builder) -> builder.callBudget(mock(CallBudget.class)), "CallBudget"));
	}

	@ParameterizedTest
	@MethodSource("blockingCode")
	void codeThatBlocksHoldsNoEventLoopUp(BiConsumer<LeadterraClientBuilder, Runnable> code) throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		LeadterraClientBuilder builder = answering(401);
		code.accept(builder, () -> {
			begun.countDown();
			await(end);
		});
		Scheduler loop = Schedulers.newSingle("loop");
		CompletableFuture<Void> call = builder.build()
			.senderPools()
			.list()
			.then()
			.onErrorComplete()
			.subscribeOn(loop)
			.toFuture();
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		StepVerifier.create(Mono.just(1).publishOn(loop)).expectNext(1).expectComplete().verify(LIMIT);
		end.countDown();
		assertThat(call).succeedsWithin(LIMIT);
		loop.dispose();
	}

	static Stream<Named<BiConsumer<LeadterraClientBuilder, Runnable>>> blockingCode() {
		Mono<ApiKey> key = Mono.just(ApiKey.of(KEY));
		return Stream.of(Named.of("ApiKeyProvider", (builder, block) -> builder.apiKeyProvider(() -> {
			block.run();
			return key;
		})), Named.of("ApiKeyProvider after a 401", (builder, block) -> builder.apiKeyProvider(new ApiKeyProvider() {

			@Override
			public Mono<ApiKey> getApiKey() {
				return key;
			}

			@Override
			public Mono<ApiKey> getApiKeyInsteadOf(ApiKey refused) {
				block.run();
				return key;
			}

		})), Named.of("CallBudget", (builder, block) -> builder.callBudget((ofKey, patience) -> {
			block.run();
			return Mono.empty();
		})));
	}

	@Test
	void keyThatNeverChangesNeedsNoOtherThread() {
		ApiKeyProvider provider = ApiKeyProvider.of(ApiKey.of(KEY));
		assertThat(BlockingApiKeyProvider.adapt(provider)).isSameAs(provider);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void failureOfAFilterIsItsOwn() {
		IllegalStateException failure = new IllegalStateException("full of bugs");
		LeadterraClient client = answering(200).webClient((builder) -> builder.filter((request, next) -> {
			throw failure;
		})).build();
		StepVerifier.create(client.senderPools().list())
			.expectErrorSatisfies((ex) -> assertThat(ex).isSameAs(failure))
			.verify(LIMIT);
	}

	@Test
	void failureOfAFilterAfterTheAnswerIsItsOwn() {
		IllegalStateException failure = new IllegalStateException("full of bugs");
		LeadterraClient client = answering(200)
			.webClient((builder) -> builder
				.filter((request, next) -> next.exchange(request).flatMap((response) -> Mono.error(failure))))
			.build();
		StepVerifier.create(client.senderPools().list())
			.expectErrorSatisfies((ex) -> assertThat(ex).isSameAs(failure))
			.verify(LIMIT);
	}

	@Test
	void failureOfACustomizerIsItsOwn() {
		IllegalStateException failure = new IllegalStateException("full of bugs");
		assertThatThrownBy(() -> answering(200).jsonMapper((mapper) -> {
			throw failure;
		}).build()).isSameAs(failure);
		LeadterraClient client = answering(200).webClient((builder) -> {
			throw failure;
		}).build();
		assertThatThrownBy(() -> client.senderPools().list()).isSameAs(failure);
	}

	private static Arguments named(String name, Consumer<LeadterraClientBuilder> change, String problem) {
		return Arguments.of(Named.of(name, change), problem);
	}

	private URI start() {
		this.server = HttpServer.create()
			.host("localhost")
			.port(0)
			.doOnConnection(this.connected::complete)
			.route((routes) -> routes.get("/v1/sender-pools",
					(request, response) -> response.header("Content-Type", "application/json")
						.sendString(Mono.just("[{\"id\":\"pool_1\"}]"))))
			.bindNow();
		return URI.create("http://localhost:" + this.server.port());
	}

	private static LeadterraClientBuilder answering(int status) {
		return LeadterraClient.builder()
			.apiKey(KEY)
			.retries(RetrySettings.none())
			.connector((method, uri, requestCallback) -> {
				MockClientHttpResponse response = new MockClientHttpResponse(HttpStatus.valueOf(status));
				response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
				response.getHeaders().set("Retry-After", "60");
				response.setBody("[{\"id\":\"pool_1\"}]");
				return requestCallback.apply(new MockClientHttpRequest(method, uri)).thenReturn(response);
			});
	}

}
