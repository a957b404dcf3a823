package co.leadterra.client.internal.call;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ResourceFactory}.
 */
class ResourceFactoryTests {

	private final List<URI> requests = new ArrayList<>();

	private final List<Map<String, Object>> attributes = new ArrayList<>();

	private final Things things = new ResourceFactory(() -> WebClientAdapter.create(WebClient.builder()
		.baseUrl("https://app.leadterra.co")
		.exchangeFunction((request) -> Mono.fromSupplier(() -> {
			this.requests.add(request.url());
			this.attributes.add(request.attributes());
			return ClientResponse.create(HttpStatus.OK).build();
		}))
		.build())).get(Things.class);

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t", "\n" })
	void refusesABlankId(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.things.part("thing", id))
			.withMessage("partId must not be blank");
	}

	@Test
	void refusesNoId() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.things.part("thing", null))
			.withMessageContaining("partId");
	}

	@ParameterizedTest
	@ValueSource(strings = { ".", ".." })
	void refusesAnIdThatMeansAnotherPlace(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.things.part(id, "part"))
			.withMessage("thingId must not be '" + id + "'");
	}

	@ParameterizedTest
	@CsvSource({ "42, 42", "../x?y, ..%2Fx%3Fy", "a/b, a%2Fb", "ü, %C3%BC", "%2F, %252F", "%2e%2e, %252e%252e",
			"{x}, %7Bx%7D", "a;b=c, a%3Bb%3Dc", "a#b, a%23b", "a b, a%20b", "a\\b, a%5Cb", "..., ..." })
	void writesAnIdAsOnePartOfThePath(String id, String encoded) {
		send(this.things.part(id, "part"));
		assertThat(this.requests)
			.containsExactly(URI.create("https://app.leadterra.co/v1/things/" + encoded + "/parts/part"));
	}

	@Test
	void clientIsPrintedByItsType() {
		assertThat(this.things).hasToString("Things");
	}

	@Test
	void nothingIsMadeBeforeTheFirstCall() {
		Things idle = new ResourceFactory(() -> {
			throw new IllegalStateException("made");
		}).get(Things.class);
		assertThat(idle).isNotEqualTo(this.things).hasToString("Things").isIn(Set.of(idle, "other"));
		assertThatIllegalStateException().isThrownBy(idle::add).withMessage("made");
	}

	@Test
	void writesQueryParameters() {
		MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
		query.add("status", "a&b=c");
		query.add("status", "{x}");
		query.add("limit", "50");
		send(this.things.find(() -> query));
		assertThat(this.requests).extracting(URI::getRawQuery)
			.containsExactly("status=a%26b%3Dc&status=%7Bx%7D&limit=50");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t" })
	void refusesABlankIdInTheQuery(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.things.ofOwner(id))
			.withMessage("ownerId must not be blank");
	}

	@Test
	void writesNoQueryWithoutTheIdThatMayBeLeftOut() {
		send(this.things.ofOwner(null));
		assertThat(this.requests).containsExactly(URI.create("https://app.leadterra.co/v1/things"));
	}

	@Test
	void writesNoQueryWithoutQueryParameters() {
		send(this.things.find(LinkedMultiValueMap::new));
		assertThat(this.requests).containsExactly(URI.create("https://app.leadterra.co/v1/things"));
	}

	@Test
	void refusesNoQuery() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.things.find(null))
			.withMessage("query must not be null");
	}

	@Test
	void handsTheMarksOfAMethodOn() {
		send(this.things.add());
		send(this.things.addOnce());
		send(this.things.ponder());
		assertThat(this.attributes.get(0)).doesNotContainKeys(Idempotent.ATTRIBUTE, LongRunning.ATTRIBUTE);
		assertThat(this.attributes.get(1)).containsEntry(Idempotent.ATTRIBUTE, true)
			.doesNotContainKey(LongRunning.ATTRIBUTE);
		assertThat(this.attributes.get(2)).containsEntry(LongRunning.ATTRIBUTE, true)
			.doesNotContainKey(Idempotent.ATTRIBUTE);
	}

	private static void send(Mono<Void> call) {
		StepVerifier.create(call).expectComplete().verify(Duration.ofSeconds(10));
	}

	interface Things {

		@GetExchange("/v1/things/{thingId}/parts/{partId}")
		Mono<Void> part(@PathVariable String thingId, @PathVariable String partId);

		@GetExchange("/v1/things")
		Mono<Void> find(QueryParameters query);

		@GetExchange("/v1/things")
		Mono<Void> ofOwner(@RequestParam(required = false) String ownerId);

		@PostExchange("/v1/things")
		Mono<Void> add();

		@Idempotent
		@PostExchange("/v1/things")
		Mono<Void> addOnce();

		@LongRunning
		@PostExchange("/v1/things")
		Mono<Void> ponder();

	}

}
