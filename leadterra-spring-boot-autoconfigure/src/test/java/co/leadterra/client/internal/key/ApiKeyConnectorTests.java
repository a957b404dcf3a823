package co.leadterra.client.internal.key;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.internal.admission.CallAdmission;
import co.leadterra.client.internal.call.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ApiKeyConnector}.
 */
class ApiKeyConnectorTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final String KEY = "sk_test_example_0123456789";

	private static final BaseUrl BASE_URL = BaseUrl.of(URI.create("https://app.leadterra.co"), Set.of());

	private final RecordingConnector transport = new RecordingConnector();

	@Test
	void sendsTheKey() {
		call(webClient(), "/v1/sdrs");
		assertThat(sentAuthorization()).containsExactly("Bearer " + KEY);
	}

	@Test
	void replacesTheHeaderOfAFilter() {
		ExchangeFilterFunction filter = (request, next) -> next.exchange(
				ClientRequest.from(request).headers((headers) -> headers.setBasicAuth("user", "password")).build());
		call(webClient().mutate().filter(filter).build(), "/v1/sdrs");
		assertThat(sentAuthorization()).containsExactly("Bearer " + KEY);
	}

	@Test
	void replacesTheHeaderOfTheCaller() {
		WebClient client = webClient().mutate().defaultHeader("authorization", "Basic abc").build();
		call(client, "/v1/sdrs");
		assertThat(sentAuthorization()).containsExactly("Bearer " + KEY);
	}

	@Test
	void leavesTheOtherHeadersAlone() {
		call(webClient().mutate().defaultHeader("X-Other", "value").build(), "/v1/sdrs");
		assertThat(this.transport.requests.get(0).getHeaders().get("X-Other")).containsExactly("value");
	}

	@Test
	void hidesTheKeyFromFilters() {
		AtomicReference<HttpHeaders> seen = new AtomicReference<>();
		ExchangeFilterFunction filter = (request, next) -> next.exchange(request)
			.doOnNext((response) -> seen.set(request.headers()));
		call(webClient().mutate().filter(filter).build(), "/v1/sdrs");
		assertThat(seen.get().toString()).doesNotContain(KEY).doesNotContainIgnoringCase("authorization");
	}

	@Test
	void hidesTheKeyFromTheRequestOfTheResponse() {
		webClient().get()
			.uri("/v1/sdrs")
			.exchangeToMono((response) -> Mono.just(response.request().getHeaders()))
			.as(StepVerifier::create)
			.assertNext((headers) -> assertThat(headers.toString()).doesNotContain(KEY)
				.doesNotContainIgnoringCase("authorization"))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void hidesTheKeyFromTheExceptionOfAFailedConnection() {
		this.transport.answer = Mono.error(new ConnectException("refused"));
		exchange(webClient(), "/v1/sdrs").expectErrorSatisfies((ex) -> {
			assertThat(ex).isInstanceOfSatisfying(WebClientRequestException.class,
					(failure) -> assertThat(failure.getHeaders().toString()).doesNotContain(KEY)
						.doesNotContainIgnoringCase("authorization"));
			assertThat(ex).hasStackTraceContaining("refused");
		}).verify(LIMIT);
		assertThat(sentAuthorization()).containsExactly("Bearer " + KEY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://app.leadterra.co/v1/sdrs", "https://app.leadterra.co:8443/v1/sdrs",
			"https://evil.example/v1/sdrs", "https://app.leadterra.co@evil.example/v1/sdrs",
			"https://app.leadterra.co.evil.example/v1/sdrs" })
	void doesNotConnectToAnotherOrigin(String uri) {
		exchange(webClient(), uri)
			.expectErrorSatisfies((ex) -> assertThat(ex).hasRootCauseInstanceOf(IllegalStateException.class)
				.hasMessageContaining("it may only be sent to https://app.leadterra.co")
				.hasMessageNotContaining(KEY))
			.verify(LIMIT);
		assertThat(this.transport.connections).hasValue(0);
	}

	@Test
	void doesNotAskForTheKeyOfARequestToAnotherOrigin() {
		AtomicInteger asked = new AtomicInteger();
		ApiKeyProvider provider = () -> {
			asked.incrementAndGet();
			return Mono.just(ApiKey.of(KEY));
		};
		exchange(webClient(provider), "https://evil.example/").expectError().verify(LIMIT);
		assertThat(asked).hasValue(0);
	}

	@Test
	void asksForTheKeyOfEveryRequest() {
		AtomicInteger asked = new AtomicInteger();
		WebClient client = webClient(() -> Mono.just(ApiKey.of("sk_test_number_" + asked.incrementAndGet())));
		Mono<Void> call = client.get().uri("/v1/sdrs").retrieve().bodyToMono(Void.class);
		StepVerifier.create(call.then(call)).expectComplete().verify(LIMIT);
		assertThat(sentAuthorization()).containsExactly("Bearer sk_test_number_1", "Bearer sk_test_number_2");
	}

	@Test
	void subscribesToTheProviderForEveryRequest() {
		AtomicInteger subscribed = new AtomicInteger();
		Mono<ApiKey> key = Mono.fromSupplier(() -> ApiKey.of("sk_test_number_" + subscribed.incrementAndGet()));
		WebClient client = webClient(() -> key);
		call(client, "/v1/sdrs");
		call(client, "/v1/sdrs");
		assertThat(sentAuthorization()).containsExactly("Bearer sk_test_number_1", "Bearer sk_test_number_2");
	}

	@Test
	void doesNotSayTheKeyThatAFailedProviderSays() {
		exchange(webClient(() -> Mono.error(new IllegalStateException("cannot use sk_test_example_0123456789"))),
				"/v1/sdrs")
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).cause().hasMessage("The ApiKeyProvider failed: cannot use sk_test_****6789"))
			.verify(LIMIT);
	}

	@Test
	void doesNotConnectWithoutAKey() {
		exchange(webClient(Mono::empty), "/v1/sdrs")
			.expectErrorSatisfies((ex) -> assertThat(ex).hasRootCauseMessage("The ApiKeyProvider gave no key"))
			.verify(LIMIT);
		assertThat(this.transport.connections).hasValue(0);
	}

	@Test
	void doesNotConnectWhenTheProviderFails() {
		exchange(webClient(() -> Mono.error(new IllegalStateException("vault is sealed"))), "/v1/sdrs")
			.expectErrorSatisfies((ex) -> assertThat(ex).hasRootCauseMessage("vault is sealed"))
			.verify(LIMIT);
		assertThat(this.transport.connections).hasValue(0);
	}

	@Test
	void failsInsteadOfThrowingWhenTheProviderThrows() {
		exchange(webClient(() -> {
			throw new IllegalStateException("vault is sealed");
		}), "/v1/sdrs").expectErrorSatisfies((ex) -> assertThat(ex).hasRootCauseMessage("vault is sealed"))
			.verify(LIMIT);
		assertThat(this.transport.connections).hasValue(0);
	}

	@Test
	void repeatsARefusedCallOnceWithTheKeyThatChanged() {
		this.transport.refused.add("Bearer " + KEY);
		WebClient client = webClient(new Changing(KEY, "sk_test_other_0123456789"));
		StepVerifier.create(client.post().uri("/v1/sdrs").bodyValue("body").retrieve().bodyToMono(Void.class))
			.expectComplete()
			.verify(LIMIT);
		assertThat(sentAuthorization()).containsExactly("Bearer " + KEY, "Bearer sk_test_other_0123456789");
		assertThat(this.transport.requests)
			.allSatisfy((request) -> assertThat(request.getBodyAsString().block(LIMIT)).isEqualTo("body"));
	}

	@Test
	void doesNotRepeatARefusedCallWithTheSameKey() {
		this.transport.refused.add("Bearer " + KEY);
		exchange(webClient(), "/v1/sdrs").expectError(WebClientResponseException.Unauthorized.class).verify(LIMIT);
		assertThat(sentAuthorization()).containsExactly("Bearer " + KEY);
	}

	@Test
	void doesNotRepeatACallMoreThanOnce() {
		AtomicInteger asked = new AtomicInteger();
		ApiKeyProvider provider = () -> Mono.just(ApiKey.of("sk_test_number_" + asked.incrementAndGet()));
		IntStream.range(1, 9).forEach((number) -> this.transport.refused.add("Bearer sk_test_number_" + number));
		exchange(webClient(provider), "/v1/sdrs").expectError(WebClientResponseException.Unauthorized.class)
			.verify(LIMIT);
		assertThat(sentAuthorization()).containsExactly("Bearer sk_test_number_1", "Bearer sk_test_number_2");
	}

	@Test
	void leavesACallRefusedWhenTheProviderFailsThen() {
		this.transport.refused.add("Bearer " + KEY);
		AtomicInteger asked = new AtomicInteger();
		ApiKeyProvider provider = () -> (asked.incrementAndGet() == 1) ? Mono.just(ApiKey.of(KEY))
				: Mono.error(new IllegalStateException("vault is sealed"));
		exchange(webClient(provider), "/v1/sdrs").expectError(WebClientResponseException.Unauthorized.class)
			.verify(LIMIT);
	}

	@Test
	void leavesACallRefusedWhenTheProviderNeverAnswersThen() {
		this.transport.refused.add("Bearer " + KEY);
		ApiKeyProvider provider = mock();
		given(provider.getApiKey()).willReturn(Mono.just(ApiKey.of(KEY)));
		given(provider.getApiKeyInsteadOf(ApiKey.of(KEY))).willReturn(Mono.never());
		StepVerifier.withVirtualTime(() -> webClient(provider).get().uri("/v1/sdrs").retrieve().bodyToMono(Void.class))
			.thenAwait(Duration.ofMinutes(2))
			.expectError(WebClientResponseException.Unauthorized.class)
			.verify(LIMIT);
	}

	@Test
	void sendsTheOtherKeyOfTheProviderAtOnceWhenTheFirstWasRejectedAMomentAgo() {
		this.transport.refused.add("Bearer " + KEY);
		CallAdmission admission = new CallAdmission(Duration.ZERO, LIMIT, CallBudget.unlimited());
		WebClient client = webClient(new Changing(KEY, "sk_test_other_0123456789"), admission);
		call(client, "/v1/sdrs");
		call(client, "/v1/sdrs");
		assertThat(sentAuthorization()).containsExactly("Bearer " + KEY, "Bearer sk_test_other_0123456789",
				"Bearer sk_test_other_0123456789");
	}

	@Test
	void twoBadKeysCostTwoRequestsAndTheSourceIsReadOnce() {
		this.transport.refused.add("Bearer " + KEY);
		this.transport.refused.add("Bearer sk_test_other_0123456789");
		AtomicInteger read = new AtomicInteger();
		ApiKeyProvider provider = new ApiKeyProvider() {

			@Override
			public Mono<ApiKey> getApiKey() {
				return Mono.just(ApiKey.of(KEY));
			}

			@Override
			public Mono<ApiKey> getApiKeyInsteadOf(ApiKey refused) {
				read.incrementAndGet();
				return Mono.just(ApiKey.of("sk_test_other_0123456789"));
			}

		};
		WebClient client = webClient(provider, new CallAdmission(Duration.ZERO, LIMIT, CallBudget.unlimited()));
		for (int call = 0; call < 10; call++) {
			exchange(client, "/v1/sdrs").expectError().verify(LIMIT);
		}
		assertThat(this.transport.connections).hasValue(2);
		assertThat(read).hasValue(1);
	}

	@Test
	void tellsTheContextOfACallWhichKeyWasSent() {
		this.transport.refused.add("Bearer " + KEY);
		Attempt attempt = new Attempt(1, null, false);
		webClient(new Changing(KEY, "sk_test_other_0123456789")).get()
			.uri("/v1/sdrs")
			.retrieve()
			.bodyToMono(Void.class)
			.contextWrite(attempt::addTo)
			.as(StepVerifier::create)
			.expectComplete()
			.verify(LIMIT);
		assertThat(attempt.sentKey()).isEqualTo(ApiKey.of("sk_test_other_0123456789"));
	}

	private WebClient webClient() {
		return webClient(ApiKeyProvider.of(ApiKey.of(KEY)));
	}

	private WebClient webClient(ApiKeyProvider provider) {
		return webClient(provider, new CallAdmission(Duration.ZERO, Duration.ZERO, CallBudget.unlimited()));
	}

	private WebClient webClient(ApiKeyProvider provider, CallAdmission admission) {
		return WebClient.builder()
			.baseUrl(BASE_URL.toString())
			.clientConnector(new ApiKeyConnector(this.transport, provider, BASE_URL, admission))
			.build();
	}

	private void call(WebClient client, String uri) {
		exchange(client, uri).expectComplete().verify(LIMIT);
	}

	private StepVerifier.FirstStep<Void> exchange(WebClient client, String uri) {
		return StepVerifier.create(client.get().uri(uri).retrieve().bodyToMono(Void.class));
	}

	private List<String> sentAuthorization() {
		return this.transport.requests.stream()
			.flatMap((request) -> request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION).stream())
			.toList();
	}

	static class RecordingConnector implements ClientHttpConnector {

		private final AtomicInteger connections = new AtomicInteger();

		private final List<MockClientHttpRequest> requests = new ArrayList<>();

		private final Set<String> refused = new HashSet<>();

		private Mono<ClientHttpResponse> answer = Mono.fromSupplier(() -> new MockClientHttpResponse(HttpStatus.OK));

		@Override
		public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
				Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
			this.connections.incrementAndGet();
			MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
			this.requests.add(request);
			return requestCallback.apply(request)
				.then(Mono.defer(() -> this.refused.contains(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
						? Mono.just(new MockClientHttpResponse(HttpStatus.UNAUTHORIZED)) : this.answer));
		}

	}

	/**
	 * Gives one key at first and another one when that was refused.
	 */
	private record Changing(String first, String second) implements ApiKeyProvider {

		@Override
		public Mono<ApiKey> getApiKey() {
			return Mono.just(ApiKey.of(this.first));
		}

		@Override
		public Mono<ApiKey> getApiKeyInsteadOf(ApiKey refused) {
			return Mono.just(ApiKey.of(this.second));
		}

	}

}
