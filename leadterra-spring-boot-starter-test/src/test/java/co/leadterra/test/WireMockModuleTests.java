package co.leadterra.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.RepeatedTest;
import org.wiremock.spring.EnableWireMock;
import org.wiremock.spring.InjectWireMock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AutoConfigureLeadterraServer} beside WireMock's own Spring Boot
 * module.
 */
@SpringBootTest(classes = AutoConfigureLeadterraServerTests.Application.class, webEnvironment = WebEnvironment.NONE)
@AutoConfigureLeadterraServer
@EnableWireMock
class WireMockModuleTests {

	@InjectWireMock
	private WireMockServer other;

	@Autowired
	private LeadterraServer server;

	@RepeatedTest(2)
	void bothAnswer() throws IOException, InterruptedException {
		// nor does one that a test starts itself
		LeadterraServer.start().close();
		WireMock.stubFor(WireMock.get("/other").willReturn(WireMock.ok("other")));
		HttpResponse<String> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.other.port() + "/other")).build(),
					HttpResponse.BodyHandlers.ofString());
		assertThat(answer.body()).isEqualTo("other");
		assertThat(new TestHttp(this.server).get("/v1/sender-pools").status()).isEqualTo(200);
		assertThat(new TestHttp(this.server).get("/other").status()).isEqualTo(404);
		assertThat(this.server.requestCount()).isEqualTo(2);
	}

}
