package co.leadterra.test;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for SDRs, their inbox and their Gmail connection.
 */
class InboxTests extends AbstractServerTests {

	@Test
	void startsWithOneSdr() throws IOException {
		assertThat(http.get("/v1/sdrs").json()).isEqualTo(json("{'data':[{'id':'sdr_1','name':'Sam Example',"
				+ "'email':'sam@sdr.example','gmailConnected':true,'gmailEmail':'sam@sdr.example'}]}"));
	}

	@Test
	void gmailIsConnected() throws IOException {
		assertThat(http.get("/v1/sdr/gmail/status").json()).isEqualTo(json("{'data':{'connected':true,"
				+ "'email':'sam@sdr.example','healthState':'active','lastSyncedAt':'2026-03-04T05:06:07.890Z'}}"));
	}

	@Test
	void gmailStatusCanBeChanged() throws IOException {
		server.workspace().gmailStatus(Map.of("connected", false, "lastSyncError", "Token expired"));
		TestHttp.Reply reply = http.get("/v1/sdr/gmail/status");
		assertThat(reply.at("/data/connected").asBoolean()).isFalse();
		assertThat(reply.text("/data/lastSyncError")).isEqualTo("Token expired");
	}

	@Test
	void eachSdrHasItsOwnGmail() throws IOException {
		String kim = server.workspace().addSdr(Map.of("name", "Kim", "gmailEmail", "kim@sdr.example"));
		server.workspace().gmailStatus(kim, Map.of("healthState", "needs_reauth", "lastSyncError", "Token expired"));
		assertThat(http.get("/v1/sdr/gmail/status").text("/data/healthState")).isEqualTo("active");
		server.linkKey(server.apiKey(), kim);
		assertThat(http.get("/v1/sdr/gmail/status").at("/data"))
			.isEqualTo(json("{'connected':true,'email':'kim@sdr.example','healthState':'needs_reauth',"
					+ "'lastSyncedAt':'2026-03-04T05:06:07.890Z','lastSyncError':'Token expired'}"));
	}

	@Test
	void sdrIsAddedWithoutGmail() throws IOException {
		server.linkKey(server.apiKey(), server.workspace().addSdr(Map.of("gmailConnected", false)));
		assertThat(http.get("/v1/sdr/gmail/status").at("/data"))
			.isEqualTo(json("{'connected':false,'healthState':'disconnected'}"));
		assertThat(http.get("/v1/sdrs").at("/data/1").has("gmailEmail")).isFalse();
	}

	@Test
	void listOfSdrsTellsTheSameOfGmail() throws IOException {
		server.workspace().gmailStatus(Map.of("connected", false));
		assertThat(http.get("/v1/sdrs").at("/data/0/gmailConnected").asBoolean()).isFalse();
		assertThat(http.get("/v1/sdr/gmail/status").text("/data/healthState")).isEqualTo("disconnected");
		server.workspace().gmailStatus(Map.of("connected", true, "email", "new@sdr.example"));
		assertThat(http.get("/v1/sdrs").at("/data/0/gmailConnected").asBoolean()).isTrue();
		assertThat(http.get("/v1/sdrs").text("/data/0/gmailEmail")).isEqualTo("new@sdr.example");
		assertThat(http.get("/v1/sdr/gmail/status").text("/data/healthState")).isEqualTo("active");
	}

