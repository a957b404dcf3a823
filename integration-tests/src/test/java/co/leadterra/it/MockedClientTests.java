package co.leadterra.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.campaign.CampaignClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application with an actuator in which the client is a mock.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=health,leadterra",
				"management.endpoint.health.show-details=always" })
@MockitoBean(types = { LeadterraClient.class, CampaignClient.class })
class MockedClientTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "health, 503, DOWN", "leadterra, 200, a LeadterraClient bean of the application" })
	void actuatorAnswers(String endpoint, int status, String text) throws Exception {
		HttpResponse<String> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/actuator/" + endpoint)).build(),
					HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).contains(text);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		Application(CampaignClient campaigns) {
			assertThat(campaigns).isNotNull();
		}

	}

}
