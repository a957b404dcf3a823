package co.leadterra.it;

import java.nio.charset.StandardCharsets;
import java.util.List;

import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraServerException;
import co.leadterra.client.LeadterraUnexpectedResponseException;
import co.leadterra.client.campaign.CampaignStats;
import co.leadterra.client.campaign.CampaignStatus;
import co.leadterra.client.reply.Reply;
import co.leadterra.client.reply.ReplyClassification;
import co.leadterra.client.sdr.GmailHealthState;
import co.leadterra.client.sdr.GmailStatus;
import co.leadterra.client.sender.SenderAccount;
import co.leadterra.client.sender.SenderAccountStatus;
import co.leadterra.client.sender.SenderPool;
import co.leadterra.test.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for answers that are not as documented.
 */
class BadAnswerTests extends AbstractClientTests {

	private static final int FIFTY_MEGABYTES = 50 * 1024 * 1024;

	@ParameterizedTest
	@ValueSource(ints = { 200, 202, 204 })
	void emptyAnswerIsNoEmptyList(int status) {
		server.inject(Fault.answer(status, "application/json", ""));
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class).isThrownBy(this::pools)
			.withMessageStartingWith("GET /v1/sender-pools failed: The body is empty");
	}

	@Test
	void emptyAnswerIsNoRecord() {
		server.inject(Fault.answer(200, "application/json", ""));
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class).isThrownBy(this::stats)
			.withMessageStartingWith("GET /v1/campaigns/{campaignId}/stats failed: The body is empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<html>", "{\"data\": null}" })
	void answerThatIsNotDocumentedMayBeAnything(String body) {
		server.inject(Fault.answer(200, "text/html", body));
		assertThat(this.client.sdr().completeFollowUp("fup_1").blockOptional(TIMEOUT)).isEmpty();
	}

	@Test
	void htmlIsNamed() {
		server.inject(Fault.answer(200, "text/html;charset=utf-8", "<html><body>Please log in</body></html>"));
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class).isThrownBy(this::pools)
			.withMessageStartingWith(
					"GET /v1/sender-pools failed: 39 bytes of text/html;charset=utf-8 could not be read")
			.withMessageNotContaining("Please log in");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "[{\"id\": \"pool_1\"", "[{\"id\": \"pool_1\"},", "{\"data\": [{\"id\": \"pool_1\"}",
			"{\"pools\": [{\"id\": \"po" })
	void listThatIsCutOffIsNotTakenForAShorterOne(String body) {
		server.inject(Fault.answer(200, "application/json", body));
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class).isThrownBy(this::pools)
			.withMessageContaining("could not be read");
	}

	@Test
	void answerOfWhichBytesAreMissingBrokeOff() {
		server.inject(Fault.truncatedBody());
		assertThatExceptionOfType(LeadterraConnectionException.class).isThrownBy(this::pools)
			.withMessageStartingWith("GET /v1/sender-pools failed: the answer broke off")
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(200));
	}

	@Test
	void listOfFiftyMegabytesNamesTheProperty() {
		server.inject(Fault.answer(200, "application/json", fiftyMegabytes("[{\"id\":\"")));
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class).isThrownBy(this::pools)
			.withMessageContaining("leadterra.max-response-size");
	}

	@Test
	void recordOfFiftyMegabytesNamesTheProperty() {
		server.inject(Fault.answer(200, "application/json", fiftyMegabytes("{\"campaignId\":\"")));
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class).isThrownBy(this::stats)
			.withMessageContaining("leadterra.max-response-size");
	}

	@Test
	void errorOfFiftyMegabytesIsToldByItsStatus() {
		server.inject(Fault.answer(500, "application/json", fiftyMegabytes("{\"message\":\"")));
		assertThatExceptionOfType(LeadterraServerException.class).isThrownBy(this::pools)
			.withMessageStartingWith("GET /v1/sender-pools failed: 500. ");
	}

	@Test
	void fiftyMegabytesAreReadIfTheyAreAllowed() {
		server.inject(Fault.answer(200, "application/json", " ".repeat(FIFTY_MEGABYTES) + "[{\"id\": \"pool_1\"}]"));
		this.client = clientBuilder().maxResponseSize(FIFTY_MEGABYTES + 100).build();
		assertThat(pools()).extracting(SenderPool::id).containsExactly("pool_1");
	}

	@Test
	void wrongTypeIsNamed() {
		server.inject(Fault.answer(200, "application/json", """
				[{"id": "pool_1"}, {"id": "pool_2", "dailyCapacity": {"value": "much"}}]"""));
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class).isThrownBy(this::pools)
			.withMessageContaining("dailyCapacity")
			.satisfies((ex) -> assertThat(ex.getMethod().name()).isEqualTo("GET"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"much\"", "true", "[1]", "1e400", "99999999999999999999" })
	void valueThatIsNoNumberIsNotTakenForOne(String value) {
		server.inject(Fault.answer(200, "application/json", "{\"campaignId\": \"camp_1\", \"sent\": " + value + "}"));
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class).isThrownBy(this::stats)
			.withMessageContaining("sent");
	}

	@Test
	void answerWithoutTheIdIsRefused() {
		server.inject(Fault.answer(200, "application/json", "[{\"name\": \"Main\"}]"));
		assertThatExceptionOfType(LeadterraException.class).isThrownBy(this::pools).withMessageContaining("id");
	}

	@Test
	void statusThatIsNotDocumentedIsKept() {
		server.inject(Fault.answer(200, "application/json", "[{\"id\": \"sa_1\", \"status\": \"hibernating\"}]"));
		SenderAccount account = this.client.senderAccounts().list().blockLast(TIMEOUT);
		assertThat(account.status()).isEqualTo(new SenderAccountStatus("hibernating")).hasToString("hibernating");
	}

	@Test
	void classificationThatIsNotDocumentedIsKept() {
		server.inject(Fault.answer(200, "application/json", "[{\"id\": \"rpl_1\", \"classification\": \"referral\"}]"));
		Reply reply = this.client.replies().list().blockLast(TIMEOUT);
		assertThat(reply.classification()).isEqualTo(new ReplyClassification("referral")).hasToString("referral");
	}

	@Test
	void healthStateThatIsNotDocumentedIsKept() {
		server.inject(
				Fault.answer(200, "application/json", "{\"data\": {\"connected\": true, \"healthState\": \"tired\"}}"));
		GmailStatus status = this.client.sdr().gmailStatus().block(TIMEOUT);
		assertThat(status.healthState()).isEqualTo(new GmailHealthState("tired"));
	}

	@Test
	void fieldsThatAreNotDocumentedAreIgnored() {
		server.inject(Fault.answer(200, "application/json",
				"""
						{"new": {"data": [1, {"id": 2}]}, "campaignId": "camp_1", "sent": 7, "status": "running", "more": [null]}"""));
		assertThat(stats()).isEqualTo(
				new CampaignStats("camp_1", CampaignStatus.RUNNING, null, 7L, null, null, null, null, null, null));
	}

	@Test
	void nullWhereANumberIsExpectedIsAbsent() {
		server.inject(Fault.answer(200, "application/json", """
				{"campaignId": "camp_1", "sent": null, "delivered": 0, "openRate": null}"""));
		assertThat(stats()).isEqualTo(new CampaignStats("camp_1", null, null, null, 0L, null, null, null, null, null));
	}

	private List<SenderPool> pools() {
		return this.client.senderPools().list().collectList().block(TIMEOUT);
	}

	private CampaignStats stats() {
		return this.client.campaigns().stats("camp_1").block(TIMEOUT);
	}

	private static byte[] fiftyMegabytes(String start) {
		byte[] body = "x".repeat(FIFTY_MEGABYTES).getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(start.getBytes(StandardCharsets.US_ASCII), 0, body, 0, start.length());
		return body;
	}

}
