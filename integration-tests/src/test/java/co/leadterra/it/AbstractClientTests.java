package co.leadterra.it;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClientBuilder;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.test.LeadterraServer;
import co.leadterra.test.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that was built without Spring Boot and makes each call once, and a server for
 * it.
 */
abstract class AbstractClientTests {

	static final Duration TIMEOUT = Duration.ofSeconds(20);

	static LeadterraServer server;

	LeadterraClient client;

	@BeforeAll
	static void startServer() {
		server = LeadterraServer.start();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void resetServer() {
		server.workspace().clear();
		server.reset();
		this.client = clientBuilder().build();
	}

	static LeadterraClientBuilder clientBuilder() {
		return LeadterraClient.builder()
			.baseUrl(server.baseUrl())
			.apiKey(server.apiKey())
			.retries(RetrySettings.none());
	}

	static RecordedRequest onlyRequest(String operation) {
		List<RecordedRequest> requests = server.requests(operation);
		assertThat(requests).hasSize(1);
		return requests.get(0);
	}

	static Map<?, ?> json(RecordedRequest request) {
		return new JsonMapper().readValue(request.body(), Map.class);
	}

}
