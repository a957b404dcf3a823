package co.leadterra.it;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraAuthenticationException;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraServerException;
import co.leadterra.test.Fault;
import co.leadterra.test.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for each documented call.
 */
class EndpointTests extends AbstractClientTests {

	static Stream<Endpoint> withBody() {
		return Arrays.stream(Endpoint.values()).filter(Endpoint::isWithBody);
	}

	static Stream<Endpoint> withoutBody() {
		return Arrays.stream(Endpoint.values()).filter(Predicate.not(Endpoint::isWithBody));
	}

	@Test
	void everyDocumentedCallIsThere() {
		assertThat(Endpoint.values()).hasSize(21).extracting(Endpoint::operation).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@EnumSource
	void callIsMadeOnceByItsMethodAndPath(Endpoint endpoint) {
		Endpoint.prepare(server, this.client);
		int before = server.requestCount();
		int sameBefore = server.requestCount(endpoint.operation());
		call(endpoint);
		assertThat(server.requestCount()).isEqualTo(before + 1);
		assertThat(server.requestCount(endpoint.operation())).isEqualTo(sameBefore + 1);
	}

	@ParameterizedTest
	@EnumSource
	void callAsksForJsonWithTheKey(Endpoint endpoint) {
		Endpoint.prepare(server, this.client);
		RecordedRequest request = call(endpoint);
		assertThat(request.headers().get("Accept")).containsExactly("application/json");
		assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + server.apiKey());
	}

	@ParameterizedTest
	@MethodSource("withBody")
	void bodyIsSentAsJson(Endpoint endpoint) {
		Endpoint.prepare(server, this.client);
		RecordedRequest request = call(endpoint);
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(json(request)).isNotNull();
	}

	@ParameterizedTest
	@MethodSource("withoutBody")
	void callWithoutBodySendsNoneAndNamesNoContentType(Endpoint endpoint) {
		Endpoint.prepare(server, this.client);
		RecordedRequest request = call(endpoint);
		assertThat(request.body()).isEmpty();
		assertThat(request.header("Content-Type")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsSentBeforeSubscription(Endpoint endpoint) {
		Publisher<?> call = endpoint.call(this.client);
		assertThat(server.requestCount()).isZero();
		assertThat(call).isNotNull();
	}

	@ParameterizedTest
	@EnumSource
	void eachSubscriptionSendsAgain(Endpoint endpoint) {
		server.inject(Fault.status(500));
		Flux<?> call = Flux.from(endpoint.call(this.client)).onErrorComplete(LeadterraServerException.class);
		call.blockLast(TIMEOUT);
		call.blockLast(TIMEOUT);
		assertThat(server.requestCount(endpoint.operation())).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void failureTellsTheCall(Endpoint endpoint) {
		server.inject(Fault.status(500));
		assertThatExceptionOfType(LeadterraServerException.class).isThrownBy(() -> call(endpoint))
			.withMessageStartingWith("%s %s failed: 500", endpoint.method(), endpoint.uriTemplate())
			.satisfies((ex) -> assertIsOf(ex, endpoint));
	}

	@ParameterizedTest
	@EnumSource
	void brokenConnectionTellsTheCall(Endpoint endpoint) {
		server.inject(Fault.emptyResponse());
		assertThatExceptionOfType(LeadterraException.class).isThrownBy(() -> call(endpoint))
			.withMessageStartingWith("%s %s failed: no answer came", endpoint.method(), endpoint.uriTemplate())
			.satisfies((ex) -> assertIsOf(ex, endpoint));
	}

	@ParameterizedTest
	@EnumSource
	void revokedKeyIsRefused(Endpoint endpoint) {
		server.revokeKey(server.apiKey());
		assertThatExceptionOfType(LeadterraAuthenticationException.class).isThrownBy(() -> call(endpoint));
	}

	private RecordedRequest call(Endpoint endpoint) {
		Flux.from(endpoint.call(this.client)).blockLast(TIMEOUT);
		return server.requests().get(server.requests().size() - 1);
	}

	private static void assertIsOf(LeadterraException ex, Endpoint endpoint) {
		assertThat(ex.getMethod().name()).isEqualTo(endpoint.method());
		assertThat(ex.getUriTemplate()).isEqualTo(endpoint.uriTemplate());
	}

}
