package co.leadterra.test;

import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the events that webhooks are told.
 */
class DeliveryTests extends AbstractDeliveryTests {

	@Test
	void startOfACampaignIsDelivered() throws IOException {
		deliver();
		startedCampaign("ada@example.com");
		await();
		assertThat(this.receiver.received()).singleElement().satisfies((request) -> {
			assertThat(request.method()).isEqualTo("POST");
			assertThat(request.contentType()).isEqualTo("application/json");
			assertThat(request.json()).isEqualTo(json("{'event':'campaign.started','timestamp':'2026-03-04T05:06:07Z',"
					+ "'data':{'campaignId':'camp_1','startedAt':'2026-03-04T05:06:07Z'}}"));
		});
	}

	@Test
	void campaignThatGoesOnHasNotStarted() throws IOException {
		String id = startedCampaign("ada@example.com");
		http.post("/v1/campaigns/" + id + "/pause");
		deliver();
		http.post("/v1/campaigns/" + id + "/start");
		http.post("/v1/campaigns/" + id + "/start");
		await();
		assertThat(this.receiver.received()).isEmpty();
	}

	@Test
	void sentMailIsDelivered() throws IOException {
		String id = startedCampaign("ada@example.com");
		deliver();
		server.workspace().simulateSending(id);
		await();
		assertThat(this.receiver.received()).singleElement()
			.satisfies((request) -> assertThat(request.json())
				.isEqualTo(json("{'event':'message.sent','timestamp':'2026-03-04T05:06:07Z','data':{"
						+ "'messageId':'msg_mail_1','campaignId':'camp_1','email':'ada@example.com',"
						+ "'sequenceStep':1}}")));
	}

	@Test
	void bounceFollowsTheMail() throws IOException {
		String id = startedCampaign(IntStream.rangeClosed(1, 10).mapToObj((i) -> i + "@b.co").toArray(String[]::new));
		deliver();
		server.workspace().simulateSending(id);
		await();
		assertThat(this.receiver.events()).hasSize(11).endsWith("message.sent", "message.bounced");
		assertThat(this.receiver.received().get(10).json().path("data"))
			.isEqualTo(json("{'messageId':'msg_mail_10','campaignId':'camp_1','email':'10@b.co','sequenceStep':1,"
					+ "'bounceType':'hard','bounceReason':'550 5.1.1 No such user'}"));
		assertThat(this.receiver.received().get(9).json().at("/data/messageId").asString()).isEqualTo("msg_mail_10");
	}

	@Test
	void addedReplyIsDelivered() {
		deliver();
		addReply();
		await();
		assertThat(this.receiver.received()).singleElement()
			.satisfies((request) -> assertThat(request.json())
				.isEqualTo(json("{'event':'reply.received','timestamp':'2026-03-04T05:06:07Z','data':{'reply':{"
						+ "'id':'rpl_1','email':'lead@example.com','campaignId':'camp_1',"
						+ "'classification':'interested','receivedAt':'2026-03-04T05:06:07Z',"
						+ "'threadSnippet':'Grüße'}}}")));
	}

	@Test
	void replyIsFlatAsInTheReference() {
		server.respondWith(ResponseShape.REFERENCE);
		deliver();
		addReply();
		await();
		assertThat(this.receiver.received()).singleElement()
			.satisfies((request) -> assertThat(request.json().path("data"))
				.isEqualTo(json("{'id':'rpl_1','email':'lead@example.com','campaignId':'camp_1',"
						+ "'classification':'interested','receivedAt':'2026-03-04T05:06:07Z',"
						+ "'threadSnippet':'Grüße'}")));
	}

	@Test
	void simulatedActivityIsDelivered() throws IOException {
		try (LeadterraServer active = LeadterraServer.builder().simulatedActivity().start()) {
			active.deliverTo(this.receiver.url());
			String id = active.workspace().addCampaign(Map.of());
			active.workspace().addLeads(id, "ada@example.com");
			new TestHttp(active).post("/v1/campaigns/" + id + "/start");
			active.deliveries().await(TIMEOUT);
		}
		assertThat(this.receiver.events()).containsExactly("campaign.started", "message.sent", "reply.received");
	}

	@Test
	void onlyWantedEventsAreDelivered() throws IOException {
		deliver("reply.received", "message.bounced");
		String id = startedCampaign("ada@example.com");
		server.workspace().simulateSending(id);
		server.workspace().simulateReplies(id);
		await();
		assertThat(this.receiver.events()).containsExactly("reply.received");
	}

