package co.leadterra.test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/**
 * Tests of a server whose clock stands still at {@link #NOW}, unless it is moved.
 */
abstract class AbstractServerTests {

	static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");

	static final AtomicReference<Instant> now = new AtomicReference<>(NOW);

	static LeadterraServer server;

	static TestHttp http;

	@BeforeAll
	static void start() {
		server = LeadterraServer.builder().clock(((InstantSource) now::get).withZone(ZoneOffset.UTC)).start();
		http = new TestHttp(server);
	}

	@AfterAll
	static void close() {
		server.close();
	}

	@BeforeEach
	void reset() {
		now.set(NOW);
		server.workspace().clear();
		server.reset();
	}

	static void advance(Duration duration) {
		now.updateAndGet((time) -> time.plus(duration));
	}

	/**
	 * Reads JSON in which double quotes may be written as single ones.
	 */
	static JsonNode json(String text) {
		return TestHttp.json(text);
	}

	static String createCampaign() throws IOException {
		return http.post("/v1/campaigns", "{'name':'Spring','sequenceSteps':[{'subject':'Hi','bodyHtml':'<p>Hi</p>'}]}")
			.text("/campaign/id");
	}

	static String startedCampaign(String... emails) throws IOException {
		String id = createCampaign();
		server.workspace().addLeads(id, emails);
		http.post("/v1/campaigns/" + id + "/start");
		return id;
	}

}
