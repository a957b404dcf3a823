package co.leadterra.client.internal.json;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeadterraCodecs}.
 */
class LeadterraCodecsTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper().build();

	private final ExchangeStrategies codecs = LeadterraCodecs.create(this.mapper, 1024);

	@Test
	void leavesOutWhatIsNotSet() {
		assertThat(this.mapper.writeValueAsString(new Thing("t1", null))).isEqualTo("""
				{"id":"t1"}""");
	}

	@Test
	void keepsWhatIsEmpty() {
		assertThat(this.mapper.writeValueAsString(Map.of("list", List.of()))).isEqualTo("""
				{"list":[]}""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/problem+json", "text/html", "text/plain",
			"application/octet-stream", "image/png" })
	void readsAMarkedRecordWhateverTheContentType(String contentType) {
		StepVerifier.create(response(contentType, "{\"data\":{\"id\":\"t1\"}}").bodyToMono(Thing.class))
			.expectNext(new Thing("t1", null))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void readsAMarkedRecordWithoutContentType() {
		ClientResponse response = ClientResponse.create(HttpStatus.OK, this.codecs).body("[{\"id\":\"t1\"}]").build();
		StepVerifier.create(response.bodyToFlux(Thing.class))
			.expectNext(new Thing("t1", null))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void readsOtherTypesAsTheyAre() {
		StepVerifier.create(response(MediaType.APPLICATION_JSON_VALUE, "{\"data\":{\"id\":\"t1\"}}")
			.bodyToMono(new ParameterizedTypeReference<Map<String, Map<String, String>>>() {
			})).expectNext(Map.of("data", Map.of("id", "t1"))).expectComplete().verify(LIMIT);
	}

	@Test
	void readsTextAndBytesAsTheyAre() {
		StepVerifier.create(response(MediaType.TEXT_HTML_VALUE, "<p>").bodyToMono(String.class))
			.expectNext("<p>")
			.expectComplete()
			.verify(LIMIT);
		StepVerifier.create(response(MediaType.TEXT_HTML_VALUE, "<p>").bodyToMono(byte[].class))
			.assertNext((bytes) -> assertThat(bytes).asString().isEqualTo("<p>"))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void limitsMarkedRecords() {
		StepVerifier.create(response(MediaType.APPLICATION_JSON_VALUE, tooLong()).bodyToMono(Thing.class))
			.expectError(DataBufferLimitException.class)
			.verify(LIMIT);
	}

	@Test
	void limitsOtherTypes() {
		StepVerifier.create(response(MediaType.APPLICATION_JSON_VALUE, tooLong()).bodyToMono(String.class))
			.expectError(DataBufferLimitException.class)
			.verify(LIMIT);
	}

	@Test
	void writesWithTheGivenMapper() {
		MockClientHttpRequest request = write(new Thing("t1", null));
		StepVerifier.create(request.getBodyAsString()).expectNext("{\"id\":\"t1\"}").expectComplete().verify(LIMIT);
		assertThat(request.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
	}

	@Test
	void writesTextAndBytesAsTheyAre() {
		for (Object body : List.of("{}", "{}".getBytes(StandardCharsets.UTF_8))) {
			StepVerifier.create(write(body).getBodyAsString()).expectNext("{}").expectComplete().verify(LIMIT);
		}
	}

	private MockClientHttpRequest write(Object body) {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.POST, "/v1/things");
		ClientRequest.create(HttpMethod.POST, URI.create("/v1/things"))
			.body(BodyInserters.fromValue(body))
			.build()
			.writeTo(request, this.codecs)
			.as(StepVerifier::create)
			.expectComplete()
			.verify(LIMIT);
		return request;
	}

	private ClientResponse response(String contentType, String body) {
		DataBuffer buffer = DefaultDataBufferFactory.sharedInstance.wrap(body.getBytes(StandardCharsets.UTF_8));
		return ClientResponse.create(HttpStatus.OK, this.codecs)
			.header(HttpHeaders.CONTENT_TYPE, contentType)
			.body(Flux.just(buffer))
			.build();
	}

	private static String tooLong() {
		return "{\"id\":\"" + "x".repeat(1024) + "\"}";
	}

	@Envelope("thing")
	record Thing(@Nullable String id, @Nullable String name) {

	}

}
