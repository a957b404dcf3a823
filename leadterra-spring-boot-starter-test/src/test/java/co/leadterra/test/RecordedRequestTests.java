package co.leadterra.test;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what a {@link LeadterraServer} tells about the requests it received.
 */
class RecordedRequestTests extends AbstractServerTests {

	@Test
	void requestIsRecorded() throws IOException {
		http.post("/v1/campaigns/camp_1/leads/bulk?a=1", "{'leads':'ä'}");
		assertThat(server.requests()).singleElement().satisfies((request) -> {
			assertThat(request.method()).isEqualTo("POST");
			assertThat(request.path()).isEqualTo("/v1/campaigns/camp_1/leads/bulk");
			assertThat(request.operation()).isEqualTo("POST /v1/campaigns/:id/leads/bulk");
			assertThat(request.query()).containsOnlyKeys("a");
			assertThat(request.header("content-type")).isEqualTo("application/json");
			assertThat(request.headers()).containsKey("CONTENT-TYPE");
			assertThat(request.header("X-Unknown")).isNull();
			assertThat(request.body()).isEqualTo("{\"leads\":\"ä\"}");
			assertThat(request.apiKey()).isEqualTo(server.apiKey());
		});
	}

	@Test
	void textDoesNotShowTheKey() throws IOException {
		http.get("/v1/sender-pools");
		assertThat(server.requests()).hasToString("[GET /v1/sender-pools]");
	}

	@Test
	void refusedRequestIsRecorded() throws IOException {
		http.send("GET", "/v1/unknown", null, "Basic abc");
		assertThat(server.requests()).singleElement().satisfies((request) -> {
			assertThat(request.operation()).isNull();
			assertThat(request.apiKey()).isNull();
			assertThat(request.header("Authorization")).isEqualTo("Basic abc");
		});
	}

	@Test
	void faultyRequestIsRecorded() {
		server.inject(Fault.emptyResponse().once());
		try {
			http.post("/v1/campaigns");
		}
		catch (IOException ex) {
			assertThat(ex).isNotNull();
		}
		assertThat(server.requestCount("POST /v1/campaigns")).isEqualTo(1);
	}

	@Test
	void requestsAreCountedByOperation() throws IOException {
		http.get("/v1/sender-pools");
		http.get("/v1/sender-accounts");
		http.get("/v1/sender-pools");
		assertThat(server.requestCount()).isEqualTo(3);
		assertThat(server.requestCount("GET /v1/sender-pools")).isEqualTo(2);
		assertThat(server.requestCount("GET /v1/sdrs")).isZero();
		assertThat(server.requests("GET /v1/sender-accounts")).hasSize(1);
	}

	@Test
	void unknownOperationCannotBeCounted() {
		assertThatIllegalArgumentException().isThrownBy(() -> server.requestCount("/v1/sender-pools"));
		assertThatIllegalArgumentException().isThrownBy(() -> server.requests("GET /v1/campaigns"));
	}

	@Test
	void onlyTheLatestRequestsAreKept() throws IOException {
		try (LeadterraServer forgetful = LeadterraServer.builder().maxRecordedRequests(2).start()) {
			TestHttp forgetfulHttp = new TestHttp(forgetful);
			forgetfulHttp.get("/v1/sender-pools");
			forgetfulHttp.get("/v1/sender-accounts");
			forgetfulHttp.get("/v1/sdrs");
			assertThat(forgetful.requests()).extracting(RecordedRequest::path)
				.containsExactly("/v1/sender-accounts", "/v1/sdrs");
			assertThat(forgetful.requestCount("GET /v1/sender-pools")).isEqualTo(1);
		}
	}

}
