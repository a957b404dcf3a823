package co.leadterra.it;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import co.leadterra.client.campaign.Campaign;
import co.leadterra.client.campaign.CampaignStats;
import co.leadterra.client.campaign.CampaignStatus;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.client.campaign.SequenceStep;
import co.leadterra.client.lead.EnrollmentResult;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.reply.Reply;
import co.leadterra.client.reply.ReplyClassification;
import co.leadterra.client.sender.SenderAccount;
import co.leadterra.client.sender.SenderAccountStatus;
import co.leadterra.client.sender.SenderPool;
import co.leadterra.client.suppression.SuppressionResult;
import co.leadterra.client.webhook.Webhook;
import co.leadterra.client.webhook.WebhookEventType;
import co.leadterra.client.webhook.WebhookRegistration;
import co.leadterra.client.webhook.WebhookStatus;
import co.leadterra.test.Fault;
import co.leadterra.test.ResponseShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation shows the same answers in several forms, which must not make a
 * difference.
 */
class ResponseShapeTests extends AbstractClientTests {

	private static final Instant TIME = Instant.parse("2026-05-04T10:00:00Z");

	@ParameterizedTest
	@EnumSource
	void poolsAreTheSame(ResponseShape shape) {
		server.respondWith(shape);
		List<SenderPool> pools = this.client.senderPools().list().collectList().block(TIMEOUT);
		assertThat(pools).hasSize(2);
		SenderPool first = pools.get(0);
		assertThat(first.id()).isEqualTo("pool_1");
		assertThat(first.name()).isEqualTo("Main pool");
		assertThat(first.dailyCapacity()).isEqualTo(1600);
		assertThat(first.remainingVolume()).isEqualTo(1600);
		assertThat(first.senderCount()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void accountsOfPoolsAreGivenOrNot(ResponseShape shape) {
		server.respondWith(shape);
		List<String> expected = switch (shape) {
			case REFERENCE, CONCEPTS -> List.of("sa_1", "sa_2");
			case QUICKSTART, GUIDES -> List.of();
		};
		assertThat(this.client.senderPools().list().blockFirst(TIMEOUT).senderAccountIds()).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource
	void accountsAreTheSame(ResponseShape shape) {
		server.respondWith(shape);
		List<SenderAccount> accounts = this.client.senderAccounts().list().collectList().block(TIMEOUT);
		assertThat(accounts).hasSize(3)
			.startsWith(new SenderAccount("sa_1", "ada@sender.example", "Ada Example", SenderAccountStatus.ACTIVE));
	}

	@ParameterizedTest
	@EnumSource
	void createdCampaignIsTheSame(ResponseShape shape) {
		server.respondWith(shape);
		Campaign campaign = this.client.campaigns()
			.create(NewCampaign.of("Launch", SequenceStep.of("Hello", "<p>Hi</p>", 2)))
			.block(TIMEOUT);
		assertThat(campaign.createdAt()).isNotNull();
		assertThat(campaign).isEqualTo(new Campaign("camp_1", "Launch", CampaignStatus.DRAFT,
				List.of(new Campaign.Step("Hello", "<p>Hi</p>", 2)), campaign.createdAt(), null, null));
	}

	@ParameterizedTest
	@EnumSource
	void startedCampaignIsTheSame(ResponseShape shape) {
		server.respondWith(shape);
		Campaign campaign = this.client.campaigns().start(campaignWithLead()).block(TIMEOUT);
		assertThat(campaign.startedAt()).isNotNull();
		assertThat(campaign).isEqualTo(
				new Campaign("camp_1", null, CampaignStatus.RUNNING, List.of(), null, campaign.startedAt(), null));
	}

	@ParameterizedTest
	@EnumSource
	void pausedCampaignIsTheSame(ResponseShape shape) {
		server.respondWith(shape);
		String id = campaignWithLead();
		this.client.campaigns().start(id).block(TIMEOUT);
		Campaign campaign = this.client.campaigns().pause(id).block(TIMEOUT);
		assertThat(campaign.pausedAt()).isNotNull();
		assertThat(campaign)
			.isEqualTo(new Campaign("camp_1", null, CampaignStatus.PAUSED, List.of(), null, null, campaign.pausedAt()));
	}

	@ParameterizedTest
	@EnumSource
	void statsAreTheSame(ResponseShape shape) {
		server.respondWith(shape);
		String id = campaignWithLead();
		this.client.campaigns().start(id).block(TIMEOUT);
		server.workspace().simulateSending(id);
		CampaignStats stats = this.client.campaigns().stats(id).block(TIMEOUT);
		CampaignStatus status = switch (shape) {
			case REFERENCE, CONCEPTS -> null;
			case QUICKSTART, GUIDES -> CampaignStatus.RUNNING;
		};
		assertThat(stats).isEqualTo(new CampaignStats("camp_1", status, 1L, 1L, 1L, 0L, 0L, 0L, 1.0, 0.0));
	}

	@ParameterizedTest
	@EnumSource
	void enrollmentIsTheSame(ResponseShape shape) {
		server.respondWith(shape);
		server.workspace().suppress("linus@example.com");
		List<Lead> leads = List.of(Lead.of("ada@example.com"), Lead.of("grace@example.com"),
				Lead.of("linus@example.com"));
		EnrollmentResult result = this.client.leads().enroll(campaignWithLead(), leads).block(TIMEOUT);
		EnrollmentResult expected = switch (shape) {
			case REFERENCE, CONCEPTS -> new EnrollmentResult(1L, 1L, null, 2L);
			case QUICKSTART, GUIDES -> new EnrollmentResult(1L, 1L, 1L, null);
		};
		assertThat(result).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource
	void repliesAreTheSame(ResponseShape shape) {
		server.respondWith(shape);
		String id = campaignWithLead();
		server.workspace()
			.addReply(id, Map.of("email", "ada@example.com", "receivedAt", TIME, "threadSnippet", "Tell me more"));
		server.workspace().addReply(id, Map.of("receivedAt", TIME.plusSeconds(1)));
		List<Reply> replies = this.client.replies().list().collectList().block(TIMEOUT);
		assertThat(replies).hasSize(2)
			.endsWith(new Reply("rpl_1", "ada@example.com", id, ReplyClassification.INTERESTED, TIME, "Tell me more"));
	}

	@ParameterizedTest
	@EnumSource
	void suppressionIsTheSame(ResponseShape shape) {
		server.respondWith(shape);
		server.workspace().suppress("ada@example.com");
		SuppressionResult result = this.client.suppressionList()
			.suppress(List.of("ada@example.com", "grace@example.com"))
			.block(TIMEOUT);
		SuppressionResult expected = switch (shape) {
			case REFERENCE, CONCEPTS -> new SuppressionResult(1L, null, null);
			case QUICKSTART, GUIDES -> new SuppressionResult(1L, 1L, 2L);
		};
		assertThat(result).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource
	void webhookIsTheSame(ResponseShape shape) {
		server.respondWith(shape);
		Webhook webhook = this.client.webhooks()
			.register(WebhookRegistration.of("https://hooks.example.com", WebhookEventType.MESSAGE_SENT))
			.block(TIMEOUT);
		assertThat(webhook.createdAt()).isNotNull();
		assertThat(webhook).isEqualTo(new Webhook("wh_1", "https://hooks.example.com",
				List.of(WebhookEventType.MESSAGE_SENT), WebhookStatus.ACTIVE, webhook.createdAt()));
	}

	@ParameterizedTest
	@EnumSource
	void callsOfSdrsHaveOneForm(ResponseShape shape) {
		server.respondWith(shape);
		assertThat(this.client.sdr().list().count().block(TIMEOUT)).isOne();
		assertThat(this.client.sdr().gmailStatus().block(TIMEOUT).connected()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"id": "pool_1", "name": "Main"}""", """
			[{"id": "pool_1", "name": "Main"}]""", """
			{"data": {"id": "pool_1", "name": "Main"}}""", """
			{"data": [{"id": "pool_1", "name": "Main"}]}""", """
			{"data": {"pools": [{"id": "pool_1", "name": "Main"}]}}""", """
			{"total": 1, "senderPools": [{"id": "pool_1", "name": "Main"}], "pagination": {"page": 1}}""", """
			{"items": [{"id": "pool_1", "name": "Main"}]}""", """
			{"results": [{"id": "pool_1", "name": "Main"}]}""" })
	void poolIsFoundInAnyWrapping(String json) {
		server.inject(Fault.answer(200, "application/json", json));
		List<SenderPool> pools = this.client.senderPools().list().collectList().block(TIMEOUT);
		assertThat(pools).singleElement().extracting("id", "name").containsExactly("pool_1", "Main");
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"campaignId": "camp_1", "sent": 7}""", """
			{"data": {"campaignId": "camp_1", "sent": 7}}""", """
			{"stats": {"sent": 7, "campaignId": "camp_1"}}""", """
			{"data": {"stats": {"campaignId": "camp_1", "sent": 7}}}""", """
			{"requestId": "r_1", "meta": {"sent": 9}, "data": {"campaignId": "camp_1", "sent": 7}}""" })
	void statsAreFoundInAnyWrapping(String json) {
		server.inject(Fault.answer(200, "application/json", json));
		assertThat(this.client.campaigns().stats("camp_1").block(TIMEOUT))
			.isEqualTo(new CampaignStats("camp_1", null, null, 7L, null, null, null, null, null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"enrolled": 3}""", """
			{"result": {"enrolled": 3}}""", """
			{"data": {"enrolled": 3}}""", """
			{"data": {"result": {"enrolled": 3}}}""" })
	void countersAreFoundInAnyWrapping(String json) {
		server.inject(Fault.answer(200, "application/json", json));
		assertThat(this.client.leads().enroll("camp_1", List.of(Lead.of("ada@example.com"))).block(TIMEOUT))
			.isEqualTo(new EnrollmentResult(3L, null, null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			[{"id": "rpl_1"}]""", """
			{"data": [{"id": "rpl_1"}]}""", """
			{"replies": [{"id": "rpl_1"}]}""", """
			{"pagination": {"total": 1, "page": 1, "perPage": 50}, "replies": [{"id": "rpl_1"}]}""", """
			{"data": {"replies": [{"id": "rpl_1"}], "pagination": {"total": 1, "page": 1, "perPage": 50}}}""", """
			{"data": [{"id": "rpl_1"}], "pagination": {"total": 1, "page": 1, "perPage": 50}}""", """
			{"items": [{"id": "rpl_1"}]}""", """
			{"results": [{"id": "rpl_1"}], "pagination": {"total": 1, "page": 1, "perPage": 50}}""" })
	void replyIsFoundInAnyWrapping(String json) {
		server.inject(Fault.answer(200, "application/json", json));
		assertThat(this.client.replies().list().map(Reply::id).collectList().block(TIMEOUT)).containsExactly("rpl_1");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202 })
	void everySuccessIsOne(int status) {
		server.inject(Fault.answer(status, "application/json", """
				{"campaign": {"id": "camp_1", "status": "draft"}}"""));
		assertThat(this.client.campaigns().create(NewCampaign.of("Launch")).block(TIMEOUT).id()).isEqualTo("camp_1");
	}

	private static String campaignWithLead() {
		String id = server.workspace().addCampaign(Map.of());
		server.workspace().addLeads(id, "ada@example.com");
		return id;
	}

}
