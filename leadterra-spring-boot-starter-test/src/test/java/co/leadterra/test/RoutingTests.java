package co.leadterra.test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for which requests reach which operation of a {@link LeadterraServer}.
 */
class RoutingTests extends AbstractServerTests {

	@ParameterizedTest
	@ValueSource(strings = { "/", "/v1", "/v1/unknown", "/v2/sender-pools", "/v1/sender-pools/", "/v1//sender-pools",
			"/v1/campaigns//stats", "/v1/campaigns/x/unknown", "/v1/SENDER-POOLS", "/__admin/mappings/x" })
	void unknownPathIsNotFound(String path) throws IOException {
		assertThat(http.get(path).status()).isIn(404, 401);
	}

	@ParameterizedTest
	@CsvSource({ "POST,/v1/sender-pools,GET", "DELETE,/v1/campaigns,POST", "GET,/v1/campaigns/camp_1/start,POST",
			"PUT,/v1/campaigns/camp_1/stats,GET", "PATCH,/v1/sdr/drafts/drf_1/send,POST", "HEAD,/v1/sdrs,GET" })
	void otherMethodIsNotAllowed(String method, String path, String allowed) throws IOException {
		TestHttp.Reply reply = http.send(method, path, null, "Bearer " + server.apiKey());
		assertThat(reply.status()).isEqualTo(405);
		assertThat(reply.header("Allow")).isEqualTo(allowed);
	}

	@ParameterizedTest
	@CsvSource({ "..%2Fx,../x", "a%252Fb,a%2Fb", "a+b,a+b", "a%20b,a b", "%C3%A4,ä" })
	void pathVariableIsDecodedOnce(String sent, String id) throws IOException {
		server.workspace().addCampaign(Map.of("id", id));
		server.workspace().addLeads(id, "ada@example.com");
		assertThat(http.post("/v1/campaigns/" + sent + "/start").text("/campaign/id")).isEqualTo(id);
	}

	@Test
	void encodedSlashDoesNotSplitThePath() throws IOException {
		http.post("/v1/campaigns/..%2Fx/start");
		assertThat(server.requests()).singleElement().satisfies((request) -> {
			assertThat(request.operation()).isEqualTo("POST /v1/campaigns/:id/start");
			assertThat(request.path()).isEqualTo("/v1/campaigns/..%2Fx/start");
		});
	}

	@Test
	void dotSegmentsAreNotResolved() throws IOException {
		assertThat(http.post("/v1/campaigns/../campaigns").status()).isEqualTo(404);
	}

	@Test
	void queryIsDecoded() throws IOException {
		http.get("/v1/sdr/inbox?search=a%2Bb+c%26d&status=new&status=won&empty=");
		assertThat(server.requests()).singleElement()
			.extracting(RecordedRequest::query)
			.isEqualTo(Map.of("search", List.of("a+b c&d"), "status", List.of("new", "won"), "empty", List.of("")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{'name':'a'} x", "[]", "'text'", "null", "name=a" })
	void bodyThatIsNoJsonObjectIsInvalid(String body) throws IOException {
		TestHttp.Reply reply = http.post("/v1/campaigns", body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.errorCode()).isEqualTo("invalid_request");
	}

	@Test
	void administrationOfWireMockIsShut() throws IOException {
		assertThat(http.post("/__admin/shutdown").status()).isEqualTo(401);
		assertThat(http.get("/v1/sender-pools").status()).isEqualTo(200);
	}

}