	@Test
	void undocumentedEventIsDeliveredToAll() {
		deliver("reply.received");
		deliver("message.sent");
		server.workspace().raiseEvent("campaign.finished", Map.of("campaignId", "camp_1"));
		await();
		assertThat(this.receiver.events()).containsExactly("campaign.finished", "campaign.finished");
	}

	@Test
	void eventsAreDeliveredInOrder() {
		deliver();
		String[] names = IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new);
		for (String name : names) {
			raise(name);
		}
		await();
		assertThat(names()).containsExactly(names);
	}

	@Test
	void signatureIsTheHmacOfTheBytes() {
		deliver();
		addReply();
		await();
		// openssl dgst -sha256 -hmac example_webhook_secret_0123456789
		assertThat(this.receiver.received()).extracting(RecordingWebhook.Received::signature)
			.containsExactly("d706901d53b7e3bf268ae25216ffd5863e67f90f1cab8eb1c7c5d5fe0731b593");
	}

	@Test
	void signatureIsWrittenAsChosen() {
		server.deliveries().encodeSignatures((hmac) -> "sha256=" + Base64.getEncoder().encodeToString(hmac));
		deliver();
		addReply();
		await();
		assertThat(this.receiver.received().get(0).signature()).matches("sha256=[A-Za-z0-9+/]{43}=");
	}

	@Test
	void deliveryIsTold() {
		deliver();
		addReply();
		await();
		assertThat(server.deliveries().all()).singleElement().satisfies((delivery) -> {
			RecordingWebhook.Received request = this.receiver.received().get(0);
			assertThat(delivery.event()).isEqualTo("reply.received");
			assertThat(delivery.url()).isEqualTo(this.receiver.url());
			assertThat(delivery.body()).isEqualTo(request.body());
			assertThat(delivery.outcome()).isEqualTo(DeliveryOutcome.DELIVERED);
			assertThat(delivery.attempts()).singleElement().satisfies((attempt) -> {
				assertThat(attempt.due()).isZero();
				assertThat(attempt.signature()).isEqualTo(request.signature());
				assertThat(attempt.status()).isEqualTo(200);
				assertThat(attempt.failure()).isNull();
			});
		});
	}

	@Test
	void httpsWebhookNeedsNoTrustedCertificate() throws Exception {
		try (RecordingWebhook https = RecordingWebhook.startWithHttps()) {
			server.deliverTo(https.url());
			addReply();
			await();
			assertThat(https.events()).containsExactly("reply.received");
		}
	}

	@Test
	void webhookRegisteredOverTheApiIsTold() throws Exception {
		try (RecordingWebhook https = RecordingWebhook.startWithHttps()) {
			http.post("/v1/webhooks", "{'url':'" + https.url() + "','events':['reply.received']}");
			addReply();
			await();
			assertThat(https.events()).containsExactly("reply.received");
		}
	}

	@Test
	void webhookOnAnotherMachineIsNotCalled() throws IOException {
		http.post("/v1/webhooks", "{'url':'https://example.com/hook','events':['reply.received']}");
		addReply();
		await();
		assertThat(server.deliveries().all()).singleElement().satisfies((delivery) -> {
			assertThat(delivery.outcome()).isEqualTo(DeliveryOutcome.WITHHELD);
			assertThat(delivery.attempts()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.com/hook", "http://127.0.0.1.example.com/", "http://localhost.example/",
			"ftp://localhost/", "localhost:8080", "/hook" })
	void urlMustBeOnThisMachine(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> server.deliverTo(URI.create(url)))
			.withMessageContaining(url);
		assertThat(server.workspace().webhooks()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost/hook", "HTTPS://LOCALHOST:8443", "http://app.localhost/",
			"http://127.1.2.3/", "http://[::1]:8080/" })
	void urlMayBeAnyOnThisMachine(String url) {
		server.deliverTo(URI.create(url));
		assertThat(server.workspace().webhooks()).singleElement().extracting("url").isEqualTo(url);
	}

	@Test
	void webhookWaitsForDocumentedEventsOnly() {
		assertThatIllegalArgumentException().isThrownBy(() -> deliver("reply.sent"))
			.withMessageContaining("reply.sent");
	}

	@Test
	void receiverMayCallTheServer() {
		this.receiver.before(() -> http.get("/v1/replies"));
		deliver();
		addReply();
		addReply();
		await();
		assertThat(server.deliveries().all()).extracting(Delivery::outcome).containsOnly(DeliveryOutcome.DELIVERED);
	}

	private static void addReply() {
		String campaign = server.workspace().addCampaign(Map.of());
		server.workspace().addReply(campaign, Map.of("threadSnippet", "Grüße"));
	}

}
