package co.leadterra.client.internal.transport;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;

/**
 * Tests for {@link OpenConnector}.
 */
class OpenConnectorTests {

	@Test
	void answerOfAConnectorThatWritesNoRequestIsRead() {
		MockClientHttpResponse answer = new MockClientHttpResponse(HttpStatus.OK);
		answer.setBody("[]");
		OpenConnector connector = new OpenConnector((method, uri, callback) -> Mono.just(answer), List.of());
		StepVerifier
			.create(connector.connect(HttpMethod.GET, URI.create("http://localhost"), (request) -> Mono.empty())
				.flatMapMany(ClientHttpResponse::getBody))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

}
