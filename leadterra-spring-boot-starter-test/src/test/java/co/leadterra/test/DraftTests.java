package co.leadterra.test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for drafts.
 */
class DraftTests extends AbstractServerTests {

	@Test
	void threadAndDraftOfAnotherSdrAreNotFound() throws IOException {
		String kim = server.workspace().addSdr(Map.of("name", "Kim"));
		server.workspace().addThread(Map.of("id", "of-kim", "sdrId", kim));
		assertThat(http.post("/v1/sdr/drafts/generate", "{'threadId':'of-kim'}").status()).isEqualTo(404);
		server.linkKey(server.apiKey(), kim);
		String draft = http.post("/v1/sdr/drafts/generate", "{'threadId':'of-kim'}").text("/data/drafts/0/id");
		server.linkKey(server.apiKey(), "sdr_1");
		assertThat(http.post("/v1/sdr/drafts/" + draft + "/send").status()).isEqualTo(404);
		assertThat(server.workspace().sentDrafts()).isEmpty();
		server.linkKey(server.apiKey(), kim);
		assertThat(http.post("/v1/sdr/drafts/" + draft + "/send").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "needs_reauth", "disconnected" })
	void draftIsNotSentIfGmailIsNotConnected(String healthState) throws IOException {
		String thread = server.workspace().addThread(Map.of());
		String draft = http.post("/v1/sdr/drafts/generate", "{'threadId':'" + thread + "'}").text("/data/drafts/0/id");
		server.workspace().gmailStatus(Map.of("healthState", healthState));
		TestHttp.Reply reply = http.post("/v1/sdr/drafts/" + draft + "/send");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.errorCode()).isEqualTo("gmail_not_connected");
		assertThat(server.workspace().sentDrafts()).isEmpty();
		assertThat(server.workspace().threads()).extracting("status").containsOnly("new");
		server.workspace().gmailStatus(Map.of("connected", true));
		assertThat(http.post("/v1/sdr/drafts/" + draft + "/send").status()).isEqualTo(200);
	}

	@Test
	void sdrWithoutGmailSendsNothing() throws IOException {
		server.linkKey(server.apiKey(), server.workspace().addSdr(Map.of("gmailConnected", false, "id", "kim")));
		String thread = server.workspace().addThread(Map.of("sdrId", "kim"));
		String draft = http.post("/v1/sdr/drafts/generate", "{'threadId':'" + thread + "'}").text("/data/drafts/0/id");
		assertThat(http.post("/v1/sdr/drafts/" + draft + "/send").errorCode()).isEqualTo("gmail_not_connected");
	}

	private String thread;

	@BeforeEach
	void addThread() {
		this.thread = server.workspace().addThread(Map.of("contactName", "Ada", "subject", "Re: Hi"));
	}

	@Test
	void oneDraftIsGenerated() throws IOException {
		TestHttp.Reply reply = generate("");
		assertThat(reply.at("/data/drafts")).hasSize(1);
		assertThat(reply.text("/data/drafts/0/bodyText")).contains("Ada");
		assertThat(reply.text("/data/drafts/0/bodyHtml")).startsWith("<p>");
		assertThat(reply.text("/data/drafts/0/subject")).isEqualTo("Re: Hi");
		assertThat(reply.text("/data/insights/0/draftId")).isEqualTo(reply.text("/data/drafts/0/id"));
		assertThat(reply.at("/data/insights/0/confidence").asDouble()).isBetween(0.0, 1.0);
		assertThat(reply.at("/data/appliedRules").isArray()).isTrue();
	}

	@Test
	void asManyDraftsAsAskedForAreGenerated() throws IOException {
		TestHttp.Reply reply = generate(",'variantCount':3,'instructions':'Be brief.'");
		assertThat(reply.at("/data/drafts")).hasSize(3)
			.allSatisfy((draft) -> assertThat(draft.at("/bodyText").asString()).contains("Be brief."));
		assertThat(reply.at("/data/insights")).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { ",'variantCount':0", ",'variantCount':4", ",'variantCount':'2'", ",'instructions':1" })
	void malformedRequestIsInvalid(String fields) throws IOException {
		assertThat(generate(fields).errorCode()).isEqualTo("invalid_request");
	}

	@Test
	void threadIsNeeded() throws IOException {
		assertThat(http.post("/v1/sdr/drafts/generate", "{}").errorCode()).isEqualTo("invalid_request");
	}

	@Test
	void unknownThreadIsNotFound() throws IOException {
		assertThat(http.post("/v1/sdr/drafts/generate", "{'threadId':'thr_9'}").status()).isEqualTo(404);
	}

	@Test
	void draftIsSent() throws IOException {
		String draft = generate("").text("/data/drafts/0/id");
		TestHttp.Reply reply = http.post("/v1/sdr/drafts/" + draft + "/send");
		assertThat(reply.text("/data/messageId")).isEqualTo("msg_1");
		assertThat(reply.at("/data/guardrails/blocked").asBoolean(true)).isFalse();
		assertThat(reply.at("/data/guardrails/issues")).isEmpty();
		assertThat(reply.at("/data/guardrails/scores/linkQuality").asDouble()).isPositive();
		assertThat(server.workspace().sentDrafts()).extracting("draftId").containsExactly(draft);
		assertThat(server.workspace().threads()).extracting("status").containsExactly("awaiting_reply");
	}

	@Test
	void draftIsSentAsFinallyWritten() throws IOException {
		String draft = generate("").text("/data/drafts/0/id");
		http.post("/v1/sdr/drafts/" + draft + "/send",
				"{'finalBodyHtml':'<p>Hi</p>','finalBodyText':'Hi','additionalCc':['boss@example.com']}");
		assertThat(server.workspace().sentDrafts()).singleElement()
			.satisfies((sent) -> assertThat(sent).containsEntry("finalBodyHtml", "<p>Hi</p>")
				.containsEntry("finalBodyText", "Hi")
				.containsEntry("additionalCc", List.of("boss@example.com")));
	}

	@Test
	void unknownDraftIsNotFound() throws IOException {
		assertThat(http.post("/v1/sdr/drafts/drf_9/send").status()).isEqualTo(404);
	}

	@Test
	void malformedFinalBodyIsInvalid() throws IOException {
		String draft = generate("").text("/data/drafts/0/id");
		assertThat(http.post("/v1/sdr/drafts/" + draft + "/send", "{'additionalCc':'a'}").errorCode())
			.isEqualTo("invalid_request");
	}

	@Test
	void guardrailsBlockDraftsOnDemand() throws IOException {
		String draft = generate("").text("/data/drafts/0/id");
		server.workspace().blockDrafts("Too many links");
		TestHttp.Reply reply = http.post("/v1/sdr/drafts/" + draft + "/send");
		assertThat(reply.status()).isEqualTo(422);
		assertThat(reply.at("/error/guardrails/blocked").asBoolean()).isTrue();
		assertThat(reply.text("/error/guardrails/issues/0")).isEqualTo("Too many links");
		assertThat(server.workspace().sentDrafts()).isEmpty();
	}

	@Test
	void guardrailsLetDraftsThroughAgain() throws IOException {
		String draft = generate("").text("/data/drafts/0/id");
		server.workspace().blockDrafts("Too many links");
		server.workspace().blockDrafts();
		assertThat(http.post("/v1/sdr/drafts/" + draft + "/send").status()).isEqualTo(200);
	}

	private TestHttp.Reply generate(String fields) throws IOException {
		return http.post("/v1/sdr/drafts/generate", "{'threadId':'" + this.thread + "'" + fields + "}");
	}

}
