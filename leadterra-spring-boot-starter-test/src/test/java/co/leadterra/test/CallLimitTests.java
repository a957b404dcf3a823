package co.leadterra.test;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the rate limit of a {@link LeadterraServer}.
 */
class CallLimitTests extends AbstractServerTests {

	private static final String POOLS = "/v1/sender-pools";

	@Test
	void callsAreNotLimitedAtFirst() throws IOException {
		for (int i = 0; i < 20; i++) {
			assertThat(http.get(POOLS).status()).isEqualTo(200);
		}
	}

	@Test
	void callTooManyIsRefused() throws IOException {
		server.limitCalls(2, Duration.ofSeconds(30));
		http.get(POOLS);
		advance(Duration.ofMillis(5500));
		http.get(POOLS);
		TestHttp.Reply reply = http.post("/v1/campaigns", "{'name':'Spring'}");
		assertThat(reply.status()).isEqualTo(429);
		assertThat(reply.header("Retry-After")).isEqualTo("25");
		assertThat(reply.text("/error/message")).isNotEmpty();
		assertThat(server.workspace().campaigns()).isEmpty();
	}

	@Test
	void limitMayBeKeptWithoutSayingForHowLong() throws IOException {
		server.limitCalls(1, Duration.ofSeconds(30));
		server.behave(Behavior.RETRY_AFTER_UNTOLD);
		http.get(POOLS);
		TestHttp.Reply reply = http.get(POOLS);
		assertThat(reply.status()).isEqualTo(429);
		assertThat(reply.header("Retry-After")).isEmpty();
	}

	@Test
	void callsGoOnWhenTheTimeIsOver() throws IOException {
		server.limitCalls(1, Duration.ofSeconds(30));
		http.get(POOLS);
		advance(Duration.ofSeconds(30).minusNanos(1));
		assertThat(http.get(POOLS).status()).isEqualTo(429);
		advance(Duration.ofNanos(1));
		assertThat(http.get(POOLS).status()).isEqualTo(200);
		assertThat(http.get(POOLS).status()).isEqualTo(429);
	}

	@Test
	void eachKeyHasItsOwnLimit() throws IOException {
		server.limitCalls(1, Duration.ofSeconds(30));
		String other = server.issueKey();
		http.get(POOLS);
		assertThat(http.getWithKey(POOLS, other).status()).isEqualTo(200);
		assertThat(http.getWithKey(POOLS, other).status()).isEqualTo(429);
	}

	@Test
	void refusedCallsStayRecorded() throws IOException {
		server.limitCalls(1, Duration.ofSeconds(30));
		http.get(POOLS);
		http.get(POOLS);
		assertThat(server.requestCount()).isEqualTo(2);
	}

	@Test
	void unknownKeyIsUnknownHoweverOften() throws IOException {
		server.limitCalls(1, Duration.ofSeconds(30));
		http.getWithKey(POOLS, "sk_test_other");
		assertThat(http.getWithKey(POOLS, "sk_test_other").status()).isEqualTo(401);
	}

	@Test
	void limitEndsWithAReset() throws IOException {
		server.limitCalls(1, Duration.ofSeconds(30));
		http.get(POOLS);
		server.reset();
		http.get(POOLS);
		assertThat(http.get(POOLS).status()).isEqualTo(200);
	}

	@Test
	void limitNeedsACallAndATime() {
		assertThatIllegalArgumentException().isThrownBy(() -> server.limitCalls(0, Duration.ofSeconds(1)));
		assertThatIllegalArgumentException().isThrownBy(() -> server.limitCalls(1, Duration.ZERO));
	}

}