	@Test
	void inboxIsEmptyAtFirst() throws IOException {
		assertThat(http.get("/v1/sdr/inbox").json())
			.isEqualTo(json("{'data':{'threads':[],'total':0,'hasMore':false}}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			status=won                  | won
			status=won&status=archived  | won,snoozed
			category=A                  | first
			search=GRACE                | won
			search=grace%40example.com  | won
			search=needle               | first
			search=nobody               |
			snoozed=true                | snoozed
			snoozed=false               | first,won
			status=new&category=B       |
			""")
	void inboxIsFiltered(String query, String expected) throws IOException {
		addThread("first", Map.of("category", "A", "subject", "Re: Needle"));
		addThread("won", Map.of("status", "won", "contactEmail", "grace@example.com", "contactName", "Grace"));
		addThread("snoozed", Map.of("status", "archived", "category", "C", "snoozed", true));
		assertThat(ids("/v1/sdr/inbox?" + query))
			.containsExactlyInAnyOrder((expected != null) ? expected.split(",") : new String[0]);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			                     | high,middle,low
			?orderBy=priority    | high,middle,low
			?orderBy=lastMessage | low,high,middle
			?orderBy=created     | middle,low,high
			""")
	void inboxIsOrdered(String query, String expected) throws IOException {
		addThread("low", Map.of("priorityScore", 1, "lastMessageAt", daysAgo(1), "createdAt", daysAgo(8)));
		addThread("high", Map.of("priorityScore", 9, "lastMessageAt", daysAgo(2), "createdAt", daysAgo(9)));
		addThread("middle", Map.of("priorityScore", 5, "lastMessageAt", daysAgo(3), "createdAt", daysAgo(7)));
		assertThat(ids("/v1/sdr/inbox" + ((query != null) ? query : ""))).containsExactly(expected.split(","));
	}

	@Test
	void inboxIsPaged() throws IOException {
		addThreads(5);
		TestHttp.Reply first = http.get("/v1/sdr/inbox?limit=3");
		assertThat(first.at("/data/threads")).hasSize(3);
		assertThat(first.at("/data/total").asInt()).isEqualTo(5);
		assertThat(first.at("/data/hasMore").asBoolean()).isTrue();
		TestHttp.Reply second = http.get("/v1/sdr/inbox?limit=3&offset=3");
		assertThat(second.at("/data/threads")).hasSize(2);
		assertThat(second.at("/data/hasMore").asBoolean()).isFalse();
	}

	@Test
	void inboxShowsFiftyThreads() throws IOException {
		addThreads(51);
		assertThat(http.get("/v1/sdr/inbox").at("/data/threads")).hasSize(50);
		assertThat(http.get("/v1/sdr/inbox?limit=100").at("/data/threads")).hasSize(51);
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=101", "limit=x", "offset=-1", "status=unknown", "category=D",
			"snoozed=yes", "orderBy=name", "status=" })
	void malformedQueryIsInvalid(String query) throws IOException {
		TestHttp.Reply reply = http.get("/v1/sdr/inbox?" + query);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.errorCode()).isEqualTo("invalid_request");
	}

	@Test
	void linkedKeySeesTheInboxOfItsSdr() throws IOException {
		addThread("mine", Map.of());
		String other = server.workspace().addSdr(Map.of("name", "Other"));
		addThread("theirs", Map.of("sdrId", other));
		String key = server.issueKey();
		server.linkKey(key, other);
		assertThat(ids("/v1/sdr/inbox")).containsExactly("mine");
		assertThat(http.getWithKey("/v1/sdr/inbox", key).at("/data/threads/0/id").asString()).isEqualTo("theirs");
	}

	@Test
	void restrictionKeepsTheLink() throws IOException {
		String other = server.workspace().addSdr(Map.of());
		addThread("theirs", Map.of("sdrId", other));
		server.linkKey(server.apiKey(), other);
		server.restrictKeyToReading(server.apiKey());
		assertThat(ids("/v1/sdr/inbox")).containsExactly("theirs");
	}

	private static String daysAgo(int days) {
		return NOW.minus(Duration.ofDays(days)).toString();
	}

	private static void addThread(String id, Map<String, Object> fields) {
		Map<String, Object> all = new HashMap<>(fields);
		all.put("id", id);
		server.workspace().addThread(all);
	}

	private static void addThreads(int count) {
		for (int i = 0; i < count; i++) {
			server.workspace().addThread(Map.of());
		}
	}

	private static List<String> ids(String path) throws IOException {
		return http.get(path).at("/data/threads").valueStream().map((thread) -> thread.at("/id").asString()).toList();
	}

}
