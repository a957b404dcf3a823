package co.leadterra.it;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import co.leadterra.client.LeadterraAuthenticationException;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraRateLimitException;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.Patience;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.test.Fault;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rate limits and rejected keys over HTTP.
 */
class RateLimitTests extends AbstractClientTests {

	private static final Fault ONE_HOUR = Fault.status(429).retryAfter(Duration.ofHours(1)).once();

	@Test
	void otherCallsOfTheKeyDoNotRunIntoTheLimit() {
		server.inject(Fault.status(429).retryAfter(Duration.ofSeconds(1)).once());
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(this::create);
		List<CompletableFuture<?>> calls = IntStream.range(0, 20)
			.<CompletableFuture<?>>mapToObj(
					(call) -> this.client.campaigns().create(NewCampaign.of("Launch")).toFuture())
			.toList();
		assertThat(server.requestCount()).isOne();
		assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(TIMEOUT));
		assertThat(server.requestCount()).isEqualTo(21);
	}

	@Test
	void callThatWasLimitedIsRepeatedWhenTheTimeHasCome() {
		server.inject(Fault.status(429).retryAfter(Duration.ofSeconds(1)).once());
		LeadterraClient repeating = clientBuilder().retries(RetrySettings.defaults()).build();
		assertThat(repeating.senderPools().list().count().block(TIMEOUT)).isEqualTo(2);
		assertThat(server.requestCount()).isEqualTo(2);
	}

	@Test
	void callThatWouldWaitTooLongIsNotSent() {
		server.inject(ONE_HOUR);
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(this::create)
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(429));
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(this::create)
			.withMessageStartingWith("POST /v1/campaigns failed: it was not sent: ")
			.satisfies((ex) -> assertThat(ex.getStatus()).isNull())
			.satisfies((ex) -> assertThat(ex.getRetryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1)));
		assertThat(server.requestCount()).isOne();
	}

	@Test
	void callOfAnotherKeyIsSent() {
		String other = server.issueKey();
		AtomicReference<String> current = new AtomicReference<>(server.apiKey());
		this.client = clientBuilder().apiKeyProvider(() -> Mono.just(ApiKey.of(current.get()))).build();
		server.inject(ONE_HOUR);
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(this::create);
		current.set(other);
		create();
		assertThat(server.requestCount()).isEqualTo(2);
	}

	@Test
	void impatientCallDoesNotWait() {
		server.inject(Fault.status(429).retryAfter(Duration.ofSeconds(20)).once());
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(this::create);
		Flux<?> call = this.client.senderPools().list().contextWrite(Patience.atMost(Duration.ofSeconds(1)));
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(call::blockLast);
		assertThat(server.requestCount()).isOne();
	}

	@Test
	void rawWebClientIsHeldBackToo() {
		server.inject(ONE_HOUR);
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(this::create);
		Mono<String> call = this.client.webClient().get().uri("/v1/sdrs").retrieve().bodyToMono(String.class);
		assertThatExceptionOfType(LeadterraRateLimitException.class).isThrownBy(() -> call.block(TIMEOUT))
			.withMessageContaining("Leadterra takes no call of this key");
		assertThat(server.requestCount()).isOne();
	}

	@Test
	void rawWebClientRepeatsNothing() {
		server.inject(Fault.status(503));
		this.client = clientBuilder().retries(RetrySettings.defaults()).build();
		Mono<String> call = this.client.webClient().get().uri("/v1/sdrs").retrieve().bodyToMono(String.class);
		assertThat(call.onErrorReturn("failed").block(TIMEOUT)).isEqualTo("failed");
		assertThat(server.requestCount()).isOne();
	}

	@Test
	void rejectedKeyIsNotSentAgain() {
		server.revokeKey(server.apiKey());
		assertThatExceptionOfType(LeadterraAuthenticationException.class).isThrownBy(this::create);
		assertThatExceptionOfType(LeadterraAuthenticationException.class).isThrownBy(this::create)
			.withMessageContaining("it was not sent: Leadterra rejected this API key (401)")
			.withMessageContaining("Settings, API Keys at https://app.leadterra.co");
		assertThat(server.requestCount()).isOne();
	}

	@Test
	void changedKeyIsSentAtOnce() {
		AtomicReference<String> current = new AtomicReference<>("sk_test_example_revoked");
		this.client = clientBuilder().apiKeyProvider(() -> Mono.just(ApiKey.of(current.get()))).build();
		assertThatExceptionOfType(LeadterraAuthenticationException.class).isThrownBy(this::create);
		current.set(server.apiKey());
		create();
		assertThat(server.requestCount()).isEqualTo(2);
	}

	private void create() {
		this.client.campaigns().create(NewCampaign.of("Launch")).block(TIMEOUT);
	}

}
