package co.leadterra.test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ResponseShape}.
 */
class ResponseShapeTests extends AbstractServerTests {

	@BeforeEach
	void fill() {
		server.workspace().clear();
		server.workspace()
			.addSenderPool(Map.of("name", "P", "dailyCapacity", 9, "remainingVolume", 4, "senderAccountIds",
					List.of("sa_1", "sa_2")));
		server.workspace().addSenderAccount(Map.of("email", "a@b.co", "name", "A"));
		server.workspace().addCampaign(Map.of("name", "C", "sequenceSteps", List.of()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					REFERENCE  | [{"id":"pool_1","name":"P","dailyCapacity":9,"remainingVolume":4,"senderAccountIds":["sa_1","sa_2"]}]
					CONCEPTS   | {"data":[{"id":"pool_1","name":"P","dailyCapacity":9,"remainingVolume":4,"senderAccountIds":["sa_1","sa_2"]}]}
					QUICKSTART | {"senderPools":[{"id":"pool_1","name":"P","dailyCapacity":9,"remainingToday":4,"senderCount":2}]}
					GUIDES     | {"pools":[{"id":"pool_1","name":"P","dailyCapacity":9,"remainingVolume":4,"senderCount":2}]}
					""")
	void senderPools(ResponseShape shape, String expected) throws IOException {
		server.respondWith(shape);
		assertThat(http.get("/v1/sender-pools").json()).isEqualTo(json(expected));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			REFERENCE  | [{"id":"sa_1","email":"a@b.co","name":"A","status":"active"}]
			CONCEPTS   | {"data":[{"id":"sa_1","email":"a@b.co","name":"A","status":"active"}]}
			QUICKSTART | {"data":[{"id":"sa_1","email":"a@b.co","name":"A","status":"active"}]}
			GUIDES     | {"data":[{"id":"sa_1","email":"a@b.co","name":"A","status":"active"}]}
			""")
	void senderAccounts(ResponseShape shape, String expected) throws IOException {
		server.respondWith(shape);
		assertThat(http.get("/v1/sender-accounts").json()).isEqualTo(json(expected));
	}

	@ParameterizedTest
	@CsvSource({ "REFERENCE,/id", "CONCEPTS,/data/id", "QUICKSTART,/campaign/id", "GUIDES,/campaign/id" })
	void campaign(ResponseShape shape, String id) throws IOException {
		server.respondWith(shape);
		assertThat(http.post("/v1/campaigns", "{'name':'Next'}").text(id)).isEqualTo("camp_2");
		assertThat(http.post("/v1/campaigns/camp_1/pause").text(id)).isEqualTo("camp_1");
	}

	@ParameterizedTest
	@CsvSource({ "REFERENCE,'',false", "CONCEPTS,/data,false", "QUICKSTART,'',true", "GUIDES,'',true" })
	void stats(ResponseShape shape, String path, boolean status) throws IOException {
		server.respondWith(shape);
		TestHttp.Reply reply = http.get("/v1/campaigns/camp_1/stats");
		assertThat(reply.text(path + "/campaignId")).isEqualTo("camp_1");
		assertThat(reply.at(path).has("status")).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			REFERENCE  | {"enrolled":1,"updated":0,"total":1}
			CONCEPTS   | {"data":{"enrolled":1,"updated":0,"total":1}}
			QUICKSTART | {"enrolled":1,"updated":0,"skipped":1}
			GUIDES     | {"result":{"enrolled":1,"updated":0,"skipped":1}}
			""")
	void enrollment(ResponseShape shape, String expected) throws IOException {
		server.respondWith(shape);
		server.workspace().suppress("x@b.co");
		assertThat(http.post("/v1/campaigns/camp_1/leads/bulk", "{'leads':[{'email':'a@b.co'},{'email':'x@b.co'}]}")
			.json()).isEqualTo(json(expected));
	}

	@ParameterizedTest
	@CsvSource({ "REFERENCE,/0/id", "CONCEPTS,/data/0/id", "QUICKSTART,/replies/0/id", "GUIDES,/replies/0/id" })
	void replies(ResponseShape shape, String id) throws IOException {
		server.respondWith(shape);
		server.workspace().addReply("camp_1", Map.of());
		TestHttp.Reply reply = http.get("/v1/replies");
		assertThat(reply.text(id)).isEqualTo("rpl_1");
		assertThat(reply.json().has("pagination")).isEqualTo(id.startsWith("/replies"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			REFERENCE  | {"suppressed":1}
			CONCEPTS   | {"data":{"suppressed":1}}
			QUICKSTART | {"result":{"suppressed":1,"alreadySuppressed":1,"total":2}}
			GUIDES     | {"result":{"suppressed":1,"alreadySuppressed":1,"total":2}}
			""")
	void suppression(ResponseShape shape, String expected) throws IOException {
		server.respondWith(shape);
		server.workspace().suppress("x@b.co");
		assertThat(http.post("/v1/suppression-list", "{'emails':['a@b.co','x@b.co']}").json())
			.isEqualTo(json(expected));
	}

	@ParameterizedTest
	@CsvSource({ "REFERENCE,/id", "CONCEPTS,/data/id", "QUICKSTART,/webhook/id", "GUIDES,/webhook/id" })
	void webhook(ResponseShape shape, String id) throws IOException {
		server.respondWith(shape);
		assertThat(http.post("/v1/webhooks", "{'url':'https://b.co','events':['message.sent']}").text(id))
			.isEqualTo("wh_1");
	}

	@ParameterizedTest
	@EnumSource
	void sdrCallsKeepTheirShape(ResponseShape shape) throws IOException {
		server.respondWith(shape);
		server.workspace().addSdr(Map.of());
		assertThat(http.get("/v1/sdrs").text("/data/0/id")).isEqualTo("sdr_1");
	}

	@Test
	void shapeOfOneOperation() throws IOException {
		server.respondWith("GET /v1/sender-pools", ResponseShape.REFERENCE);
		assertThat(http.get("/v1/sender-pools").json().isArray()).isTrue();
		assertThat(http.get("/v1/sender-accounts").json().isArray()).isFalse();
	}

	@Test
	void shapeOfUnknownOperation() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> server.respondWith("GET /v1/sender-pool", ResponseShape.REFERENCE))
			.withMessageContaining("'GET /v1/sender-pool'")
			.withMessageContaining("GET /v1/sender-pools,");
	}

}
