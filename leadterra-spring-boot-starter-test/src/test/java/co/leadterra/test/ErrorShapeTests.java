package co.leadterra.test;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ErrorShape} and {@link ErrorEntryShape}.
 */
class ErrorShapeTests extends AbstractServerTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NESTED | {"error":{"code":"campaign_not_found","message":"There is no campaign camp_9"}}
			FLAT   | {"code":"campaign_not_found","message":"There is no campaign camp_9"}
			TEXT   | {"error":"There is no campaign camp_9","code":"campaign_not_found"}
			ERRORS | {"errors":[{"code":"campaign_not_found","message":"There is no campaign camp_9"}]}
			""")
	void errorWithCode(ErrorShape shape, String expected) throws IOException {
		server.respondWith(shape);
		TestHttp.Reply reply = http.get("/v1/campaigns/camp_9/stats");
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.header("Content-Type")).isEqualTo("application/json");
		assertThat(reply.json()).isEqualTo(json(expected));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NESTED | {"error":{"message":"There is no such path"}}
			FLAT   | {"message":"There is no such path"}
			TEXT   | {"error":"There is no such path"}
			ERRORS | {"errors":[{"message":"There is no such path"}]}
			""")
	void errorWithoutCode(ErrorShape shape, String expected) throws IOException {
		server.respondWith(shape);
		assertThat(http.get("/v1/unknown").json()).isEqualTo(json(expected));
	}

	@ParameterizedTest
	@CsvSource({ "NESTED,2", "FLAT,2", "TEXT,2", "ERRORS,1" })
	void errorsOfEntriesAreOnTop(ErrorShape shape, int members) throws IOException {
		server.respondWith(shape);
		TestHttp.Reply reply = http.post("/v1/suppression-list", "{'emails':['nonsense']}");
		assertThat(reply.at("/errors/0/email").asString()).isEqualTo("nonsense");
		assertThat(reply.json().size()).isEqualTo(members);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			INDEX_AND_EMAIL | {"index":1,"email":"nonsense","message":"not a valid email address"}
			INDEX           | {"index":1,"message":"not a valid email address"}
			INDEX_FROM_ONE  | {"index":2,"message":"not a valid email address"}
			EMAIL           | {"email":"nonsense","message":"not a valid email address"}
			FIELD           | {"field":"emails[1]","message":"not a valid email address"}
			TEXT            | "nonsense: not a valid email address"
			""")
	void errorsOfEntriesHaveTheirOwnShape(ErrorEntryShape shape, String expected) throws IOException {
		server.respondWith(shape);
		assertThat(http.post("/v1/suppression-list", "{'emails':['ada@example.com','nonsense']}").at("/errors/0"))
			.isEqualTo(json(expected));
	}

	@ParameterizedTest
	@CsvSource({ "NESTED,/error/guardrails", "FLAT,/guardrails", "TEXT,/data/guardrails", "ERRORS,/guardrails" })
	void guardrailsOfBlockedDraft(ErrorShape shape, String path) throws IOException {
		String thread = server.workspace().addThread(Map.of());
		http.post("/v1/sdr/drafts/generate", "{'threadId':'" + thread + "'}");
		server.workspace().blockDrafts("Too long");
		server.respondWith(shape);
		assertThat(http.post("/v1/sdr/drafts/drf_1/send").at(path + "/blocked").asBoolean()).isTrue();
	}

	@Test
	void emptyError() throws IOException {
		server.respondWith(ErrorShape.EMPTY);
		TestHttp.Reply reply = http.get("/v1/unknown");
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.body()).isEmpty();
		assertThat(reply.header("Content-Type")).isEmpty();
	}

	@Test
	void htmlError() throws IOException {
		server.respondWith(ErrorShape.HTML);
		TestHttp.Reply reply = http.get("/v1/unknown");
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.header("Content-Type")).startsWith("text/html");
		assertThat(reply.body()).startsWith("<html>");
	}

}
